"""A nod, a refusal, silence, and what is let out after all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import QueuedMail, Role
from publishing import tasks
from publishing.delivery import wake
from publishing.delivery.gates import sendable
from publishing.ledger_checks import cross_checks
from publishing.log_actions import NOD, REFUSE_NOD
from publishing.models import Delivery
from publishing.services import nods
from publishing.services.deliveries import DeliveryRefused, cancel_delivery, retry_delivery
from publishing.services.going_live import run_due
from publishing.services.releases import withdraw_item
from publishing.services.speaking_last import speak_last
from tests.factories.approval import make_delegation
from tests.factories.national import Nation, let_the_hours_pass
from tests.factories.offices import make_province
from tests.factories.packages import rewrite
from tests.factories.publishing import make_release
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason


@pytest.fixture
def nation() -> Nation:
    nation = Nation("nod")
    nation.release()
    page = Delivery.objects.get(destination__channel="portal")
    Delivery.objects.filter(pk=page.pk).update(state=State.DELIVERED, remote_id="m")
    return nation


def mails(subject: str) -> list[str]:
    found = QueuedMail.objects.filter(subject__startswith=subject)
    return sorted(found.values_list("recipient", flat=True))


def test_a_nod_lets_go_what_waits_and_wakes_the_engine(
    nation, monkeypatch, django_capture_on_commit_callbacks
):
    woken = []
    monkeypatch.setattr(wake, "enqueue", lambda task, *args: woken.append((task, *args)))
    assert nation.delivery(nation.page) not in sendable()

    with django_capture_on_commit_callbacks(execute=True):
        result = nods.nod(deliveries=nation.ids(), user=nation.leader)

    let_go = nation.delivery(nation.page)
    assert (result.done, result.refused) == (2, {})
    assert let_go in sendable()
    assert let_go.nodded_by == nation.leader
    assert ("publishing.tasks.wake_release", let_go.release_id) in woken
    entry = ModelLogEntry.objects.get(action=NOD)
    assert set(entry.data["places"]) == {place.name for place in nation.places}


def test_a_delegate_of_the_leader_nods_as_well(nation):
    nation.desk.office, nation.desk.leader = nation.office, nation.leader
    delegate = make_user(nation.office, Role.EDITOR)
    make_delegation(nation.desk, delegate)

    assert nods.nod(deliveries=nation.ids(), user=delegate).done == 2


@pytest.mark.parametrize("act", ["nod", "refuse", "let_out"])
def test_nobody_answers_for_another_office(nation, act):
    strangers = [
        make_user(make_province(), Role.LEADER),
        make_user(nation.office, Role.EDITOR, Role.CHANNEL_KEEPER),
        nation.desk.leader,
        make_user(is_superuser=True),
    ]
    more = {"reason": "thử"} if act == "refuse" else {}
    if act == "let_out":
        let_the_hours_pass()
        nods.end_silence()
    before = list(Delivery.objects.order_by("pk").values())

    for stranger in strangers:
        assert getattr(nods, act)(deliveries=nation.ids(), user=stranger, **more).done == 0

    assert list(Delivery.objects.order_by("pk").values()) == before


def test_a_second_nod_changes_nothing_and_says_so(nation):
    nods.nod(deliveries=nation.ids(), user=nation.leader)

    again = nods.nod(deliveries=nation.ids(), user=nation.leader)

    assert again.done == 0
    assert sum(again.refused.values()) == 2


def test_silence_never_publishes_and_both_sides_are_told_once(nation):
    let_the_hours_pass()

    assert nods.end_silence() == 2
    assert nods.end_silence() == 0

    left = nation.delivery(nation.page)
    assert (left.state, left.reason_code) == (State.CANCELLED, Reason.NO_NOD)
    assert left.settled_at
    assert not sendable().filter(destination__in=nation.places).exists()
    assert mails("Không đăng vì") == sorted([nation.leader.email, nation.desk.editor.email])


def test_before_the_hours_are_over_nothing_ends(nation):
    assert nods.end_silence() == 0
    assert nation.delivery(nation.page).state == State.QUEUED


def test_the_sweep_ends_silence(nation, monkeypatch):
    let_the_hours_pass()
    monkeypatch.setattr(tasks.recovery, "sweep", lambda: None)

    tasks.sweep()

    assert nation.delivery(nation.page).reason_code == Reason.NO_NOD


def test_a_nod_that_comes_too_late_changes_nothing(nation):
    let_the_hours_pass()

    assert nods.nod(deliveries=nation.ids(), user=nation.leader).done == 0
    assert nods.end_silence() == 2


def test_one_release_that_cannot_be_ended_stops_no_other(nation, monkeypatch, caplog):
    other = Nation("nod")
    first = nation.delivery(nation.page).release
    other.release()
    let_the_hours_pass()
    tell = nods.tell_of_silence

    def broken(release, rows):
        if release.pk == first.pk:
            raise OSError("No space left on device")
        tell(release, rows)

    monkeypatch.setattr(nods, "tell_of_silence", broken)

    assert nods.end_silence() == 2
    assert nation.delivery(nation.page).state == State.QUEUED
    assert other.delivery(other.page).reason_code == Reason.NO_NOD


def test_a_refusal_is_kept_with_its_reason_and_told_to_the_editor(nation):
    result = nods.refuse(
        deliveries=[nation.delivery(nation.page).pk], user=nation.leader, reason="Tỉnh có bài riêng"
    )

    refused = nation.delivery(nation.page)
    assert result.done == 1
    assert (refused.state, refused.reason_code) == (State.CANCELLED, Reason.NOT_WANTED)
    assert "Tỉnh có bài riêng" in refused.reason
    assert nation.delivery(nation.commune).state == State.QUEUED
    (mail,) = QueuedMail.objects.filter(
        recipient=nation.desk.editor.email, subject__contains="từ chối"
    )
    assert "Tỉnh có bài riêng" in mail.body
    assert ModelLogEntry.objects.get(action=REFUSE_NOD).data["reason"] == "Tỉnh có bài riêng"


@pytest.mark.parametrize("how", ["silence", "refusal", "rule"])
def test_what_was_left_out_is_let_out_by_the_leader_while_the_release_is_in_force(how):
    nation = Nation("never" if how == "rule" else "nod")
    nation.release()
    Delivery.objects.filter(destination__channel="portal").update(state=State.DELIVERED)
    if how == "silence":
        let_the_hours_pass()
        nods.end_silence()
    elif how == "refusal":
        nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="chưa")

    result = nods.let_out(deliveries=nation.ids(), user=nation.leader)

    out = nation.delivery(nation.page)
    assert (result.done, result.refused) == (2, {})
    assert (out.state, out.nod_until, out.nodded_by) == (State.QUEUED, None, nation.leader)
    assert out in sendable()
    assert {one.code for one in cross_checks()} <= {"delivery"}  # the page, said above to be up


def test_what_a_newer_release_or_a_taking_down_ended_is_not_let_out_any_more(nation):
    let_the_hours_pass()
    nods.end_silence()
    old = nation.ids()
    rewrite(nation.desk, lead="Mới")
    nation.release()

    result = nods.let_out(deliveries=old, user=nation.leader)
    assert result.done == 0
    assert "phiên bản mới" in result.reasons.lower() or "bản mới" in result.reasons.lower()

    let_the_hours_pass()
    nods.end_silence()
    withdraw_item(page=nation.desk.now(), user=None, reason="Sai")
    assert nods.let_out(deliveries=nation.ids(), user=nation.leader).done == 0
    assert not sendable().filter(action="publish", destination__in=nation.places).exists()


@pytest.mark.parametrize("how", ["silence", "refusal"])
def test_nobody_else_sends_again_what_its_leader_did_not_agree_to(nation, how):
    if how == "silence":
        let_the_hours_pass()
        nods.end_silence()
    else:
        nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="chưa")

    for user in (nation.desk.editor, nation.leader, None):
        with pytest.raises(DeliveryRefused):
            retry_delivery(delivery=nation.delivery(nation.page), user=user)


def test_what_was_cancelled_while_it_waited_waits_again_when_it_is_sent_again(nation):
    cancel_delivery(delivery=nation.delivery(nation.page), user=nation.desk.editor)

    retry_delivery(delivery=nation.delivery(nation.page), user=nation.desk.editor)

    assert nation.delivery(nation.page).nod_until
    assert nation.delivery(nation.page) not in sendable()


def test_a_nod_given_before_its_time_lets_it_go_at_its_time():
    nation = Nation("nod")
    at = timezone.now() + timedelta(days=1)
    nation.release(go_live_at=at)

    assert nods.nod(deliveries=nation.ids(), user=nation.leader).done == 2
    assert nation.delivery(nation.page) not in sendable()
    run_due(now=at + timedelta(minutes=1))

    due = nation.delivery(nation.page)
    assert (due.state, due.nod_until) == (State.QUEUED, None)


def test_a_refusal_of_what_is_planned_holds_when_it_goes_live():
    nation = Nation("nod")
    at = timezone.now() + timedelta(days=1)
    nation.release(go_live_at=at)
    nods.refuse(deliveries=nation.ids(), user=nation.leader, reason="chưa")

    run_due(now=at + timedelta(minutes=1))

    assert nation.delivery(nation.page).reason_code == Reason.NOT_WANTED


def test_nodding_and_ending_take_as_many_statements_for_many_places_as_for_one():
    counts = []
    for number in (1, 1, 30):  # the first one also learns content types
        nation = Nation("nod", more=number)
        nation.release()
        with CaptureQueriesContext(connection) as nodding:
            nods.nod(deliveries=nation.ids()[: number + 1], user=nation.leader)
        let_the_hours_pass()
        with CaptureQueriesContext(connection) as ending:
            nods.end_silence()
        counts.append((len(nodding), len(ending)))

    assert counts[1] == counts[2]


def test_an_answer_reaches_what_got_another_number_in_that_moment(nation, monkeypatch):
    """It was read under the number that it had before it went live."""
    ids, release = nation.ids(), nation.delivery(nation.page).release
    take_turn = nods.take_turn

    def after_it_went_live(work_id: int) -> None:
        monkeypatch.setattr(nods, "take_turn", take_turn)
        make_release(release.work, release.office)
        speak_last(release)
        take_turn(work_id)

    monkeypatch.setattr(nods, "take_turn", after_it_went_live)
    result = nods.nod(deliveries=ids, user=nation.leader)

    assert (result.done, result.refused) == (2, {})
    assert nation.delivery(nation.page).nod_until is None
