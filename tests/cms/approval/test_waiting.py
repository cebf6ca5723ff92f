"""Which steps wait for whom, in a house of many offices."""

import pytest

from cms.approval.waiting import states_waiting_for
from cms.models import Membership, Role
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def test_what_is_open_elsewhere_costs_no_query_more(django_assert_max_num_queries):
    desk = Desk()
    desk.submit()
    for _number in range(4):
        Desk(make_province()).submit()

    with django_assert_max_num_queries(16):
        assert list(states_waiting_for(desk.leader)) == [desk.step().taskstate_ptr]


def test_the_office_above_finds_the_step_where_it_stands_in():
    chief = make_user(make_centre(), Role.LEADER)
    served, alone = Desk(), Desk()
    Membership.objects.filter(user=alone.leader).delete()
    served.submit()
    alone.submit()

    assert list(states_waiting_for(chief)) == [alone.step().taskstate_ptr]


def test_the_office_above_finds_the_step_where_the_only_leader_wrote():
    chief = make_user(make_centre(), Role.LEADER)
    desk = Desk()
    desk.page.save_revision(user=desk.leader)
    desk.submit()

    assert list(states_waiting_for(chief)) == [desk.step().taskstate_ptr]
    assert not states_waiting_for(desk.leader).exists()


def test_nothing_waits_for_who_has_no_step_or_left():
    desk = Desk()
    desk.submit()

    assert not states_waiting_for(desk.editor).exists()
    desk.leader.is_active = False
    assert not states_waiting_for(desk.leader).exists()


def test_many_items_people_and_delegations_cost_no_query_more(django_assert_num_queries):
    """Of the user's own office too: only a text that the user may have written is looked at closely."""
    desk = Desk()
    desk.submit()
    for _number in range(5):
        other = Desk(desk.office)
        other.submit()
        make_delegation(desk, other.editor, by=other.leader)
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    make_delegation(desk, helper)

    for user in (desk.leader, helper):
        with django_assert_num_queries(10):
            assert states_waiting_for(user).count() == 6


def test_a_delegate_above_finds_the_step_where_the_office_has_nobody():
    centre = Desk(make_centre())
    helper = make_user(make_centre(), Role.CHANNEL_KEEPER)
    make_delegation(centre, helper)
    desk = Desk()
    Membership.objects.filter(user=desk.leader).delete()
    desk.submit()

    assert list(states_waiting_for(helper)) == [desk.step().taskstate_ptr]
