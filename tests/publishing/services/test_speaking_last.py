"""Releases that were planned while others of the same item went live: the order is that of going live."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Role
from publishing.delivery.gates import sendable
from publishing.delivery.line import receipts_of
from publishing.delivery.tidying import tidy
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Release
from publishing.release_plan import whats_out
from publishing.services.going_live import go_live, run_due
from publishing.services.office_releases import release_for_office
from publishing.services.releases import ReleaseRefused, cancel_release, withdraw_item
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
    set_fact,
)
from tests.factories.provinces import CopyDesk, centre_desk, province, released_copy
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Action = Delivery.State, Delivery.Action
NEW, PLANNED = "0207 999 9999", "Từ ngày mai xin gọi {{hotline}}."
DAY = timedelta(days=1)


class Country:
    """A national item that is out at a page of two provinces; its next version is planned."""

    def __init__(self, communes: int = 1, **fields) -> None:
        self.here, self.there = province(), province()
        self.leader = make_user(self.here, Role.LEADER)
        self.page_here, self.page_there = make_facebook(self.here), make_facebook(self.there)
        self.communes = make_communes(self.here, communes)
        self.places = [self.page_here, self.page_there, *self.communes]
        self.desk = centre_desk(self.places, **fields)
        self.first = release(self.desk)
        self.roots = {place: delivered(place) for place in (self.page_here, self.page_there)}

    def plan(self, days: int = 1, lead: str = PLANNED, **fields) -> Release:
        choose(self.desk, self.places, go_live_at=timezone.now() + days * DAY)
        rewrite(self.desk, lead=lead, **fields)
        return release(self.desk)

    def correct(self, value: str = NEW, **wishes) -> Release:
        set_fact(self.here, "hotline", value)
        wishes = {"office": self.here, "user": self.leader, "reason": "Đổi số"} | wishes
        return release_for_office(release=self.first, **wishes)

    def leg(self, of: Release, place=None) -> Delivery:
        """Found by what was approved: its release may have another number by now."""
        found = Delivery.objects.filter(release__fingerprint=of.fingerprint)
        return found.get(destination=place or self.page_here)


@pytest.fixture
def country():
    return Country()


def days_go_by(days: int = 2) -> None:
    """The calendar, then what a sweep does; the pages of what went live are seen."""
    run_due(now=timezone.now() + days * DAY)
    queued = Delivery.objects.filter(state=State.QUEUED)
    queued.update(due_at=timezone.now())
    pages = queued.filter(destination__channel="portal", release__state=Release.State.IN_FORCE)
    for page in pages.exclude(action=Action.WITHDRAW):
        arrives(page)
    tidy()


def faults() -> set[str]:
    """Of the ledgers; that the posts arrived was only said by the test."""
    return {found.code for found in cross_checks()} - {"delivery"}


def arrives(leg: Delivery) -> None:
    leg.state, leg.remote_id = State.DELIVERED, f"post-{leg.pk}"
    leg.save()


# --- a release for one office in between -----------------------------------------------------


@pytest.mark.parametrize("wrong", [[], ["hotline"]], ids=["changed", "was wrong"])
def test_what_was_planned_reaches_an_office_that_corrected_a_value_meanwhile(country, wrong):
    planned = country.plan()
    corrected = country.correct(wrong=wrong)
    arrives(country.leg(corrected))

    days_go_by()

    leg = country.leg(planned)
    assert (leg.state, leg.action) == (State.QUEUED, Action.REVISE)
    assert leg.acts_on == country.roots[country.page_here]
    assert sendable().filter(pk=leg.pk).exists()
    assert country.desk.now().lead == PLANNED


def test_it_reaches_everybody_else_as_before(country):
    planned = country.plan()
    country.correct()

    days_go_by()

    there = country.leg(planned, country.page_there)
    assert (there.state, there.action) == (State.QUEUED, Action.REVISE)
    assert there.acts_on == country.roots[country.page_there]
    heard = country.leg(planned, country.communes[0])
    assert (heard.state, heard.action) == (State.QUEUED, Action.PUBLISH)


def test_nothing_of_a_plan_is_given_up_before_its_time(country):
    planned = country.plan()

    country.correct()
    tidy()

    assert {leg.state for leg in planned.deliveries.all()} == {State.QUEUED}


def test_what_the_office_had_not_sent_yet_does_not_follow(country):
    planned = country.plan()
    corrected = country.correct()

    days_go_by()

    assert country.leg(corrected).state == State.SUPERSEDED
    assert sendable().filter(pk=country.leg(planned).pk).exists()


def test_it_waits_for_what_the_office_is_sending_in_that_moment(country):
    planned = country.plan()
    office = country.leg(country.correct())
    Delivery.objects.filter(pk=office.pk).update(state=State.UNKNOWN)

    days_go_by()

    assert country.leg(planned).state == State.QUEUED
    assert not sendable().filter(pk=country.leg(planned).pk).exists()
    arrives(office)
    assert sendable().filter(pk=country.leg(planned).pk).exists()


def test_the_release_of_the_office_is_replaced_like_the_version_that_it_stood_beside(country):
    planned = country.plan()
    corrected = country.correct()

    days_go_by()

    states = Release.objects.values_list("fingerprint", "state")
    assert dict(states) == {
        country.first.fingerprint: Release.State.REPLACED,
        corrected.fingerprint: Release.State.REPLACED,
        planned.fingerprint: Release.State.IN_FORCE,
    }
    assert faults() == set()


def test_what_is_out_afterwards_is_what_was_planned(country):
    planned = country.plan()
    office = country.leg(country.correct())
    arrives(office)
    days_go_by()
    arrives(country.leg(planned))

    out = whats_out(work=country.desk.page.edition.work, language="vi")[country.page_here.pk]

    assert out.last_hash == country.leg(planned).variant.post_id != office.variant.post_id
    assert receipts_of(out.root.pk).first() == country.leg(planned)


def test_a_number_that_nobody_overtook_stays(country):
    planned = country.plan()

    days_go_by()

    assert Release.objects.get(pk=planned.pk).state == Release.State.IN_FORCE


def test_it_keeps_when_it_was_approved_and_everything_that_belongs_to_it(country):
    planned = country.plan()
    before = {leg.pk for leg in planned.deliveries.all()}
    country.correct()

    days_go_by()

    now = Release.objects.get(fingerprint=planned.fingerprint)
    assert now.pk > planned.pk
    assert now.created_at == planned.created_at
    assert now.goes_live_at == planned.goes_live_at
    assert {leg.pk for leg in now.deliveries.all()} == before
    assert now.variants.count() == len(before)


def test_a_plan_for_later_still_comes_after_one_that_was_put_last(country):
    """The first of two plans gets a number beyond that of the second, which was approved later."""
    country.plan(days=2)
    country.correct()
    second = country.plan(days=4, lead="Từ tuần sau xin gọi {{hotline}}.")
    later = country.plan(days=6, lead="Từ tháng sau xin gọi {{hotline}}.")

    days_go_by(days=5)
    assert Release.objects.get(fingerprint=second.fingerprint).state == Release.State.IN_FORCE
    assert Release.objects.get(fingerprint=later.fingerprint).state == Release.State.SCHEDULED
    days_go_by(days=7)

    assert country.leg(later).state == State.QUEUED
    assert country.leg(later).release.state == Release.State.IN_FORCE
    assert country.leg(second).state == State.SUPERSEDED


def test_its_cost_does_not_grow_with_the_places():
    def cost(communes: int) -> int:
        country = Country(communes)
        planned = country.plan()
        country.correct()
        with CaptureQueriesContext(connection) as queries:
            go_live(release=planned)
        return len(queries)

    cost(1)  # fills caches
    assert cost(2) == cost(12)


# --- takings down in between -----------------------------------------------------------------


def test_after_the_end_of_the_version_before_it_is_published_anew():
    country = Country(valid_until=timezone.localdate())
    planned = country.plan(days=3, valid_until=timezone.localdate() + 30 * DAY)
    days_go_by(days=2)
    down = Delivery.objects.get(destination=country.page_here, action=Action.WITHDRAW)

    days_go_by(days=4)

    leg = country.leg(planned)
    assert (leg.state, leg.action) == (State.QUEUED, Action.PUBLISH)
    assert not sendable().filter(pk=leg.pk).exists()  # the old post goes first
    arrives(down)
    assert sendable().filter(pk=leg.pk).exists()


def test_where_an_office_took_its_own_copy_down_again_the_national_version_goes_out(country):
    planned = country.plan()
    copy = released_copy(country.desk, country.here)
    choose(copy, [country.page_here])
    rewrite(copy, lead="Bản của tỉnh.")
    arrives(country.leg(release(copy)))
    withdraw_item(page=copy.now(), user=copy.leader, reason="Nhầm")
    arrives(Delivery.objects.get(destination=country.page_here, action=Action.WITHDRAW))

    days_go_by()

    leg = country.leg(planned)
    assert (leg.state, leg.action) == (State.QUEUED, Action.PUBLISH)


# --- local copies ----------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [True, False])
def test_an_office_that_published_a_copy_of_its_own_meanwhile_keeps_its_words(country, sent):
    planned = country.plan()
    copy = CopyDesk(country.desk, country.here)
    rewrite(copy, lead="Bản của tỉnh.")
    choose(copy, [country.page_here])
    own = country.leg(release(copy))
    if sent:
        arrives(own)

    days_go_by()

    own.refresh_from_db()
    assert own.state == (State.DELIVERED if sent else State.QUEUED)
    assert country.leg(planned).state == State.SUPERSEDED
    assert country.leg(planned).reason_code == Delivery.Reason.OVERTAKEN
    assert country.leg(planned, country.page_there).state == State.QUEUED
    assert faults() == set()


def test_a_copy_that_was_planned_speaks_after_a_national_version_that_came_before_it(country):
    copy = CopyDesk(country.desk, country.here)
    rewrite(copy, lead="Bản của tỉnh.")
    choose(copy, [country.page_here], go_live_at=timezone.now() + DAY)
    planned = release(copy)
    rewrite(country.desk, lead="Bản toàn quốc mới.")
    choose(country.desk, country.places)
    arrives(country.leg(release(country.desk)))

    days_go_by()

    leg = country.leg(planned)
    assert (leg.state, leg.action) == (State.QUEUED, Action.REVISE)
    assert sendable().filter(pk=leg.pk).exists()


# --- whoever saw it under its number before --------------------------------------------------


def test_a_clock_that_saw_it_before_does_nothing_a_second_time(country):
    seen = country.plan()
    country.correct()
    days_go_by()

    assert go_live(release=seen) is False

    assert Release.objects.filter(fingerprint=seen.fingerprint).count() == 1


def test_who_cancels_it_in_that_moment_reads_that_it_is_out(country):
    seen = country.plan()
    country.correct()
    days_go_by()

    with pytest.raises(ReleaseRefused, match="Bài đã đăng"):
        cancel_release(release=seen, user=country.desk.leader)
