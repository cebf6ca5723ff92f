"""One national version, one copy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import approval
from cms.approval import Refused
from cms.models import ArticlePage
from tests.factories.packages import release, rewrite
from tests.factories.pages import publish
from tests.factories.provinces import centre_desk, released_copy
from tests.factories.rollouts import FREE, RATE, WHERE, Following
from translations.models import ChangeNotice, LocalCopy, LocalRule, Rollout
from translations.rolling import turns
from translations.rolling.inbox import Pile, pile_of
from translations.signals import copies_merged

pytestmark = pytest.mark.django_db
State = ChangeNotice.State
NEW_RATE = "<p>Mức đóng là 5% lương cơ sở.</p>"
OURS = "<p>Nộp tại số 5 đường Lý Thái Tổ.</p>"


@pytest.fixture
def heard():
    """What `copies_merged` said; `answer` is what a publisher gives back or raises."""

    class Heard(list):
        answer = None

        def __call__(self, merged, **said):
            self += [vars(one) for one in merged]
            if isinstance(self.answer, Exception):
                raise self.answer
            return [one.copy.pk for one in merged] if self.answer else []

    heard = Heard()
    copies_merged.connect(heard)
    yield heard
    copies_merged.disconnect(heard)


def test_what_the_office_did_not_touch_follows_and_what_it_changed_stays():
    world = Following()
    world.change_here(WHERE, OURS)
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.draft()[RATE] == NEW_RATE
    assert world.draft()[WHERE] == OURS
    notice = world.notice()
    assert notice.state == State.MERGED
    assert notice.conflicts == []
    assert len(notice.changes) == 1
    assert notice.revision_id == world.copy().latest_revision_id
    assert world.copy().body[RATE].value.source != NEW_RATE  # what is live was not touched


def test_what_both_changed_stays_local_and_is_asked_about_while_the_rest_follows():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.change(RATE, NEW_RATE)
    world.change(FREE, "<p>Miễn phí.</p>")

    world.roll_out()

    assert world.draft()[RATE] == "<p>Ở tỉnh ta là 4,5%.</p>"
    assert world.draft()[FREE] == "<p>Miễn phí.</p>"
    notice = world.notice()
    assert notice.state == State.OPEN
    assert [each["kind"] for each in notice.conflicts] == ["both_changed"]


def test_a_newer_version_finds_what_was_not_decided_again():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.change(RATE, NEW_RATE)
    world.roll_out()
    older = world.notice()

    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    older.refresh_from_db()
    assert older.state == State.OVERTAKEN
    assert older.settled_at
    newer = world.notice()
    assert newer.state == State.OPEN
    assert [each["national"] for each in newer.conflicts] == [NEW_RATE]
    assert world.draft()[FREE] == "<p>Miễn phí.</p>"


def test_where_nothing_is_new_nobody_is_told():
    world = Following()
    world.change_here(RATE, NEW_RATE)
    world.change(RATE, NEW_RATE)
    before = world.copy().latest_revision_id

    world.roll_out()

    assert not ChangeNotice.objects.exists()
    assert world.copy().latest_revision_id == before
    assert world.row().base_revision_id == world.national().live_revision_id


def test_unpublished_words_of_the_office_stay_in_the_draft(heard):
    world = Following()
    world.change_here(WHERE, OURS, live=False)
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert (world.draft()[RATE], world.draft()[WHERE]) == (NEW_RATE, OURS)
    assert [each["covered"] for each in heard] == [False]


def test_covered_where_only_inherited_text_changed_and_the_office_wants_it(heard):
    world = Following()
    heard.answer = True
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert [each["covered"] for each in heard] == [True]
    assert heard[0]["revision"].pk == world.copy().latest_revision_id
    assert world.notice().state == State.COVERED
    assert world.notice().settled_at


def test_not_covered_where_the_office_approves_everything_itself(heard):
    world = Following()
    world.offices[0].takes_national_approval = False
    world.offices[0].save()
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert [each["covered"] for each in heard] == [False]
    assert world.notice().state == State.MERGED


def test_nor_with_a_conflict_nor_of_a_page_that_is_not_live(heard):
    world = Following()
    world.add_office(live=False)
    world.change_here(RATE, "<p>Ở tỉnh ta.</p>")
    edit = world.change(RATE, NEW_RATE)
    assert edit
    world.change(FREE, "<p>Miễn phí.</p>")

    world.roll_out()

    assert [each["covered"] for each in heard] == [False, False]


def test_what_publishing_refuses_is_left_to_the_office_with_the_reason(heard):
    world = Following()
    heard.answer = Refused("Thiếu số điện thoại.")
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.notice().state == State.MERGED
    assert world.notice().waits_because == "Thiếu số điện thoại."
    assert world.draft()[RATE] == NEW_RATE


def test_a_fault_of_a_receiver_loses_nothing(heard):
    world = Following()
    heard.answer = ZeroDivisionError()
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.notice().state == State.MERGED
    assert world.draft()[RATE] == NEW_RATE


def test_a_page_in_review_waits_and_is_taken_in_when_that_ends():
    world = Following()
    world.change_here(WHERE, OURS, live=False)
    approval.submit_for_approval(page=world.copy(), user=world.editors[0])
    world.change(RATE, NEW_RATE)

    world.roll_out()
    notice = world.notice()
    assert (notice.state, notice.waits_because) == (State.OPEN, "review")
    assert world.draft()[WHERE] == OURS

    turns.retry_waiting()
    assert world.notice().waits_because == "review"

    approval.take_back(page=world.copy(), user=world.editors[0])
    ChangeNotice.objects.update(retry_at=None)
    assert turns.retry_waiting() == 1

    assert (world.draft()[RATE], world.draft()[WHERE]) == (NEW_RATE, OURS)
    assert world.notice().state == State.MERGED
    assert world.notice().waits_because == ""


def test_so_does_a_suspended_copy():
    world = Following()
    LocalCopy.objects.update(state=LocalCopy.State.SUSPENDED)
    world.change(RATE, NEW_RATE)
    world.roll_out()
    assert world.notice().waits_because == "suspended"

    LocalCopy.objects.update(state=LocalCopy.State.FOLLOWING)
    ChangeNotice.objects.update(retry_at=None)
    turns.wake_unfinished()

    assert world.draft()[RATE] == NEW_RATE


def test_and_a_page_that_somebody_locked():
    world = Following()
    ArticlePage.objects.filter(pk=world.copy().pk).update(locked=True)
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.notice().waits_because == "locked"


def test_what_waited_for_an_older_version_takes_the_newest():
    world = Following()
    LocalCopy.objects.update(state=LocalCopy.State.SUSPENDED)
    world.change(RATE, NEW_RATE)
    world.roll_out()
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()

    LocalCopy.objects.update(state=LocalCopy.State.FOLLOWING)
    ChangeNotice.objects.update(retry_at=None)
    turns.retry_waiting()

    assert world.draft()[RATE] == "<p>Mức đóng là 6%.</p>"
    assert ChangeNotice.objects.filter(settled_at=None).count() == 1


def test_a_locked_place_follows_and_what_stood_there_is_told():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    block = world.national().body[RATE].id
    LocalRule.objects.create(edition=world.edition, place=block, rule=LocalRule.Rule.LOCKED)
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.draft()[RATE] == NEW_RATE
    kinds = {each["kind"]: each for each in world.notice().changes}
    assert kinds["locked"]["local"] == "<p>Ở tỉnh ta là 4,5%.</p>" or "4,5%" in str(kinds["locked"])


def test_a_minor_change_is_taken_in_silently():
    world = Following()
    world.declare("minor")
    world.change(RATE, NEW_RATE)

    world.roll_out()

    assert world.draft()[RATE] == NEW_RATE
    notice = world.notice()
    assert notice.settled_at
    assert notice.state == State.MERGED


def test_a_conflict_of_a_minor_change_is_asked_about_with_the_next_that_is_not_minor():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.declare("minor")
    world.change(RATE, NEW_RATE)
    world.roll_out()
    assert world.notice().state == State.KEPT

    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    assert world.notice().state == State.OPEN
    assert len(world.notice().conflicts) == 1


def test_each_copy_costs_the_same_number_of_queries():
    """Whatever it holds, and however many there are."""

    def queries(offices, blocks):
        body = [("paragraph", f"<p>Đoạn {number}.</p>") for number in range(blocks)]
        world = Following(offices, body=body)
        for number in range(offices):
            world.change_here(2, "<p>Của tỉnh ta.</p>", number, live=False)
        world.change(1, "<p>Đoạn mới.</p>")
        with CaptureQueriesContext(connection) as found:
            world.roll_out()
        assert ChangeNotice.objects.filter(rollout__edition=world.edition).count() == offices
        return len(found)

    queries(1, 4)  # what is looked up once for good
    few, many, large = queries(1, 4), queries(4, 4), queries(1, 60)
    three = queries(3, 4)
    assert large == few
    assert many - three == (three - few) // 2


def test_publishing_the_copy_settles_its_notice():
    world = Following()
    world.change_here(WHERE, OURS)
    world.change(RATE, NEW_RATE)
    world.roll_out()
    assert world.notice().settled_at is None

    publish(world.copy())

    assert world.notice().settled_at


def test_a_covered_change_is_public_at_the_office_in_the_same_step():
    """With the real publisher, and the national approval behind it."""
    national = centre_desk()
    release(national)
    copy = released_copy(national)
    rewrite(national, lead="Mức đóng mới là 5%.")
    release(national)
    rollout = Rollout.objects.get(edition=national.now().edition)

    turns.work_at(rollout.pk)

    notice = ChangeNotice.objects.get(rollout=rollout)
    assert (notice.state, notice.waits_because) == (State.COVERED, "")
    assert notice.settled_at
    assert copy.now().lead == "Mức đóng mới là 5%."


def open_lines(world):
    return list(pile_of(world.editors[0], Pile.OPEN))


def test_a_minor_change_buries_nothing_that_is_to_be_decided():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.declare("critical", 3, at_deadline="take_down", reason="Mức cũ sai.")
    world.change(RATE, NEW_RATE)
    world.roll_out()

    world.declare("minor")
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    notice = world.notice()
    assert (notice.state, notice.settled_at) == (State.OPEN, None)
    assert len(notice.conflicts) == 1
    assert open_lines(world) == [notice]


def test_nor_what_is_to_be_submitted():
    world = Following()
    world.change_here(WHERE, OURS, live=False)
    world.change(RATE, NEW_RATE)
    world.roll_out()

    world.declare("minor")
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    assert open_lines(world) == [world.notice()]
    publish(world.copy())
    assert open_lines(world) == []


def test_nor_what_waited_until_the_page_could_be_written():
    world = Following()
    LocalCopy.objects.update(state=LocalCopy.State.SUSPENDED)
    world.change(RATE, NEW_RATE)
    world.roll_out()
    world.declare("minor")
    world.change(FREE, "<p>Miễn phí.</p>")
    world.roll_out()

    LocalCopy.objects.update(state=LocalCopy.State.FOLLOWING)
    ChangeNotice.objects.update(retry_at=None)
    turns.retry_waiting()

    assert (world.draft()[RATE], world.draft()[FREE]) == (NEW_RATE, "<p>Miễn phí.</p>")
    assert open_lines(world) == [world.notice()]
    publish(world.copy())
    assert not ChangeNotice.objects.filter(settled_at=None).exists()
