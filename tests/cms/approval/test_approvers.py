"""Who takes a step, and on what ground: own role, deputy, delegation, standing in."""

import pytest

from cms.approval.approvers import approvers_of, standing_of, standings_of
from cms.approval.waiting import states_waiting_for
from cms.models import Approval, Membership, Role, User
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]
Basis = Approval.Basis


@pytest.fixture
def chief():
    return make_user(make_centre(), Role.LEADER, last_name="Lê", first_name="Thị Trung Ương")


@pytest.fixture
def desk(chief):
    return Desk()


def make_deputy(office) -> User:
    user = make_user(office, Role.LEADER)
    Membership.objects.filter(user=user).update(is_deputy=True)
    return user


def leave(user) -> None:
    user.is_active = False
    user.save()


def approve_as(desk, user) -> Approval:
    desk.submit()
    desk.approve(user)
    return Approval.objects.order_by("-sequence").first()


def test_a_deputy_takes_the_same_step_and_the_record_says_so(desk):
    deputy = make_deputy(desk.office)

    assert approvers_of(desk.page, Role.LEADER) == [desk.leader, deputy]
    assert approve_as(desk, deputy).basis == Basis.DEPUTY


def test_an_own_role_needs_no_other_ground(desk):
    row = approve_as(desk, desk.leader)

    assert (row.basis, row.on_behalf_of, row.on_behalf_of_name) == ("", None, "")


def test_a_deputy_who_also_holds_a_delegation_acts_as_deputy(desk):
    deputy = make_deputy(desk.office)
    Membership.objects.filter(user=deputy).delete()
    Membership.objects.create(user=deputy, office=desk.office, role=Role.EDITOR)
    make_delegation(desk, deputy)
    Membership.objects.create(user=deputy, office=desk.office, role=Role.LEADER, is_deputy=True)

    assert standing_of(desk.page, Role.LEADER, deputy).basis == Basis.DEPUTY
    assert len(standings_of(desk.page, Role.LEADER)) == 2


def test_the_office_above_stands_in_when_everybody_left(desk, chief):
    leave(desk.leader)

    standing = standing_of(desk.page, Role.LEADER, chief)
    assert (standing.stands_in_for, standing.all_wrote) == (desk.office, False)
    assert approve_as(desk, chief).basis == Basis.STAND_IN


def test_the_office_above_stands_in_when_everybody_wrote(desk, chief):
    deputy = make_deputy(desk.office)
    for user in (desk.leader, deputy):
        desk.page.save_revision(user=user)

    standing = standing_of(desk.page, Role.LEADER, chief)
    assert (standing.stands_in_for, standing.all_wrote) == (desk.office, True)


def test_a_deputy_who_wrote_nothing_keeps_the_step_in_the_office(desk, chief):
    deputy = make_deputy(desk.office)
    desk.page.save_revision(user=desk.leader)

    assert approvers_of(desk.page, Role.LEADER) == [deputy]


def test_a_delegate_of_the_leader_above_stands_in_too(desk, chief):
    helper = make_user(make_centre(), Role.CHANNEL_KEEPER)
    above = Desk(make_centre())
    make_delegation(above, helper)
    leave(desk.leader)

    standing = standing_of(desk.page, Role.LEADER, helper)
    assert standing.stands_in_for == desk.office
    row = approve_as(desk, helper)
    assert (row.basis, row.on_behalf_of) == (Basis.STAND_IN, above.leader.pk)


def test_a_grassroots_item_goes_up_as_far_as_it_has_to(desk, chief):
    office = make_province(parent=desk.office)
    page = Desk(office).page
    Membership.objects.filter(office=office, role=Role.LEADER).delete()

    assert approvers_of(page, Role.LEADER) == [desk.leader]
    leave(desk.leader)
    assert approvers_of(page, Role.LEADER) == [chief]
    leave(chief)
    assert approvers_of(page, Role.LEADER) == []


def test_both_ways_of_asking_agree_in_every_case(desk, chief):
    """`states_waiting_for` answers most without looking closely: it must answer the same."""
    deputy, helper = make_deputy(desk.office), make_user(desk.office, Role.EDITOR)
    make_delegation(desk, helper)
    people = [desk.leader, deputy, helper, chief, desk.editor, desk.reviewer]
    step = desk.submit()

    def agree() -> None:
        may = approvers_of(desk.page, Role.LEADER)
        waits = [user for user in people if states_waiting_for(user).filter(pk=step.pk).exists()]
        assert {user.pk for user in waits} == {user.pk for user in may}

    agree()
    for writer in (deputy, desk.leader, helper):
        desk.page.save_revision(user=writer)
        agree()
    for gone in (desk.leader, deputy):
        leave(gone)
        agree()
