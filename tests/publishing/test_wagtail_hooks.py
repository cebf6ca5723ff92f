"""What publishing tells the site: which versions of pages wait for their release."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms import versions
from cms.going_live import NotApproved
from media_assets.models import Picture
from publishing.models import Release
from publishing.services.going_live import run_due
from tests.factories.approval import Desk
from tests.factories.library import make_sound
from tests.factories.packages import choose, release
from tests.factories.pictures import RIGHTS
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def test_a_picture_replaced_meanwhile_does_not_change_what_was_approved():
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    planned = release(desk)
    other = get_test_image_file(filename="khac.png", colour="red")
    made = versions.replace(
        of=picture, made=Picture(title="Bìa", file=other, **RIGHTS), user=desk.editor
    )
    moved = versions.move_drafts(made, desk.editor)

    run_due(now=timezone.now() + 2 * TOMORROW)

    planned.refresh_from_db()
    assert [left.why for left in moved.left] == [versions.WAITING]
    assert planned.state == Release.State.IN_FORCE
    assert desk.now().live
    assert desk.now().cover == picture


def test_a_picture_of_what_waits_for_its_release_is_not_deleted():
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)

    with pytest.raises(NotApproved):
        picture.delete()


@pytest.mark.parametrize(
    "changed", [{"crops": {"square": [0, 0, 60, 60]}}, {"focal_point_x": 3}, {"credit": "TTXVN"}]
)
def test_a_picture_of_what_waits_for_its_release_keeps_what_was_approved_of_it(changed):
    """It would be held at its time, when nobody looks, since it is not what was approved."""
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    for name, value in changed.items():
        setattr(picture, name, value)

    with pytest.raises(NotApproved, match="chờ"):
        picture.save()

    run_due(now=timezone.now() + 2 * TOMORROW)
    assert desk.now().live


def test_what_nobody_approved_of_a_waiting_picture_may_be_mended():
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    picture.title, picture.source = "Ảnh bìa", "Công văn số 12"

    picture.save()

    run_due(now=timezone.now() + 2 * TOMORROW)
    assert desk.now().live


def test_a_recording_of_what_waits_for_its_release_keeps_what_was_approved_of_it():
    recording = make_sound()
    desk = Desk(body=[("sound", {"recording": recording, "caption": ""})])
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    recording.source = "Công văn số 12"
    recording.save()
    recording.transcript = "Lời khác"

    with pytest.raises(NotApproved, match="chờ"):
        recording.save()

    run_due(now=timezone.now() + 2 * TOMORROW)
    assert desk.now().live


def test_the_form_says_why_a_waiting_picture_stays_as_it_is(client):
    picture = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
    desk = Desk(cover=picture, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    client.force_login(make_user(is_superuser=True))
    posted = {"title": "Bìa", "collection": picture.collection_id, "tags": "", "credit": "TTXVN"}

    reply = client.post(reverse("wagtailimages:edit", args=[picture.pk]), posted | RIGHTS)

    assert "chờ" in str(reply.context["form"].non_field_errors())


@pytest.mark.parametrize("kind", ["picture", "sound"])
def test_what_waits_for_its_release_is_not_hidden_from_readers(kind):
    if kind == "sound":
        file = make_sound()
        desk = Desk(body=[("sound", {"recording": file, "caption": ""})])
    else:
        file = Picture.objects.create(title="Bìa", file=get_test_image_file(), **RIGHTS)
        desk = Desk(cover=file, cover_alt="Bìa màu trắng")
    choose(desk, [], go_live_at=timezone.now() + TOMORROW)
    release(desk)
    file.collection = Collection.get_first_root_node().add_child(name="Nội bộ")
    CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="login")

    with pytest.raises(NotApproved, match="chờ"):
        file.save()
