"""Where a picture is used, as each person may see it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from publishing.media_use import used_by
from tests.factories.approval import Desk
from tests.factories.library import make_sound
from tests.factories.offices import make_province
from tests.factories.packages import choose, delivered, make_facebook, release, rewrite
from tests.factories.pages import make_article
from tests.factories.pictures import make_picture

pytestmark = pytest.mark.django_db


def test_a_live_page_is_listed_with_the_posts_that_are_out():
    picture = make_picture()
    desk = Desk(cover=picture, cover_alt="Bìa")
    place = make_facebook(desk.office)
    choose(desk, [place])
    released = release(desk)
    delivered(place)

    (use,) = used_by(picture, desk.editor).shown

    assert use.live
    assert use.address.endswith(f"/{desk.page.pk}/")
    assert [(one.pk, one.out) for one in use.releases] == [(released.pk, 1)]


def test_a_planned_release_is_listed_though_the_page_itself_does_not_show_it_yet():
    picture = make_picture()
    desk = Desk()
    rewrite(desk, cover=picture, cover_alt="Bìa")
    assert used_by(picture, desk.editor).shown == ()
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + timedelta(days=1))
    planned = release(desk)

    (use,) = used_by(picture, desk.editor).shown

    assert not use.live
    assert [(one.pk, one.waiting > 0) for one in use.releases] == [(planned.pk, True)]


def test_a_planned_release_is_listed_with_its_sound_too():
    sound = make_sound()
    desk = Desk()
    rewrite(desk, body=[("sound", {"recording": sound, "caption": ""})])
    assert used_by(sound, desk.editor).shown == ()
    choose(desk, [], go_live_at=timezone.now() + timedelta(days=1))
    planned = release(desk)

    (use,) = used_by(sound, desk.editor).shown

    assert (use.live, [one.pk for one in use.releases]) == (False, [planned.pk])


def test_another_offices_draft_is_counted_but_not_named():
    picture = make_picture()
    desk = Desk(make_province())
    make_article(make_province(), cover=picture, cover_alt="Bìa", title="Bản nháp kín")

    uses = used_by(picture, desk.editor)

    assert uses.shown == ()
    assert uses.hidden == 1


def test_what_nobody_uses_is_used_nowhere():
    desk = Desk()

    assert used_by(make_picture(), desk.editor).shown == ()
