"""What may have changed before a post is sent again by hand: rules, values, and what is out by then."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import QueuedMail, Role
from cms.working_time import after_office_hours
from publishing.delivery.gates import sendable
from publishing.models import Delivery, Release
from publishing.services import nods
from publishing.services.deliveries import (
    DeliveryRefused,
    cancel_delivery,
    retry_delivery,
    settle_as_absent,
)
from tests.factories.national import Nation
from tests.factories.packages import delivered, failed, page_is_up
from tests.factories.publishing import keeper_of, make_delivery, make_follower, make_release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Reason, Action = Delivery.State, Delivery.Reason, Delivery.Action
LONG_AGO = timedelta(days=2)


def again(delivery: Delivery) -> Delivery:
    retry_delivery(delivery=delivery, user=keeper_of(delivery))
    return Delivery.objects.get(pk=delivery.pk)


# --- the office's rule for national posts ---------------------------------------------------


@pytest.fixture
def nation() -> Nation:
    """Released while its province let everything go by itself; the page is up."""
    nation = Nation("auto")
    nation.release()
    page_is_up()
    return nation


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_failed_before_the_office_wanted_to_be_asked_waits_for_its_nod(nation, state):
    delivery = failed(nation.delivery(nation.page), state, reason_code="")
    nation.set_rule("nod", hours=4)

    waiting = again(delivery)

    expected = after_office_hours(timezone.now(), 4)
    assert waiting.state == State.QUEUED
    assert abs(waiting.nod_until - expected) <= timedelta(minutes=1)
    assert waiting not in sendable()
    asked = QueuedMail.objects.filter(subject__startswith="Chờ đồng ý đăng")
    assert [mail.recipient for mail in asked] == [nation.leader.email]
    assert nods.nod(deliveries=[waiting.pk], user=nation.leader).done == 1
    assert nation.delivery(nation.page) in sendable()


def test_what_failed_before_the_office_took_nothing_is_not_sent_again(nation):
    delivery = failed(nation.delivery(nation.page))
    nation.set_rule("never")

    with pytest.raises(DeliveryRefused) as refused:
        retry_delivery(delivery=delivery, user=nation.desk.editor)

    assert "Quy định nhận bài của Trung ương" in str(refused.value)
    assert nation.delivery(nation.page).state == State.FAILED


def test_what_is_wrong_there_does_not_stay_for_want_of_a_question(nation):
    first = delivered(nation.page)
    correction = failed(make_follower(first, "revise", text="Lời đúng"))
    nation.set_rule("never")

    assert again(correction).nod_until


def test_only_what_is_sent_again_is_asked_about_not_what_waits_for_its_turn(nation):
    delivery = failed(nation.delivery(nation.page))
    nation.set_rule("nod")

    again(delivery)

    assert nation.delivery(nation.commune).nod_until is None


def test_what_goes_by_itself_by_now_waits_for_nobody():
    nation = Nation("nod")
    nation.release()
    cancel_delivery(delivery=nation.delivery(nation.page), user=nation.desk.editor)
    nation.set_rule("auto")

    assert again(nation.delivery(nation.page)).nod_until is None


def test_a_time_for_the_nod_that_is_over_begins_anew():
    nation = Nation("nod")
    nation.release()
    cancel_delivery(delivery=nation.delivery(nation.page), user=nation.desk.editor)
    Delivery.objects.update(nod_until=timezone.now() - LONG_AGO)

    assert again(nation.delivery(nation.page)).nod_until > timezone.now()


def test_what_a_release_for_one_office_asked_for_is_asked_again():
    """Its own office released it, so no rule of today speaks for that; the question stays."""
    delivery = make_delivery(
        state=State.CANCELLED, reason_code=Reason.BY_PERSON, nod_until=_long_ago()
    )
    delivery.release.office = delivery.destination.office
    delivery.release.save()
    leader = make_user(delivery.destination.office, Role.LEADER)

    waiting = again(delivery)

    assert waiting.nod_until > timezone.now()
    assert waiting not in sendable()
    assert QueuedMail.objects.filter(recipient=leader.email).count() == 1


@pytest.mark.parametrize("rule", ["nod", "never"])
def test_a_leader_who_agreed_to_this_post_is_not_asked_again(nation, rule):
    agreed = failed(nation.delivery(nation.page), nodded_by=nation.leader)
    nation.set_rule(rule)

    assert again(agreed).nod_until is None


def test_the_offices_own_posts_ask_nobody():
    own = failed(make_delivery())
    own.release.office = own.destination.office
    own.release.save()
    type(own.destination).objects.update(national_posts="never")

    assert again(own).state == State.QUEUED


def test_taking_down_asks_nobody(nation):
    order = failed(make_follower(delivered(nation.page), "withdraw"))
    nation.set_rule("never")

    assert again(order).nod_until is None


@pytest.mark.parametrize(("rule", "code"), [("nod", ""), ("never", Reason.NOT_WANTED)])
def test_what_comes_back_with_its_page_asks_as_well(rule, code):
    nation = Nation("auto")
    made = nation.release()
    page = failed(made.deliveries.get(destination__channel="portal"))
    failed(nation.delivery(nation.page), State.CANCELLED, reason_code=Reason.PAGE_NOT_UP)
    Delivery.objects.filter(destination=nation.page).update(waits_for=page)
    nation.set_rule(rule)

    again(page)

    post = nation.delivery(nation.page)
    assert (post.state, post.reason_code) == (State.CANCELLED if code else State.QUEUED, code)
    assert post.nod_until


@pytest.mark.parametrize(("rule", "code"), [("nod", Reason.ABSENT), ("never", Reason.NOT_WANTED)])
def test_what_a_person_says_is_not_there_asks_before_it_goes_again(nation, rule, code):
    unknown = failed(nation.delivery(nation.page), State.UNKNOWN, unknown_since=_long_ago())
    nation.set_rule(rule)

    settle_as_absent(delivery=unknown, user=keeper_of(unknown))

    settled = nation.delivery(nation.page)
    assert settled.reason_code == code
    assert settled.nod_until
    assert settled not in sendable()


def _long_ago():
    return timezone.now() - LONG_AGO


# --- what is out by then --------------------------------------------------------------------


def later(older: Delivery, **fields) -> Delivery:
    """A newer version of it, that failed or was cancelled before anything was there."""
    Release.objects.filter(pk=older.release_id).update(state=Release.State.REPLACED)
    fields = {"state": State.FAILED} | fields
    return make_delivery(
        make_release(older.work, older.release.office), older.destination, **fields
    )


def test_what_is_out_by_then_is_edited_in_place_and_stands_there_once(engine, world):
    older = make_delivery(text="cũ")
    engine.send(older)
    late = {"state": State.SUPERSEDED, "reason_code": Reason.LATE}
    Delivery.objects.filter(pk=older.pk).update(**late)
    newer = later(older, text="mới")

    edit = again(newer)

    assert (edit.action, edit.acts_on, edit.lane) == (
        Action.REVISE,
        older,
        Delivery.Lane.CORRECTION,
    )
    engine.sweep()
    assert world.texts() == ["mới"]


def test_where_nothing_can_be_edited_a_corrective_post_goes_out(engine, world, capable):
    older = make_delivery(text="cũ")
    engine.send(older)
    capable(revise=False)

    assert again(later(older, text="mới")).action == Action.PUBLISH


def test_an_edit_of_what_is_gone_by_then_is_published(engine, world):
    older = make_delivery(text="cũ")
    engine.send(older)
    edit = later(older, text="mới", action="revise", acts_on=older)
    Delivery.objects.filter(pk=older.pk).update(
        state=State.CANCELLED, reason_code=Reason.TAKEN_DOWN
    )
    world.public.clear()

    post = again(edit)

    assert (post.action, post.acts_on) == (Action.PUBLISH, None)
    engine.sweep()
    assert world.texts() == ["mới"]


def test_an_edit_acts_on_what_is_there_by_then():
    first = make_delivery(state=State.CANCELLED, remote_id="1")
    Release.objects.update(state=Release.State.REPLACED)
    second = make_delivery(
        make_release(first.work), first.destination, state=State.DELIVERED, remote_id="2"
    )
    edit = later(second, action="revise", acts_on=first)

    assert again(edit).acts_on == second


def test_an_edit_with_the_words_that_are_there_is_refused():
    older = make_delivery(text="Lời như cũ", state=State.DELIVERED, remote_id="1")
    edit = later(older, text="Lời như cũ", action="revise", acts_on=older)

    with pytest.raises(DeliveryRefused):
        retry_delivery(delivery=edit, user=keeper_of(edit))


def test_what_comes_back_with_its_page_is_an_edit_where_something_is_out():
    older = make_delivery(state=State.DELIVERED, remote_id="1")
    Release.objects.update(state=Release.State.REPLACED)
    version = make_release(older.work, older.release.office)
    page = make_delivery(version, state=State.FAILED)
    waits = {"waits_for": page, "state": State.CANCELLED, "reason_code": Reason.PAGE_NOT_UP}
    post = make_delivery(version, older.destination, text="mới", **waits)
    new = make_delivery(version, text="nơi mới", **waits)

    again(page)

    post.refresh_from_db()
    new.refresh_from_db()
    assert (post.state, post.action, post.acts_on) == (State.QUEUED, Action.REVISE, older)
    assert (new.state, new.action, new.acts_on) == (State.QUEUED, Action.PUBLISH, None)


def test_what_comes_back_with_its_page_costs_as_much_for_many_as_for_one():
    counts = []
    for number in (1, 1, 30):  # the first one also learns content types
        nation = Nation("auto", more=number)
        made = nation.release()
        page = failed(made.deliveries.get(destination__channel="portal"))
        Delivery.objects.filter(destination__in=nation.places).update(
            waits_for=page, state=State.CANCELLED, reason_code=Reason.PAGE_NOT_UP
        )
        nation.set_rule("nod")
        keeper = keeper_of(page)
        with CaptureQueriesContext(connection) as queries:
            retry_delivery(delivery=page, user=keeper)
        assert len(nation.ids(State.QUEUED)) == number + 2
        counts.append(len(queries))

    assert counts[1] == counts[2]
