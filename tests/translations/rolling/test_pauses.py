"""While an office has suspended following: what it and the centre hear, and how the pause ends."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.models import QueuedMail
from cms.working_time import today
from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.copies import following
from translations.log_actions import REMIND_PAUSE
from translations.models import ChangeNotice, LocalCopy, Rollout
from translations.rolling import turns
from translations.rolling.deadlines import act_on_deadlines
from translations.rolling.inbox import Pile, lines_of, pile_of
from translations.rolling.pauses import remind_of_pauses

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def world():
    made = Following()
    made.change_here(RATE, OURS)
    return made


def pause(world, until=None):
    following.suspend(
        copy=world.row(), until=until, reason="Chờ nghị quyết tỉnh.", user=world.editors[0]
    )


def follow(world):
    following.resume(copy=world.row(), user=world.editors[0])
    ChangeNotice.objects.update(retry_at=None)
    turns.wake_unfinished()


def critical(world, **fields):
    fields = {"at_deadline": "notice", "reason": "Mức cũ sai.", **fields}
    world.declare("critical", 3, **fields)
    world.change(RATE, NATIONAL)
    world.roll_out()


def mails(user):
    return list(QueuedMail.objects.filter(recipient=user.email).order_by("pk"))


def later(days):
    LocalCopy.objects.update(changed_at=timezone.now() - timedelta(days=days))
    PageLogEntry.objects.filter(action=REMIND_PAUSE).update(
        timestamp=timezone.now() - timedelta(days=days)
    )


def test_its_end_brings_in_all_that_came_meanwhile_in_one_notice(world):
    pause(world)
    critical(world)
    world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    world.roll_out()
    world.declare("minor")
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()
    assert world.draft()[RATE] == OURS

    follow(world)

    assert world.draft()[1:] == [OURS, "<p>Nộp ở bất kỳ đâu.</p>", "<p>Miễn phí.</p>"]
    lines = lines_of(list(pile_of(world.editors[0], Pile.OPEN)))
    assert [line.notice for line in lines] == [world.notice()]
    assert [each["national"] for each in world.notice().conflicts] == [NATIONAL]
    assert lines[0].is_critical  # its deadline runs on


def test_and_the_office_is_told_what_is_to_be_decided_now(world):
    pause(world)
    world.change(RATE, NATIONAL)
    world.roll_out()
    assert "hết tạm dừng" in mails(world.editors[0])[-1].body
    before = len(mails(world.editors[0]))

    follow(world)

    assert len(mails(world.editors[0])) == before + 1
    assert "1 chỗ cả hai bên cùng sửa" in mails(world.editors[0])[-1].body


def test_so_does_the_end_of_its_last_day(world):
    pause(world, until=today())
    world.change(RATE, NATIONAL)
    world.roll_out()
    LocalCopy.objects.update(suspended_until=today() - timedelta(days=1))
    ChangeNotice.objects.update(retry_at=None)

    turns.wake_unfinished()

    assert world.row().state == LocalCopy.State.FOLLOWING
    assert len(world.notice().conflicts) == 1


def test_a_critical_change_during_it_is_told_to_the_office_and_to_the_centre(world):
    pause(world, until=today() + timedelta(days=20))

    critical(world)

    for person in (world.editors[0], world.leaders[0]):
        assert "Thời hạn vẫn giữ nguyên" in mails(person)[-1].body
    for person in (world.centre_editor, world.centre_leader):
        told = mails(person)[-1]
        assert str(world.offices[0]) in told.subject
        assert "Chờ nghị quyết tỉnh." in told.body
    count = QueuedMail.objects.count()
    ChangeNotice.objects.update(retry_at=None)
    turns.wake_unfinished()
    assert QueuedMail.objects.count() == count


def test_an_ordinary_one_is_not_told_to_the_centre(world):
    pause(world)
    world.change(RATE, NATIONAL)
    world.roll_out()
    assert mails(world.centre_editor) == []


def test_nor_is_the_centre_kept_in_the_dark_when_the_pause_begins_after_it(world):
    critical(world)
    assert mails(world.centre_editor) == []

    pause(world)

    assert str(world.offices[0]) in mails(world.centre_editor)[-1].subject


@pytest.mark.parametrize("ending", ["notice", "take_down"])
def test_its_deadline_is_acted_upon_all_the_same_and_both_are_told(world, ending):
    pause(world)
    critical(world, at_deadline=ending)
    told = [len(mails(world.editors[0])), len(mails(world.centre_leader))]
    Rollout.objects.update(deadline=timezone.now() - timedelta(minutes=1))

    act_on_deadlines()

    if ending == "notice":
        assert world.copy().edition.outdated_since
    assert world.copy().live == (ending == "notice")
    assert [len(mails(world.editors[0])), len(mails(world.centre_leader))] == [
        number + 1 for number in told
    ]


def test_one_without_a_last_day_is_brought_to_mind_every_month(world):
    pause(world)
    world.change(RATE, NATIONAL)
    world.roll_out()
    before = len(mails(world.editors[0]))
    assert remind_of_pauses() == 0
    later(31)

    assert remind_of_pauses() == 1
    assert remind_of_pauses() == 0

    assert len(mails(world.editors[0])) == before + 1
    assert "Chờ nghị quyết tỉnh." in mails(world.editors[0])[-1].body
    later(31)
    assert remind_of_pauses() == 1


def test_one_with_a_last_day_or_that_is_over_is_not(world):
    pause(world, until=today() + timedelta(days=90))
    later(40)
    assert remind_of_pauses() == 0
    follow(world)
    later(40)
    turns.wake_unfinished()
    assert not PageLogEntry.objects.filter(action=REMIND_PAUSE).exists()
