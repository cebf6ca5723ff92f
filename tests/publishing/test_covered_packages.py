"""What nobody of the office looks at: every word of its package was approved before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.approval import Refused
from cms.models import Fact, Office
from publishing.models import Delivery, Destination, Package, Release
from publishing.services.covered import release_covered
from tests.factories.packages import choose, make_communes, release, rewrite, set_fact
from tests.factories.provinces import CopyDesk, centre_desk, take_in
from tests.factories.spoken_words import make_word

pytestmark = pytest.mark.django_db
NEWS = "Từ 1-7 gọi {{hotline}}."  # the first of July, or one to seven
CHOSEN = {"1-7": "mồng một tháng bảy"}


@pytest.fixture
def national():
    desk = centre_desk()
    release(desk)
    return desk


def heard(readings: dict[str, str] | None = None) -> dict[str, object]:
    return {"loudspeaker": {"text": "", "options": {}, "readings": readings or {}}}


def copy_with_a_commune(national, **wishes) -> tuple[CopyDesk, Destination]:
    """Below its province, as communes are."""
    copy = CopyDesk(national)
    below = Office.objects.create(
        code="CS1",
        slug="co-so-1",
        name="BHXH cơ sở 1",
        level=Office.Level.GRASSROOTS,
        parent=copy.office,
    )
    (commune,) = make_communes(below, 1)
    choose(copy, [commune], **wishes)
    release(copy)
    return copy, commune


def change_nationally(national, lead: str, **wishes) -> None:
    rewrite(national, lead=lead)
    choose(national, [], **wishes)
    release(national)


def covered(copy: CopyDesk) -> Release:
    revision, base = take_in(copy)
    return release_covered(
        page=copy.now(), national=copy.national.now(), revision=revision, base=base
    )


def test_a_bulletin_without_a_doubt_goes_out(national):
    copy, commune = copy_with_a_commune(national)
    change_nationally(national, "Từ hôm nay gọi {{hotline}}.")

    assert covered(copy).deliveries.get(destination=commune).variant is not None


def test_a_doubt_in_what_is_read_aloud_is_the_offices_to_settle(national):
    copy, _commune = copy_with_a_commune(national)
    change_nationally(national, NEWS)

    with pytest.raises(Refused, match="1-7"):
        covered(copy)

    assert copy.now().lead == "Gọi {{hotline}}."


def test_what_the_centre_settled_of_it_is_approved(national):
    copy, commune = copy_with_a_commune(national)
    change_nationally(national, NEWS, texts=heard(CHOSEN))
    Package.objects.filter(page=copy.page.pk).update(texts=heard(CHOSEN))

    post = covered(copy).deliveries.get(destination=commune).variant.post
    assert "mồng một tháng bảy" in post.data["text"]


def test_a_reading_that_nobody_approved_keeps_it_back(national):
    copy, _commune = copy_with_a_commune(national)
    change_nationally(national, NEWS, texts=heard(CHOSEN))
    wrong = {"1-7": "mồng một tháng chín"}
    Package.objects.filter(page=copy.page.pk).update(texts=heard(wrong))

    with pytest.raises(Refused):
        covered(copy)


def test_a_place_that_had_no_post_before_keeps_nothing_back(national):
    rewrite(national, lead=NEWS)
    release(national)
    copy, commune = copy_with_a_commune(national)
    change_nationally(national, f"{NEWS} Miễn phí.")

    failed = covered(copy).deliveries.get(destination=commune)
    assert (failed.state, failed.variant) == (Delivery.State.FAILED, None)


def test_a_value_that_an_office_below_lacks_keeps_its_own_places_back_alone(national):
    copy, commune = copy_with_a_commune(national)
    over = timezone.localdate() - timedelta(days=1)
    own = set_fact(commune.office, "hotline", "0207 000 0002")
    Fact.objects.filter(pk=own.pk).update(valid_until=over)
    change_nationally(national, "Từ hôm nay gọi {{hotline}}.")

    failed = covered(copy).deliveries.get(destination=commune)

    assert (failed.state, failed.variant) == (Delivery.State.FAILED, None)
    assert copy.now().lead == "Từ hôm nay gọi {{hotline}}."


@pytest.mark.parametrize("whose", ["province", "below"])
def test_a_word_that_is_read_otherwise_since_is_heard_by_the_leader_first(national, whose):
    copy, commune = copy_with_a_commune(national)
    make_word(copy.office if whose == "province" else commune.office, "QWX", "quy mới")
    change_nationally(national, "Theo QWX, gọi {{hotline}}.")

    with pytest.raises(Refused, match="QWX"):
        covered(copy)


def test_one_that_was_settled_before_or_is_not_said_keeps_nothing_back(national):
    copy = CopyDesk(national)
    make_word(copy.office, "QWX", "quy mới")
    choose(copy, make_communes(copy.office, 1))
    release(copy)
    make_word(copy.office, "ZZZ", "dét")
    change_nationally(national, "Theo QWX, gọi {{hotline}}.")

    assert covered(copy).state == Release.State.IN_FORCE
