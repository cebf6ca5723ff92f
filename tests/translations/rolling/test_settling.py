"""When a copy is in step: by what its public page says, not by what somebody clicked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.going_live import allow
from tests.factories.pages import publish
from tests.factories.rollouts import BODY, FREE, RATE, WHERE, Following
from translations.local_content import content_of
from translations.models import ChangeNotice, LocalRule, Rollout
from translations.rolling.deadlines import act_on_overdue
from translations.rolling.inbox import Pile, pile_of, state_in_words
from translations.services import rollouts

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"
WHY = "Ở tỉnh ta có nghị quyết riêng."


def critical(world, block=RATE, value=NATIONAL, **fields):
    fields.setdefault("at_deadline", "notice")
    world.declare("critical", 3, reason="Mức cũ sai.", **fields)
    world.change(block, value)
    world.roll_out()
    return world.notice()


def minor(world, block=FREE, value="<p>Miễn phí.</p>"):
    world.declare("minor")
    world.change(block, value)
    world.roll_out()
    return world.notice()


def keep(world):
    notice = world.notice()
    return rollouts.keep_copy(
        notice=notice, user=world.editors[0], seen=rollouts.state_of(notice), reason=WHY
    )


def waiting(world):
    return list(pile_of(world.editors[0], Pile.OPEN))


def over():
    Rollout.objects.exclude(deadline=None).update(deadline=timezone.now() - timedelta(minutes=1))


def test_what_was_kept_is_settled_when_the_locked_text_is_public():
    world = Following()
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    critical(world)

    keep(world)

    assert world.draft()[RATE] == NATIONAL
    assert (world.notice().state, world.notice().settled_at) == (State.KEPT, None)
    assert waiting(world) == [world.notice()]
    over()
    act_on_overdue()
    assert world.copy().edition.outdated_since
    publish(world.copy())
    assert world.notice().settled_at
    assert waiting(world) == []
    assert world.copy().edition.outdated_since is None


@pytest.mark.parametrize("ending", ["notice", "take_down"])
@pytest.mark.parametrize("both_changed", [True, False])
def test_what_was_kept_in_time_stands_though_something_else_is_being_written(ending, both_changed):
    """A conflict, or what was taken into the draft: neither is on the page."""
    world = Following()
    if both_changed:
        world.change_here(RATE, OURS)
    world.change_here(WHERE, "<p>Bản nháp đang viết dở.</p>", live=False)
    critical(world, at_deadline=ending)

    keep(world)

    assert (world.notice().state, bool(world.notice().settled_at)) == (State.KEPT, True)
    assert waiting(world) == []
    assert world.draft()[RATE:] == [
        OURS if both_changed else BODY[RATE][1],
        "<p>Bản nháp đang viết dở.</p>",
        BODY[FREE][1],
    ]
    over()
    assert act_on_overdue() == 0
    assert world.copy().live
    assert world.copy().edition.outdated_since is None


def test_where_a_part_of_the_change_is_public_it_is_settled_with_the_page_that_says_nothing_of_it():
    world = Following()
    world.declare("critical", 3, at_deadline="notice", reason="Mức cũ sai.")
    world.change(RATE, NATIONAL, title="Mức đóng mới")
    world.roll_out()
    world.change_here(RATE, BODY[RATE][1])
    assert (world.copy().title, world.notice().settled_at) == ("Mức đóng mới", None)
    world.change_here(WHERE, "<p>Bản nháp đang viết dở.</p>", live=False)

    keep(world)

    assert world.notice().settled_at is None
    assert waiting(world) == [world.notice()]
    publish(world.copy())
    assert world.notice().settled_at
    assert world.copy().title == "Mức đóng bảo hiểm y tế"


def test_the_locked_text_is_asked_for_also_where_something_else_is_being_written():
    world = Following()
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    world.change_here(WHERE, "<p>Bản nháp đang viết dở.</p>", live=False)
    critical(world)

    keep(world)

    assert (world.notice().state, world.notice().settled_at) == (State.KEPT, None)
    publish(world.copy())
    assert world.notice().settled_at


def test_keeping_the_newer_settles_the_older_too_where_the_office_said_something_of_its_own():
    world = Following()
    world.change_here(RATE, OURS)
    older = critical(world)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()
    world.change_here(WHERE, "<p>Bản nháp đang viết dở.</p>", live=False)

    keep(world)

    older.refresh_from_db()
    assert older.settled_at
    assert world.notice().settled_at


def test_keeping_the_newer_change_does_not_settle_the_older_that_is_a_draft_still():
    world = Following()
    older = critical(world)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    keep(world)

    older.refresh_from_db()
    assert older.settled_at is None
    assert world.draft()[RATE] == NATIONAL
    publish(world.copy())
    older.refresh_from_db()
    assert older.settled_at


def test_a_newer_change_overtakes_what_was_kept_and_is_not_public():
    world = Following()
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    kept = critical(world)
    keep(world)

    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    kept.refresh_from_db()
    assert (kept.state, kept.settled_at) == (State.OVERTAKEN, None)
    assert waiting(world) == [world.notice()]


def conflict():
    """A place that both changed, and one that only the centre did."""
    world = Following()
    world.change_here(RATE, OURS)
    world.change(RATE, NATIONAL)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()
    assert world.notice().state == State.OPEN
    return world


def restore(world, revision):
    """An old version, saved anew as the newest draft."""
    return revision.as_object().save_revision(user=world.editors[0])


def test_a_conflict_that_the_page_editor_solved_is_settled_with_publishing():
    world = conflict()

    world.change_here(RATE, NATIONAL)

    notice = world.notice()
    assert (notice.state, notice.conflicts) == (State.RESOLVED, [])
    assert notice.settled_at
    assert waiting(world) == []
    assert (
        world.copy().edition.base_content["body"]
        == content_of(world.national().live_revision)["body"]
    )


def test_one_that_is_left_stays_open_and_is_counted_as_it_is_now():
    world = Following()
    world.change_here(RATE, OURS)
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    world.change(RATE, NATIONAL)
    world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    world.roll_out()
    assert len(world.notice().conflicts) == 2

    world.change_here(RATE, "<p>Mức đóng là 5%, ở tỉnh ta cũng vậy.</p>")
    assert len(world.notice().conflicts) == 2
    world.change_here(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")

    notice = world.notice()
    assert (notice.state, notice.settled_at) == (State.OPEN, None)
    assert [each["local"] for each in notice.conflicts] == [
        "<p>Mức đóng là 5%, ở tỉnh ta cũng vậy.</p>"
    ]


def test_the_words_of_before_do_not_settle_a_conflict_but_say_what_to_do():
    """The place says what it said before both changed it: nothing conflicts, and nothing was taken in."""
    world = conflict()

    world.change_here(RATE, BODY[RATE][1])

    notice = world.notice()
    assert (notice.state, notice.conflicts, notice.settled_at) == (State.MERGED, [], None)
    assert notice.waits_because == "left_out"
    assert "không có thay đổi này" in state_in_words(notice, "")[0]


def test_what_another_version_says_alike_settles_as_well():
    """A version that is older than what was taken in, with the same words."""
    world = Following()
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    same = world.change_here(RATE, NATIONAL, live=False)
    world.change(RATE, NATIONAL)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()
    merged = world.notice().revision
    assert merged.pk > same.pk
    same.content = merged.content
    same.save()

    with allow(world.copy()):
        same.publish(skip_permission_checks=True)

    assert world.notice().settled_at


def test_saving_again_without_a_change_settles_when_that_is_published():
    world = Following()
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>", live=False)
    world.change(RATE, NATIONAL)
    world.roll_out()

    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")

    assert world.copy().live_revision_id > world.notice().revision_id
    assert world.notice().settled_at


def test_an_old_version_that_was_restored_later_settles_nothing():
    world = Following()
    old = world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    critical(world)
    taken = world.notice().revision_id

    restored = restore(world, old)
    publish(world.copy())

    notice = world.notice()
    assert restored.pk > taken
    assert (notice.state, notice.settled_at) == (State.MERGED, None)
    assert waiting(world) == [notice]
    over()
    act_on_overdue()
    assert world.copy().edition.outdated_since
    keep(world)
    assert world.notice().settled_at
    assert world.copy().edition.outdated_since is None


def test_nor_does_the_same_version_whose_text_was_overwritten():
    world = Following()
    old = world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    world.change(RATE, NATIONAL)
    world.roll_out()
    taken = world.notice().revision
    taken.content = old.content
    taken.save()

    publish(world.copy())

    assert world.copy().live_revision_id == taken.pk
    assert world.notice().settled_at is None


def test_what_was_written_over_what_was_taken_in_is_the_offices_own():
    world = Following()
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    world.change(RATE, NATIONAL)
    world.roll_out()

    world.change_here(RATE, "<p>Mức đóng là 5%, nộp theo quý.</p>")

    assert world.notice().settled_at


def test_a_planned_version_that_goes_live_behind_the_change_leaves_it_to_be_submitted():
    world = Following()
    planned = world.change_here(WHERE, "<p>Nộp ở số 5.</p>", live=False)
    world.change(RATE, NATIONAL)
    world.roll_out()

    with allow(world.copy()):
        planned.publish(skip_permission_checks=True)

    notice = world.notice()
    assert (notice.state, notice.settled_at, notice.waits_because) == (State.MERGED, None, "")


def test_a_text_of_before_that_a_hand_chose_is_a_decision():
    world = conflict()
    notice = world.notice()
    rollouts.decide_change(
        notice=notice,
        user=world.editors[0],
        choices={notice.conflicts[0]["key"]: {"hand": BODY[RATE][1]}},
        seen=rollouts.state_of(notice),
    )

    publish(world.copy())

    assert world.notice().settled_at


def test_all_that_came_since_has_to_be_there():
    """An older critical change that a newer one overtook is not settled by the newer alone."""
    world = Following()
    old = world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    older = critical(world)
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    restore(world, old)
    world.change_here(FREE, "<p>Miễn phí.</p>")

    older.refresh_from_db()
    assert (older.settled_at, world.notice().settled_at) == (None, None)
    world.change_here(RATE, NATIONAL)
    older.refresh_from_db()
    assert older.settled_at
    assert world.notice().settled_at


def test_what_the_centre_put_back_is_not_asked_for():
    world = Following()
    older = critical(world)
    world.change(RATE, BODY[RATE][1])
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    publish(world.copy())

    older.refresh_from_db()
    assert older.settled_at
    assert world.notice().settled_at


def test_what_was_kept_is_settled_by_its_words_also_in_an_older_version():
    world = Following()
    wanted = world.change_here(WHERE, "<p>Nộp ở số 5.</p>", live=False)
    world.change(RATE, NATIONAL, title="Mức đóng mới")
    world.roll_out()
    world.change_here(RATE, BODY[RATE][1])
    keep(world)
    assert world.notice().settled_at is None  # the page has the new title

    with allow(world.copy()):
        wanted.publish(skip_permission_checks=True)

    assert world.notice().settled_at
