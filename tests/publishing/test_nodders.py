"""Who may say yes in an office's name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import Membership, Office, Role
from publishing.national import is_national
from publishing.nodders import (
    answering,
    has_somebody,
    nodders_of,
    offices_led_by,
    offices_nodded_by,
    standing_for,
)
from tests.factories.approval import Desk, make_delegation
from tests.factories.national import Nation
from tests.factories.offices import make_province
from tests.factories.packages import make_communes
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_a_grassroots_office_without_a_leader_is_answered_for_by_its_province():
    nation = Nation()

    assert offices_nodded_by(nation.leader) == {nation.office.pk, nation.below.pk}
    assert nodders_of([nation.below])[nation.below.pk] == [nation.leader]


def test_a_grassroots_office_with_a_leader_answers_for_itself():
    nation = Nation()
    own = make_user(nation.below, Role.LEADER)

    assert offices_nodded_by(nation.leader) == {nation.office.pk}
    assert offices_nodded_by(own) == {nation.below.pk}
    assert nodders_of([nation.below])[nation.below.pk] == [own]


def test_a_leader_who_may_not_enter_any_more_leaves_it_to_the_province():
    nation = Nation()
    make_user(nation.below, Role.LEADER, is_active=False)

    assert nation.below.pk in offices_nodded_by(nation.leader)


def test_deputies_and_delegates_nod_too_and_only_deputies_set_rules():
    desk = Desk()
    deputy = make_user(desk.office)
    Membership.objects.create(user=deputy, office=desk.office, role=Role.LEADER, is_deputy=True)
    delegate = make_user(desk.office, Role.EDITOR)
    make_delegation(desk, delegate)

    assert nodders_of([desk.office])[desk.office.pk] == [desk.leader, deputy, delegate]
    assert offices_nodded_by(delegate) == {desk.office.pk}
    assert offices_nodded_by(deputy) == offices_led_by(deputy) == {desk.office.pk}
    assert offices_led_by(delegate) == set()


def test_a_delegation_that_has_not_begun_gives_nothing():
    desk = Desk()
    delegate = make_user(desk.office, Role.EDITOR)
    make_delegation(desk, delegate, starts_in=2)

    assert offices_nodded_by(delegate) == set()


def test_the_centre_never_stands_in():
    nation = Nation()
    nation.leader.memberships.all().delete()

    assert offices_nodded_by(nation.desk.leader) == set()
    assert nodders_of([nation.office, nation.below]) == {nation.office.pk: [], nation.below.pk: []}


def test_neither_other_roles_nor_administrators_nor_neighbours_nod():
    nation = Nation()
    for role in (Role.EDITOR, Role.CHANNEL_KEEPER, Role.SECTION_HEAD, Role.OBSERVER):
        assert offices_nodded_by(make_user(nation.office, role)) == set()
    assert offices_nodded_by(make_user(is_superuser=True)) == set()
    neighbour = make_province()
    assert nation.office.pk not in offices_nodded_by(make_user(neighbour, Role.LEADER))


def test_it_takes_as_many_queries_for_many_offices_as_for_one():
    offices = [make_bare_office(level=Office.Level.GRASSROOTS) for _one in range(6)]
    for office in offices:
        make_user(office, Role.LEADER)
    counts = []
    for some in (offices[:1], offices):
        with CaptureQueriesContext(connection) as queries:
            nodders_of(some)
        counts.append(len(queries))

    assert counts == [2, 2]


def test_a_delegation_to_somebody_of_the_centre_gives_nothing_in_an_offices_name():
    nation = Nation()
    of_the_centre = make_user(nation.desk.office, Role.EDITOR)
    desk = Desk(nation.office)
    make_delegation(desk, of_the_centre)

    assert offices_nodded_by(of_the_centre) == set()
    assert of_the_centre not in nodders_of([nation.office])[nation.office.pk]
    assert standing_for(nation.office, of_the_centre) is None


def test_a_delegate_of_the_office_itself_stands_for_it():
    desk = Desk()
    delegate = make_user(desk.office, Role.EDITOR)
    make_delegation(desk, delegate)

    standing = standing_for(desk.office, delegate)

    assert standing.delegation.delegator == desk.leader


def test_for_an_office_without_a_leader_its_province_stands_and_never_the_centre():
    nation = Nation()

    assert standing_for(nation.below, nation.leader).stands_in_for == nation.below
    assert has_somebody(nation.below)
    nation.leader.memberships.all().delete()
    for office in (nation.office, nation.below):
        assert standing_for(office, nation.desk.leader) is None
        assert not has_somebody(office)
    assert standing_for(nation.desk.office, nation.desk.leader)


def test_a_counter_directly_below_the_centre_is_not_answered_for_by_it():
    nation = Nation()
    counter = make_bare_office(level=Office.Level.GRASSROOTS, parent=nation.desk.office)
    [place] = make_communes(counter, 1)

    assert answering(counter) == counter
    assert standing_for(counter, nation.desk.leader) is None
    assert is_national(place, nation.desk.office)
