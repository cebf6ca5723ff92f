"""The list of national changes of an office."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import approval
from cms.models import Role
from cms.working_time import today
from tests.factories.rollouts import RATE, Following
from tests.factories.users import make_user
from translations.rolling.inbox import Pile, pile_of
from translations.services import rollouts

pytestmark = pytest.mark.django_db
NATIONAL = "<p>Mức đóng là 5%.</p>"


@pytest.fixture
def world():
    """A conflict at the first office; the second only has to submit."""
    made = Following(2, title="Mức đóng mới")
    made.change_here(RATE, "<p>Ở tỉnh ta là 4,5%.</p>")
    made.change(RATE, NATIONAL)
    made.roll_out()
    return made


def shown(client, user, **asked):
    client.force_login(user)
    return client.get(reverse("translations_inbox"), asked).content.decode()


def test_everybody_sees_the_changes_of_their_own_office_only(client, world):
    assert str(world.offices[0]) in shown(client, world.editors[0])
    assert str(world.offices[1]) not in shown(client, world.editors[0])
    assert "1 chỗ cần quyết định" in shown(client, world.editors[0])
    assert "Cần trình duyệt" in shown(client, world.editors[1])


def test_the_centre_reads_all_and_narrows_them_to_an_office(client, world):
    both = shown(client, world.centre_editor)
    assert all(str(office) in both for office in world.offices)

    one = shown(client, world.centre_editor, office=world.offices[1].pk)

    address = reverse("translations_notice", args=[world.notice().pk])
    assert address in both
    assert address not in one


def test_titles_are_found_in_capitals_and_without_marks(client, world):
    for words in ("MỨC đóng", "muc dong"):
        assert "1 chỗ cần quyết định" in shown(client, world.editors[0], text=words)
    assert "1 chỗ cần quyết định" not in shown(client, world.editors[0], text="mức hưởng")


def test_what_is_put_off_and_what_is_done_have_lists_of_their_own(client, world):
    user, notice = world.editors[0], world.notice()
    day = today() + timedelta(days=2)
    rollouts.snooze_change(notice=notice, user=user, day=day)
    assert "Mức đóng mới" not in shown(client, user)
    assert "Mức đóng mới" in shown(client, user, show="snoozed")

    rollouts.keep_copy(notice=notice, user=user, seen=rollouts.state_of(world.notice()))

    assert "Mức đóng mới" in shown(client, user, show="done")
    assert "Đang chờ" in shown(client, user, show="nonsense")


def test_what_is_in_review_says_so(client, world):
    approval.submit_for_approval(page=world.copy(1), user=world.editors[1])
    assert "Cần trình duyệt" not in shown(client, world.editors[1])


def test_what_has_a_day_comes_before_what_has_none(world):
    other = Following(1)
    other.declare("critical", 3, at_deadline="notice", reason="Mức cũ sai.")
    other.change(RATE, NATIONAL)
    other.roll_out()
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()

    listed = list(pile_of(world.centre_editor, Pile.OPEN))

    assert listed[0] == other.notice()
    assert [bool(one.due) for one in listed] == [True, False, False]


def test_an_empty_list_says_when_something_will_be_there(client):
    world = Following()
    assert "thư điện tử" in shown(client, world.editors[0])


def test_people_without_such_a_role_are_kept_out(client, world):
    client.force_login(make_user(world.offices[0], Role.TRANSLATOR))
    assert client.get(reverse("translations_inbox")).status_code in (302, 403)


def test_the_number_of_queries_does_not_grow_with_the_list(client, world):
    user = world.centre_editor
    shown(client, user)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("translations_inbox"))
    world.add_office()
    world.change(RATE, "<p>Mức đóng là 6%.</p>")
    world.roll_out()
    with CaptureQueriesContext(connection) as more:
        client.get(reverse("translations_inbox"))
    assert len(more) == len(few)
    assert pile_of(user, Pile.OPEN).count() == 3


def test_the_first_screen_counts_what_waits(client, world):
    client.force_login(world.editors[0])
    first = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Hộp thay đổi" in first
    assert reverse("translations_notice", args=[world.notice().pk]) in first
    client.force_login(world.centre_editor)
    first = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("translations_notice", args=[world.notice().pk]) not in first
