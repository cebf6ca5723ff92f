"""An office takes the national text again."""

import pytest

from cms import approval
from cms.models import Role
from tests.factories.following import (
    BODY,
    edition_of,
    make_copy,
    make_editor,
    make_national,
    revise,
)
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import publish
from tests.factories.rollouts import RATE, WHERE, Following
from translations.errors import NotYours, Refused
from translations.local_content import content_of
from translations.models import ChangeNotice
from translations.services import reset_places

pytestmark = pytest.mark.django_db
CHANGED = {**BODY[1], "value": "<p>Mức đóng là 9 %.</p>"}
NEW = {"type": "paragraph", "value": "<p>Ở tỉnh.</p>", "id": "khoi-moi"}


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_editor(office)


@pytest.fixture
def page(office):
    return revise(make_copy(office=office), live=False, body=[CHANGED, NEW, BODY[0]], lead="Khác")


def ids(page):
    return [
        block.id
        for block in type(page).objects.get(pk=page.pk).get_latest_revision_as_object().body
    ]


def test_a_changed_block_is_the_centres_again_in_its_place(page, editor):
    revision = reset_places(page=page, places=["khoi-2"], user=editor)
    assert content_of(revision)["body"] == [BODY[1], NEW, BODY[0]]
    assert content_of(revision)["lead"] == "Khác"


def test_a_removed_block_comes_back_behind_what_it_stood_behind(page, editor):
    reset_places(page=page, places=["khoi-3"], user=editor)
    assert ids(page) == ["khoi-2", "khoi-moi", "khoi-1", "khoi-3"]


def test_a_moved_block_goes_back_to_its_place(page, editor):
    reset_places(page=page, places=["khoi-1"], user=editor)
    assert ids(page) == ["khoi-1", "khoi-2", "khoi-moi"]


def test_a_field_and_several_places_at_once(page, editor):
    revision = reset_places(page=page, places=["field:lead", "khoi-2"], user=editor)
    content = content_of(revision)
    assert content["lead"] == "Tóm tắt của bài viết."
    assert content["body"][0] == BODY[1]


def test_everything_is_the_national_text_and_the_draft_before_is_kept(page, editor):
    before = page.get_latest_revision()
    revision = reset_places(page=page, places=None, user=editor)
    assert content_of(revision) == edition_of(page).base_content
    assert revision.user == editor
    assert revision.pk != before.pk
    assert before in page.revisions.all()


def test_nothing_becomes_public_by_it(page, editor):
    reset_places(page=page, places=None, user=editor)
    assert not type(page).objects.get(pk=page.pk).live


def test_what_says_the_same_already_makes_no_draft(office, editor):
    page = make_copy(office=office)
    with pytest.raises(Refused, match="đã giống"):
        reset_places(page=page, places=None, user=editor)
    with pytest.raises(Refused, match="không có chỗ"):
        reset_places(page=page, places=["khong-co"], user=editor)
    assert page.revisions.count() == 1


def test_not_while_it_is_in_review(page, office, editor):
    make_editor(office, Role.LEADER)
    approval.submit_for_approval(page=page, user=editor)
    with pytest.raises(Refused, match="đang trình duyệt"):
        reset_places(page=page, places=None, user=editor)


def test_only_its_own_office(page):
    for office in (make_province(), make_centre()):
        with pytest.raises(NotYours):
            reset_places(page=page, places=None, user=make_editor(office, Role.LEADER))


def test_an_item_that_is_no_copy_has_nothing_to_be_reset_to():
    source = make_national()
    with pytest.raises(Refused, match="không phải bản địa phương"):
        reset_places(page=source, places=None, user=make_editor(make_centre()))


@pytest.fixture
def asked():
    """Two places that both changed: the office is to decide."""
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.change_here(WHERE, "<p>Nộp ở số 5.</p>")
    world.change(RATE, "<p>Mức đóng là 5%.</p>")
    world.change(WHERE, "<p>Nộp ở bất kỳ đâu.</p>")
    world.roll_out()
    return world


def test_a_place_that_is_asked_about_gets_the_text_that_the_centre_has_now(asked):
    place = asked.national().body[RATE].id

    reset_places(page=asked.copy(), places=[place], user=asked.editors[0])

    assert asked.draft()[RATE] == "<p>Mức đóng là 5%.</p>"
    assert asked.draft()[WHERE] == "<p>Nộp ở số 5.</p>"
    notice = asked.notice()
    assert (notice.state, len(notice.conflicts)) == (ChangeNotice.State.OPEN, 1)
    assert notice.revision == asked.copy().latest_revision


def test_with_everything_nothing_is_left_to_decide(asked):
    revision = reset_places(page=asked.copy(), places=None, user=asked.editors[0])

    national = content_of(asked.national().live_revision)
    assert content_of(revision)["body"] == national["body"]
    assert asked.copy().edition.base_content["body"] == national["body"]
    notice = asked.notice()
    assert (notice.state, notice.conflicts) == (ChangeNotice.State.RESOLVED, [])
    publish(asked.copy())
    assert asked.notice().settled_at


def test_a_minor_change_that_was_not_asked_about_is_taken_too():
    world = Following()
    world.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    world.declare("minor")
    world.change(RATE, "<p>Mức đóng là 5%.</p>")
    world.roll_out()
    assert world.notice().settled_at

    reset_places(page=world.copy(), places=None, user=world.editors[0])

    assert world.draft()[RATE] == "<p>Mức đóng là 5%.</p>"


def test_what_still_waits_for_the_copy_is_brought_to_it_in_its_turn(asked):
    asked.change(RATE, "<p>Mức đóng là 6%.</p>")  # a version on its way
    place = asked.national().body[RATE].id

    reset_places(page=asked.copy(), places=[place], user=asked.editors[0])
    assert asked.draft()[RATE] == "<p>Mức đóng là 5%.</p>"
    asked.roll_out()

    assert asked.draft()[RATE] == "<p>Mức đóng là 6%.</p>"


def test_a_page_that_somebody_else_locked_is_left_alone(page, office, editor):
    type(page).objects.filter(pk=page.pk).update(locked=True, locked_by=make_editor(office))
    with pytest.raises(Refused, match="khóa"):
        reset_places(page=page, places=None, user=editor)
    assert edition_of(page).page.latest_revision_id == page.latest_revision_id


def test_a_draft_that_is_newer_than_what_its_caller_read_is_what_is_reset(page, editor):
    stale = type(page).objects.get(pk=page.pk)
    revise(page, live=False, title="Tên ở tỉnh")

    revision = reset_places(page=stale, places=["khoi-2"], user=editor)

    assert content_of(revision)["title"] == "Tên ở tỉnh"
