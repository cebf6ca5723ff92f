"""What of a release waits for the nod of an office's leader, and what is not taken there at all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import Office, QueuedMail
from cms.working_time import after_office_hours
from publishing.delivery.gates import sendable
from publishing.ledger_checks import cross_checks
from publishing.models import Delivery, Destination, Release
from publishing.national import ask_offices, is_national, reserved
from publishing.package import assemble
from publishing.services.going_live import run_due
from publishing.services.releases import withdraw_item
from tests.factories.approval import Desk
from tests.factories.national import Nation
from tests.factories.offices import make_province
from tests.factories.packages import (
    choose,
    delivered,
    make_communes,
    make_facebook,
    release,
    rewrite,
)
from tests.factories.publishing import make_bare_office

pytestmark = pytest.mark.django_db
State, Reason, Action = Delivery.State, Delivery.Reason, Delivery.Action
TOMORROW = timedelta(days=1)


def test_what_an_office_lets_go_by_itself_goes_by_itself():
    nation = Nation("auto")
    nation.release()

    assert nation.delivery(nation.page) in sendable() or nation.delivery(nation.page).waits_for
    assert {nation.delivery(one).nod_until for one in nation.places} == {None}


def test_where_a_nod_is_asked_for_posts_wait_working_hours_and_the_centres_own_do_not():
    nation = Nation("nod")
    made = nation.release()

    expected = after_office_hours(made.goes_live_at, 8).replace(microsecond=0)
    for place in nation.places:
        waiting = nation.delivery(place)
        assert waiting.state == State.QUEUED
        assert abs(waiting.nod_until - expected) <= timedelta(minutes=1)
    others = made.deliveries.exclude(destination__in=nation.places)
    assert others.count() == 2  # the centre's page on Facebook and on the portal
    assert not others.exclude(nod_until=None).exists()


def test_where_nothing_national_is_taken_it_is_left_out_with_the_reason():
    nation = Nation("never")
    nation.release()

    for place in nation.places:
        left = nation.delivery(place)
        assert (left.state, left.reason_code) == (State.CANCELLED, Reason.NOT_WANTED)
        assert left.settled_at
        assert left.variant_id


def test_what_is_out_there_already_asks_for_a_nod_although_nothing_is_taken():
    nation = Nation("auto")
    nation.release()
    delivered(nation.page)
    nation.set_rule("never")
    rewrite(nation.desk, lead="Mức đóng đã đổi")

    nation.release()

    correction = nation.delivery(nation.page)
    assert correction.action == Action.REVISE
    assert correction.state == State.QUEUED
    assert correction.nod_until
    assert nation.delivery(nation.commune).reason_code == Reason.NOT_WANTED


def test_a_newer_release_replaces_what_waits_and_asks_anew():
    nation = Nation("nod")
    nation.release()
    first = nation.delivery(nation.page)
    rewrite(nation.desk, lead="Mức đóng đã đổi")

    nation.release()

    first.refresh_from_db()
    assert first.state == State.SUPERSEDED
    assert nation.delivery(nation.page).nod_until
    assert nation.delivery(nation.page).pk != first.pk


def test_taking_down_never_waits_neither_for_a_nod_nor_for_what_waits_for_one():
    nation = Nation("auto")
    nation.release()
    delivered(nation.page)
    nation.set_rule("nod")
    rewrite(nation.desk, lead="Mức đóng đã đổi")
    nation.release()
    assert nation.delivery(nation.page).nod_until

    withdraw_item(page=nation.desk.now(), user=None, reason="Sai")

    removal = nation.delivery(nation.page)
    assert removal.action == Action.WITHDRAW
    assert removal.nod_until is None
    assert removal in sendable()
    assert not Delivery.objects.filter(state=State.QUEUED).exclude(nod_until=None).exists()


def test_what_waits_for_a_nod_blocks_no_later_one_of_its_line():
    nation = Nation("nod")
    made = nation.release()
    waiting = nation.delivery(nation.page)
    Release.objects.filter(pk=made.pk).update(state="replaced")

    later = Delivery.objects.create(
        release=Release.objects.create(
            kind="withdraw",
            state="in_force",
            work=made.work,
            office=made.office,
            language="vi",
            content={},
            goes_live_at=timezone.now(),
        ),
        work=made.work,
        destination=nation.page,
        language="vi",
        action="withdraw",
        acts_on=Delivery.objects.create(
            release=made,
            work=made.work,
            destination=nation.page,
            language="vi",
            action="revise",
            state="delivered",
            remote_id="1",
            due_at=timezone.now(),
        ),
        due_at=timezone.now() - TOMORROW,
    )

    assert waiting.state == State.QUEUED
    assert later in sendable()


def test_of_a_planned_release_the_nod_is_asked_for_at_once_and_counted_from_its_time():
    nation = Nation("nod")
    at = timezone.now() + 3 * TOMORROW
    planned = nation.release(go_live_at=at)

    waiting = nation.delivery(nation.page)
    assert planned.state == Release.State.SCHEDULED
    assert waiting.nod_until > at
    assert QueuedMail.objects.filter(recipient=nation.leader.email).count() == 1

    run_due(now=at + timedelta(minutes=1))

    waiting.refresh_from_db()
    assert waiting.nod_until > at
    assert QueuedMail.objects.filter(recipient=nation.leader.email).count() == 1


def test_a_rule_that_is_set_before_its_time_holds_for_a_planned_release():
    nation = Nation("auto")
    at = timezone.now() + TOMORROW
    nation.release(go_live_at=at)
    nation.set_rule("never")
    assert nation.delivery(nation.page).state == State.QUEUED

    run_due(now=at + timedelta(minutes=1))

    assert nation.delivery(nation.page).reason_code == Reason.NOT_WANTED


def test_what_was_asked_for_is_let_go_where_the_rule_became_by_themselves():
    nation = Nation("nod")
    at = timezone.now() + TOMORROW
    nation.release(go_live_at=at)
    nation.set_rule("auto")

    run_due(now=at + timedelta(minutes=1))

    assert nation.delivery(nation.page).nod_until is None
    assert nation.delivery(nation.page).state == State.QUEUED


def test_a_release_of_one_office_asks_nobody():
    nation = Nation("auto")
    made = nation.release()
    nation.set_rule("never")
    made.kind, made.office = Release.Kind.OFFICE, nation.page.office

    ask_offices(made)

    assert nation.delivery(nation.page).state == State.QUEUED


def test_a_provinces_own_items_are_not_national():
    desk = Desk()
    below = make_bare_office(level=Office.Level.GRASSROOTS, parent=desk.office)
    places = [make_facebook(desk.office), make_communes(below, 1)[0]]
    Destination.objects.update(national_posts="never")
    choose(desk, places)

    made = release(desk)

    assert not made.deliveries.filter(state=State.CANCELLED).exists()
    assert not any(is_national(place, desk.office) for place in places)
    assert is_national(places[1], make_province())


def test_releases_with_posts_that_wait_or_are_left_out_still_verify():
    for rule in ("nod", "never"):
        Nation(rule).release()

    assert not list(cross_checks())


def test_the_number_of_statements_does_not_grow_with_the_places():
    counts = []
    for number in (1, 12):
        nation = Nation("nod")
        more = [make_facebook(nation.office, f"Trang {one}") for one in range(number)]
        Destination.objects.filter(pk__in=[one.pk for one in more]).update(national_posts="nod")
        made = nation.release()
        Delivery.objects.update(nod_until=None)
        with CaptureQueriesContext(connection) as queries:
            ask_offices(made)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_before_submission_it_is_said_by_office_what_waits_and_what_is_not_taken():
    nation = Nation("nod")
    other = make_province(name="BHXH tỉnh Cà Mau")
    strict = make_facebook(other, "Trang Cà Mau", national_posts="never")
    choose(nation.desk, [*nation.places, strict])
    page = nation.desk.now()
    legs = assemble(page, page.get_latest_revision()).legs

    said = {
        (str(one.office), one.rule, one.places) for one in reserved(legs, nation.desk.office, {})
    }
    corrected = reserved(legs, nation.desk.office, {strict.pk: None})

    assert said == {("BHXH tỉnh Lào Cai", "nod", 2), ("BHXH tỉnh Cà Mau", "never", 1)}
    assert {one.rule for one in corrected} == {"nod"}
