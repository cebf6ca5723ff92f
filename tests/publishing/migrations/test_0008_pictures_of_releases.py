"""Releases from before are asked about, too."""

from importlib import import_module

import pytest
from django.apps import apps

from publishing.models import ShownPicture
from tests.factories.approval import Desk
from tests.factories.packages import choose, release
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db
migration = import_module("publishing.migrations.0008_pictures_of_releases")


def test_what_live_pages_refer_to_is_noted_for_their_releases_in_force():
    picture = make_picture()
    desk = Desk(cover=picture, cover_alt="Bìa")
    choose(desk, [])
    made = release(desk)
    release_without_picture = release(Desk())
    ShownPicture.objects.all().delete()

    migration.note_what_is_shown(apps, None)

    assert list(ShownPicture.objects.values_list("release", "picture")) == [(made.pk, picture.pk)]
    assert not release_without_picture.shown_pictures.exists()
