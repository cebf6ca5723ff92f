"""What the centre is asked about a change that offices have copies of, and who sees the answer."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms import approval
from cms.approval.seams import ChangeAnswer
from cms.going_live import allow
from cms.working_time import today
from tests.factories.pages import publish
from tests.factories.rollouts import FREE, RATE, Following, edit
from translations.errors import Refused
from translations.log_actions import DECLARE_CHANGE
from translations.models import ChangeDeclaration
from translations.rolling.declaring import declare, declared_for, question_about

pytestmark = pytest.mark.django_db
NATIONAL = "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def world():
    made = Following(2)
    edit(made.national(), RATE, NATIONAL, made.centre_editor)
    return made


def asked(world, user=None):
    page = world.national()
    return question_about(page, page.get_latest_revision(), user or world.centre_editor)


def submit(client, world, **posted):
    client.force_login(world.centre_editor)
    address = reverse("loa_submit", args=[world.page.pk])
    return client.post(address, {"policy": "no", **posted}, follow=True)


def test_whoever_writes_for_the_centre_is_asked_how_grave_it_is(world):
    question = asked(world)
    assert question.copies == 2
    assert question.answer.severity == "ordinary"
    assert asked(world, world.editors[0]) is None


def test_nothing_is_asked_of_an_item_that_nobody_follows(world, django_assert_num_queries):
    assert question_about(world.copy(), world.copy().latest_revision, world.editors[0]) is None
    lonely = Following(0)
    page = lonely.national()
    revision, _edition = page.latest_revision, page.edition
    with django_assert_num_queries(1):
        assert question_about(page, revision, lonely.centre_editor) is None


def test_the_submit_screen_asks_and_the_approver_reads_the_answer(client, world):
    client.force_login(world.centre_editor)
    screen = client.get(reverse("loa_submit", args=[world.page.pk])).content.decode()
    assert 'name="change_severity"' in screen

    submit(
        client,
        world,
        change_severity="critical",
        change_days="5",
        change_ending="take_down",
        change_reason="Mức 4,5% không còn đúng.",
    )

    said = ChangeDeclaration.objects.get()
    assert (said.severity, said.days, said.at_deadline) == ("critical", 5, "take_down")
    assert PageLogEntry.objects.filter(action=DECLARE_CHANGE).count() == 1
    step = approval.current_step(world.national())
    client.force_login(world.centre_leader)
    shown = client.get(reverse("loa_approve", args=[step.pk])).content.decode()
    assert "Mức 4,5% không còn đúng." in shown
    assert "loa-declared-change" in shown


@pytest.mark.parametrize(
    "posted",
    [
        {"change_days": "0", "change_ending": "notice", "change_reason": "Sai."},
        {"change_days": "99", "change_ending": "notice", "change_reason": "Sai."},
        {"change_days": "abc", "change_ending": "notice", "change_reason": "Sai."},
        {"change_days": "3", "change_ending": "notice", "change_reason": " "},
        {"change_days": "3", "change_ending": "sometimes", "change_reason": "Sai."},
    ],
    ids=["none", "too-many", "no-number", "no-reason", "no-ending"],
)
def test_a_critical_change_needs_days_an_ending_and_a_reason(client, world, posted):
    answer = submit(client, world, change_severity="critical", **posted)

    assert not ChangeDeclaration.objects.exists()
    assert approval.current_step(world.national()) is None
    assert 'value="critical" checked' in answer.content.decode()


def test_an_unknown_answer_is_refused(world):
    page = world.national()
    with pytest.raises(Refused):
        declare(page, page.latest_revision, world.centre_editor, ChangeAnswer("terrible"))


def test_what_was_answered_before_stands_there_again(client, world):
    submit(client, world, change_severity="minor")
    approval.take_back(page=world.national(), user=world.centre_editor)
    assert asked(world).answer.severity == "minor"
    submit(client, world, change_severity="ordinary")
    assert declared_for(world.edition, world.national().latest_revision).severity == "ordinary"


def test_the_answer_holds_for_one_version(world):
    world.declare("critical", 3, at_deadline="notice", reason="Sai.")
    publish(world.national())
    first = world.newest()
    assert first.severity == "critical"
    assert first.deadline.astimezone().date() >= today()
    world.roll_out()

    world.change(RATE, "<p>Mức đóng là 6%.</p>")

    assert world.newest().severity == "ordinary"


def test_what_was_said_of_a_later_text_does_not_count_for_an_earlier_one(world):
    waiting = world.national().get_latest_revision()
    edit(world.national(), RATE, "<p>Sửa tiếp.</p>", world.centre_editor)
    page = world.national()
    answer = ChangeAnswer("minor")
    declare(page, page.get_latest_revision(), world.centre_editor, answer)

    assert declared_for(world.edition, waiting) is None


def say_critical(world):
    """Of the newest draft, as its submission does."""
    page = world.national()
    answer = ChangeAnswer("critical", 3, "take_down", "Mức cũ sai.")
    declare(page, page.get_latest_revision(), world.centre_editor, answer)
    return page.get_latest_revision()


def taken_down(world):
    page = world.national()
    with allow(page):
        page.unpublish(skip_permission_checks=True)
    assert world.newest().is_withdrawal


def test_taking_the_wrong_item_down_meanwhile_leaves_the_answer_standing(world):
    waiting = say_critical(world)

    taken_down(world)
    world.roll_out()

    assert declared_for(world.edition, waiting).reason == "Mức cũ sai."
    publish(world.national())
    corrected = world.newest()
    assert (corrected.severity, corrected.at_deadline) == ("critical", "take_down")
    assert corrected.deadline
    assert declared_for(world.edition, waiting) is None


def test_nor_does_an_older_version_that_goes_live_meanwhile_use_it_up():
    world = Following()
    older = edit(world.national(), FREE, "<p>Miễn phí.</p>", world.centre_editor)
    edit(world.national(), RATE, NATIONAL, world.centre_editor)
    waiting = say_critical(world)

    with allow(world.national()):
        older.publish(skip_permission_checks=True)

    assert world.newest().severity == "ordinary"
    assert declared_for(world.edition, waiting).severity == "critical"


def test_what_went_out_with_a_version_does_not_come_back_with_it(world):
    """The same version once more, after it was taken down."""
    world.declare("critical", 3, at_deadline="notice", reason="Sai.", revision=say_critical(world))
    publish(world.national())
    assert world.newest().severity == "critical"
    world.roll_out()
    taken_down(world)

    publish(world.national())

    assert not world.newest().is_withdrawal
    assert (world.newest().severity, world.newest().deadline) == ("ordinary", None)


def test_what_was_said_of_a_text_is_used_up_by_its_correction(world):
    """An approver who corrects the text makes a later version of it."""
    say_critical(world)
    later = edit(world.national(), FREE, "<p>Miễn phí.</p>", world.centre_leader)
    publish(world.national())
    assert (world.newest().revision, world.newest().severity) == (later, "critical")
    world.roll_out()

    world.change(FREE, "<p>Không thu phí.</p>")

    assert world.newest().severity == "ordinary"
