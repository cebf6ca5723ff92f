"""What keeps an item back because of its pictures and files."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.approval import Refused
from media_assets.models import PersonShown, Picture
from publishing.delivery.gates import may_be_shown
from publishing.models import Delivery, Release, ShownPicture
from publishing.package import assemble, fingerprint_of
from publishing.services.going_live import run_due
from publishing.shown_media import media_of
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, release, rewrite
from tests.factories.pictures import make_picture
from tests.factories.publishing import seal_variants

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def in_body(picture, **fields):
    shown = {"picture": picture, "alt": "Ảnh", "decorative": False, "caption": "", "credit": ""}
    return ("picture", shown | fields)


def packed(desk):
    return assemble(desk.now(), desk.now().get_latest_revision())


def agreed_until(picture, day) -> PersonShown:
    Picture.objects.filter(pk=picture.pk).update(nobody_recognisable=False)
    return PersonShown.objects.create(
        picture=picture, who="chị bên phải", basis="consent", consent_until=day
    )


def test_a_picture_about_which_nothing_is_stated_keeps_the_item_from_submission():
    picture = make_picture("Chợ phiên", licence="", nobody_recognisable=False)
    desk = Desk(body=[in_body(picture)])

    with pytest.raises(Refused, match="Chợ phiên"):
        desk.submit()


def test_asking_takes_as_many_queries_for_nine_pictures_as_for_one():
    counts = []
    for number in (1, 9):
        desk = Desk(body=[in_body(make_picture(f"Ảnh {n}")) for n in range(number)])
        packed(desk)
        page = desk.now()
        pictures = media_of(page)
        with CaptureQueriesContext(connection) as queries:
            packed(desk)
        counts.append(sum("personshown" in one["sql"] for one in queries))
        assert len(pictures) == number

    assert counts == [1, 1]


def test_a_consent_that_ended_in_the_meantime_holds_a_planned_release_until_it_is_renewed():
    picture = make_picture()
    person = agreed_until(picture, timezone.localdate() + DAY)
    desk = Desk(body=[in_body(picture)])
    choose(desk, [], go_live_at=timezone.now() + DAY / 2)
    planned = release(desk)
    PersonShown.objects.update(consent_until=timezone.localdate() - DAY)

    run_due(now=timezone.now() + DAY)

    planned.refresh_from_db()
    assert planned.state == Release.State.SCHEDULED
    assert person.who in planned.last_error
    PersonShown.objects.update(consent_until=timezone.localdate() + 9 * DAY)
    run_due(now=timezone.now() + 9 * DAY)
    assert desk.now().live


@pytest.mark.parametrize("asked", [True, False])
def test_only_what_was_approved_before_anybody_was_asked_goes_live_unstated(asked):
    picture = make_picture()
    desk = Desk(body=[in_body(picture)])
    choose(desk, [], go_live_at=timezone.now() + DAY)
    planned = release(desk)
    if not asked:
        del planned.content["rights_asked"]
        planned.save()
        seal_variants(planned)
    Picture.objects.update(licence="", nobody_recognisable=False)

    run_due(now=timezone.now() + 2 * DAY)

    assert desk.now().live is not asked


def test_the_label_of_what_a_machine_made_is_part_of_post_and_fingerprint():
    picture = make_picture(credit="Phòng Truyền thông")
    desk = Desk(body=[in_body(picture)])
    choose(desk, [make_facebook(desk.office)])
    page = desk.now()
    before = fingerprint_of(page, page.get_latest_revision())
    Picture.objects.filter(pk=picture.pk).update(made_by_ai="made")

    (shown,) = packed(desk).content.pictures

    assert shown.credit == "Phòng Truyền thông · Ảnh do AI tạo"
    assert fingerprint_of(page, page.get_latest_revision()) != before


def test_changing_rights_that_readers_do_not_see_changes_no_fingerprint():
    picture = make_picture()
    desk = Desk(body=[in_body(picture)])
    page = desk.now()
    before = fingerprint_of(page, page.get_latest_revision())
    Picture.objects.update(source="Kho ảnh", licence="bought")
    agreed_until(picture, timezone.localdate() + DAY)

    assert fingerprint_of(page, page.get_latest_revision()) == before


def test_a_release_notes_the_pictures_that_it_shows_also_when_it_speaks_after_an_expiry():
    cover, shown = make_picture("Bìa"), make_picture("Trong bài")
    desk = Desk(cover=cover, cover_alt="Bìa", body=[in_body(shown), in_body(cover)])
    desk.page.valid_until = timezone.localdate()
    choose(desk, [])
    release(desk)
    rewrite(desk, valid_until=timezone.localdate() + 9 * DAY)
    choose(desk, [], go_live_at=timezone.now() + 3 * DAY)
    planned = release(desk)
    Release.objects.exclude(pk=planned.pk).update(expires_at=timezone.now())

    run_due(now=timezone.now() + DAY)
    run_due(now=timezone.now() + 4 * DAY)

    assert not Release.objects.filter(pk=planned.pk).exists()
    behind = Release.objects.versions().get(state=Release.State.IN_FORCE)
    pictures = ShownPicture.objects.filter(release=behind).values_list("picture", flat=True)
    assert set(pictures) == {cover.pk, shown.pk}


def test_what_a_planned_release_does_not_show_any_more_holds_nothing_of_it_back():
    """The house wrote of releases from before what their pages showed then."""
    old, new = make_picture("Cũ"), make_picture("Mới")
    desk = Desk(cover=new, cover_alt="Bìa")
    choose(desk, [make_facebook(desk.office)], go_live_at=timezone.now() + DAY)
    planned = release(desk)
    ShownPicture.objects.create(release=planned, picture=old)
    agreed_until(old, timezone.localdate() - DAY)

    run_due(now=timezone.now() + 2 * DAY)

    assert [one.picture for one in planned.shown_pictures.all()] == [new]
    assert not Delivery.objects.exclude(may_be_shown()).exists()


def test_a_release_that_went_live_in_the_end_says_no_more_what_held_it():
    picture = make_picture()
    agreed_until(picture, timezone.localdate() + DAY)
    desk = Desk(body=[in_body(picture)])
    choose(desk, [], go_live_at=timezone.now() + DAY / 2)
    planned = release(desk)
    PersonShown.objects.update(consent_until=timezone.localdate() - DAY)
    run_due(now=timezone.now() + DAY)
    PersonShown.objects.update(consent_until=timezone.localdate() + 9 * DAY)

    run_due(now=timezone.now() + 9 * DAY)

    planned.refresh_from_db()
    assert (planned.state, planned.last_error) == (Release.State.IN_FORCE, "")
    assert planned.retry_at is None
