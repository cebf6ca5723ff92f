"""What an office does about a national change."""

from datetime import timedelta

import pytest

from cms import approval
from cms.going_live import allow
from cms.models import QueuedMail
from cms.working_time import today
from tests.factories.pages import publish
from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.errors import NotYours, Refused
from translations.local_content import content_of
from translations.models import ChangeNotice, LocalCopy, LocalRule
from translations.services import rollouts

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
OURS, NATIONAL = "<p>Ở tỉnh ta là 4,5%.</p>", "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def world():
    """Two places that both changed, and one that only the centre did."""
    made = Following()
    made.change_here(RATE, OURS)
    made.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    made.change(RATE, NATIONAL)
    made.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    made.change(FREE, "<p>Miễn phí.</p>")
    made.roll_out()
    return made


def decide(world, user=None, seen=None, **choices):
    """By the number of the block."""
    notice = world.notice()
    blocks = {number: each["key"] for number, each in zip("ab", notice.conflicts, strict=False)}
    return rollouts.decide_change(
        notice=notice,
        user=user or world.editors[0],
        choices={blocks[name]: choice for name, choice in choices.items()},
        seen=seen or rollouts.state_of(notice),
    )


def keep(world, seen):
    return rollouts.keep_copy(notice=world.notice(), user=world.editors[0], seen=seen)


def test_the_national_text_is_taken(world):
    notice = decide(world, a="national")

    assert world.draft()[RATE] == NATIONAL
    assert notice.state == State.OPEN
    assert len(notice.conflicts) == 1
    assert world.copy().get_latest_revision().user == world.editors[0]


def test_ours_is_kept_and_not_asked_about_again(world):
    decide(world, a="local", b="local")
    assert world.notice().state == State.RESOLVED
    world.change(FREE, "<p>Không thu phí.</p>")
    world.roll_out()

    assert world.notice().conflicts == []
    assert world.draft()[RATE] == OURS


def test_what_a_hand_writes_stands_in_place_of_both(world):
    decide(world, a={"hand": "<p>Mức đóng ở tỉnh ta là 5%.</p>"}, b="national")

    assert world.draft()[RATE] == "<p>Mức đóng ở tỉnh ta là 5%.</p>"
    assert world.notice().state == State.RESOLVED


def test_of_two_who_decide_at_once_the_second_is_told(world):
    seen = rollouts.state_of(world.notice())
    decide(world, a="national", seen=seen)

    with pytest.raises(Refused):
        decide(world, a="local", seen=seen)
    assert world.draft()[RATE] == NATIONAL


def test_words_that_were_saved_meanwhile_are_not_written_over(world):
    seen = rollouts.state_of(world.notice())
    world.change_here(FREE, "<p>Của tôi.</p>", live=False)

    with pytest.raises(Refused):
        decide(world, a="national", seen=seen)
    decide(world, a="national")
    assert world.draft()[FREE] == "<p>Của tôi.</p>"


def test_nor_are_those_that_an_editor_saved_by_itself_over_its_own_draft(world):
    """Its number stays the same; whoever decides saw other words."""
    mine = world.change_here(RATE, "<p>Ở tỉnh ta là 4,5% nhé.</p>", live=False)
    seen = rollouts.state_of(world.notice())
    page = world.copy().get_latest_revision_as_object()
    page.body[RATE].value.source = "<p>Ở tỉnh ta là 4,6%.</p>"
    page.save_revision(user=mine.user, overwrite_revision=world.copy().latest_revision)
    assert world.copy().latest_revision_id == mine.pk

    with pytest.raises(Refused):
        decide(world, a="national", seen=seen)
    assert world.draft()[RATE] == "<p>Ở tỉnh ta là 4,6%.</p>"


def test_nothing_is_decided_twice_nor_of_a_copy_that_stopped_following(world):
    """Whatever the screen still shows."""
    given = {"notice": world.notice(), "user": world.editors[0]}
    key = given["notice"].conflicts[0]["key"]
    given |= {"choices": {key: "national"}, "seen": rollouts.state_of(given["notice"])}
    rollouts.decide_change(**given)
    revision = world.copy().latest_revision_id
    with pytest.raises(Refused):
        rollouts.decide_change(**given)
    seen = rollouts.state_of(world.notice())
    for state in (LocalCopy.State.SUSPENDED, LocalCopy.State.DETACHED):
        LocalCopy.objects.update(state=state)
        with pytest.raises(Refused):
            decide(world, a="national", seen=seen)
        with pytest.raises(Refused):
            keep(world, seen)
    assert world.copy().latest_revision_id == revision


def test_nor_of_an_item_that_was_taken_down_since_before_its_copies_hear_of_it(world):
    with allow(world.national()):
        world.national().unpublish(skip_permission_checks=True)
    assert not world.notice().rollout.is_withdrawal

    with pytest.raises(Refused):
        decide(world, a="national")
    assert world.draft()[RATE] == OURS


def test_only_people_of_the_office_decide(world):
    world.add_office()
    for stranger in (world.editors[1], world.centre_editor, world.centre_leader):
        with pytest.raises(NotYours):
            decide(world, user=stranger, a="national")
    decide(world, user=world.leaders[0], a="national")


def test_the_office_above_decides_where_there_is_nobody(world):
    world.editors[0].memberships.all().delete()
    world.leaders[0].memberships.all().delete()

    decide(world, user=world.centre_editor, a="national")

    assert world.draft()[RATE] == NATIONAL


def test_a_page_in_review_is_decided_when_that_ends(world):
    approval.submit_for_approval(page=world.copy(), user=world.editors[0])
    with pytest.raises(Refused):
        decide(world, a="national")


def test_keeping_all_puts_back_what_was_taken_in(world):
    notice = world.notice()
    rollouts.keep_copy(notice=notice, user=world.editors[0], seen=rollouts.state_of(notice))

    assert world.draft()[FREE] == "<p>Không mất phí.</p>"
    assert world.draft()[RATE] == OURS
    assert world.notice().state == State.KEPT
    world.change(FREE, "<p>Miễn phí hẳn.</p>")
    world.roll_out()
    assert len(world.notice().conflicts) == 1  # of the place that is ours by that decision


def test_keeping_all_leaves_what_the_office_wrote_since(world):
    world.change_here(WHERE, "<p>Viết thêm sau đó.</p>", live=False)
    notice = world.notice()
    rollouts.keep_copy(notice=notice, user=world.editors[0], seen=rollouts.state_of(notice))

    assert world.draft()[WHERE] == "<p>Viết thêm sau đó.</p>"
    assert world.draft()[FREE] == "<p>Không mất phí.</p>"


def test_keeping_all_does_not_touch_places_that_the_centre_locked(world):
    block = world.national().body[FREE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    notice = world.notice()

    rollouts.keep_copy(notice=notice, user=world.editors[0], seen=rollouts.state_of(notice))

    assert world.draft()[FREE] == "<p>Miễn phí.</p>"


def test_a_decision_is_undone_and_the_others_hold(world):
    keys = [each["key"] for each in world.notice().conflicts]
    decide(world, a="national", b={"hand": "<p>Nộp ở số 5 hoặc nơi khác.</p>"})
    notice = world.notice()

    rollouts.undo_decision(
        notice=notice, user=world.editors[0], key=keys[0], seen=rollouts.state_of(notice)
    )

    assert world.draft()[RATE] == OURS
    assert world.draft()[WHERE] == "<p>Nộp ở số 5 hoặc nơi khác.</p>"
    assert world.draft()[FREE] == "<p>Miễn phí.</p>"
    notice = world.notice()
    assert (notice.state, len(notice.conflicts)) == (State.OPEN, 1)
    decide(world, a="national")
    assert world.draft()[RATE] == NATIONAL


def test_undoing_keeps_what_was_written_elsewhere_since(world):
    key = world.notice().conflicts[0]["key"]
    decide(world, a="national")
    world.change_here(FREE, "<p>Của tôi.</p>", live=False)
    notice = world.notice()

    rollouts.undo_decision(
        notice=notice, user=world.editors[0], key=key, seen=rollouts.state_of(notice)
    )

    assert (world.draft()[RATE], world.draft()[FREE]) == (OURS, "<p>Của tôi.</p>")


def test_undoing_is_refused_where_the_text_was_edited_since(world):
    key = world.notice().conflicts[0]["key"]
    decide(world, a="national")
    world.change_here(RATE, "<p>Sửa tay sau đó.</p>", live=False)
    notice = world.notice()

    with pytest.raises(Refused):
        rollouts.undo_decision(
            notice=notice, user=world.editors[0], key=key, seen=rollouts.state_of(notice)
        )
    assert world.draft()[RATE] == "<p>Sửa tay sau đó.</p>"


def test_put_off_until_a_day_but_not_behind_the_deadline(world):
    notice, user = world.notice(), world.editors[0]
    for day in (today(), today() + timedelta(days=90)):
        with pytest.raises(Refused):
            rollouts.snooze_change(notice=notice, user=user, day=day)

    rollouts.snooze_change(notice=notice, user=user, day=today() + timedelta(days=2))
    assert world.notice().snoozed_until
    rollouts.wake_change(notice=notice, user=user)
    assert world.notice().snoozed_until is None


def test_nor_behind_that_of_an_older_change_which_it_overtook(world):
    world.declare("critical", 3, at_deadline="take_down", reason="Mức cũ sai.")
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    world.change(FREE, "<p>Không thu phí.</p>")
    world.roll_out()
    notice, user = world.notice(), world.editors[0]
    assert notice.rollout.deadline is None

    with pytest.raises(Refused, match="hạn"):
        rollouts.snooze_change(notice=notice, user=user, day=today() + timedelta(days=4))
    rollouts.snooze_change(notice=notice, user=user, day=today() + timedelta(days=3))
    assert world.notice().snoozed_until


def test_nothing_is_decided_of_what_is_settled(world):
    key = world.notice().conflicts[0]["key"]
    decide(world, a="national", b="national")
    publish(world.copy())
    notice = world.notice()
    given = {"choices": {key: "local"}, "seen": rollouts.state_of(notice)}
    with pytest.raises(Refused):
        rollouts.decide_change(notice=notice, user=world.editors[0], **given)


def test_after_all_is_decided_the_base_is_the_national_text(world):
    decide(world, a="local", b={"hand": "<p>Nộp ở số 5.</p>"})

    assert (
        world.copy().edition.base_content["body"]
        == content_of(world.national().live_revision)["body"]
    )


def test_nothing_is_decided_place_by_place_of_an_item_that_was_taken_down(world):
    """Its places stand in no form; a key of the notice before is no answer either."""
    key = world.notice().conflicts[0]["key"]
    national = world.national()
    with allow(national):
        national.unpublish(skip_permission_checks=True)
    world.roll_out()
    notice, base = world.notice(), world.copy().edition.base_content
    assert notice.rollout.is_withdrawal

    for choice in ("national", "local"):
        with pytest.raises(Refused):
            rollouts.decide_change(
                notice=notice,
                user=world.editors[0],
                choices={key: choice},
                seen=rollouts.state_of(notice),
            )

    assert world.copy().edition.base_content == base
    assert world.draft()[RATE] == OURS


def test_keeping_what_is_critical_takes_a_reason_and_the_centre_is_told():
    world = Following()
    world.change_here(RATE, OURS)
    world.declare("critical", 3, at_deadline="notice", reason="Mức cũ sai.")
    world.change(RATE, NATIONAL)
    world.roll_out()
    notice = world.notice()
    given = {"notice": notice, "user": world.editors[0], "seen": rollouts.state_of(notice)}

    with pytest.raises(Refused):
        rollouts.keep_copy(**given, reason="  ")
    assert world.notice().state == State.OPEN
    assert not QueuedMail.objects.filter(recipient=world.centre_editor.email).exists()
    rollouts.keep_copy(**given, reason="Tỉnh có nghị quyết riêng.")

    assert rollouts.kept_because(world.notice()) == "Tỉnh có nghị quyết riêng."
    told = QueuedMail.objects.get(recipient=world.centre_leader.email)
    assert "Tỉnh có nghị quyết riêng." in told.body
    assert world.notice().settled_at  # the public page says what the draft says


def test_so_does_keeping_an_ordinary_change_that_came_after_it(world):
    assert not rollouts.needs_reason(world.notice())
    world.declare("critical", 3, at_deadline="notice", reason="Mức cũ sai.")
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    world.change(FREE, "<p>Không thu phí.</p>")
    world.roll_out()

    assert world.notice().rollout.deadline is None
    assert rollouts.needs_reason(world.notice())
