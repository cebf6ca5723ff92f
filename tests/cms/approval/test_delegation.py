"""Uỷ quyền: who may, from when until when, and never for one's own text."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from cms import approval
from cms.approval import delegation as services
from cms.approval.approvers import approvers_of, may_approve
from cms.approval.delegation import delegate_role, revoke_delegation
from cms.approval.waiting import states_waiting_for
from cms.models import Approval, Delegation, Membership, QueuedMail, Role
from cms.models.delegation import NeverDeleted
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return Desk(title="Mức đóng mới")


@pytest.fixture
def deputy(desk):
    """Somebody of the office who could not approve without a delegation."""
    return make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng", first_name="Thị Thay")


def last_row() -> Approval:
    return Approval.objects.order_by("-sequence").first()


def test_while_it_runs_both_may_approve(desk, deputy):
    make_delegation(desk, deputy)
    desk.submit()

    assert approvers_of(desk.page, Role.LEADER) == [desk.leader, deputy]
    desk.approve(deputy)

    assert desk.now().live


def test_the_ledger_keeps_who_delegated(desk, deputy):
    make_delegation(desk, deputy)
    desk.submit()
    desk.approve(deputy)

    row = last_row()
    assert row.user == deputy
    assert (row.basis, row.on_behalf_of) == (Approval.Basis.DELEGATION, desk.leader.pk)
    assert row.on_behalf_of_name == str(desk.leader)


def test_a_return_by_delegation_is_recorded_as_such(desk, deputy):
    make_delegation(desk, deputy)
    approval.send_back(task_state=desk.submit(), user=deputy, comment="Sửa bảng")

    assert last_row().basis == Approval.Basis.DELEGATION


def test_it_holds_from_the_first_minute_of_the_first_day_to_the_last_of_the_last(
    desk, deputy, clock
):
    """Midnight is Vietnam's: seven hours before that of UTC."""
    make_delegation(desk, deputy, starts_in=1, days=2)
    step = desk.submit()

    def holds() -> bool:
        waits = list(states_waiting_for(deputy)) == [step.taskstate_ptr]
        assert waits == may_approve(desk.page, Role.LEADER, deputy)
        return waits

    clock.set("23:59")
    assert not holds()
    clock.forward(minutes=1)
    assert holds()
    clock.forward(days=1)
    clock.set("23:59")
    assert holds()
    clock.forward(minutes=1)
    assert not holds()


def test_the_day_after_it_ended_the_delegate_is_told_so(desk, deputy, clock):
    make_delegation(desk, deputy, days=1)
    desk.submit()
    clock.forward(days=1)

    with pytest.raises(approval.Refused, match="01/03/2027"):
        desk.approve(deputy)

    assert not desk.now().live
    assert last_row().decision == "submitted"


def test_before_it_begins_the_delegate_is_told_when(desk, deputy, clock):
    make_delegation(desk, deputy, starts_in=2)
    desk.submit()

    with pytest.raises(approval.Refused, match="03/03/2027"):
        desk.approve(deputy)


def test_revoking_ends_it_at_this_moment(desk, deputy):
    delegation = make_delegation(desk, deputy)
    desk.submit()
    revoke_delegation(delegation=delegation, user=desk.leader)

    with pytest.raises(approval.Refused, match="thu hồi"):
        desk.approve(deputy)
    with pytest.raises(approval.Refused):
        revoke_delegation(delegation=delegation, user=desk.leader)

    delegation.refresh_from_db()
    assert delegation.revoked_by == desk.leader
    assert delegation.revoked_by_name == str(desk.leader)


def test_a_leader_of_the_office_and_an_administrator_may_revoke_and_nobody_else(desk, deputy):
    delegation = make_delegation(desk, deputy)
    for user in (deputy, desk.editor, make_user(make_province(), Role.LEADER)):
        with pytest.raises(approval.NotYours):
            revoke_delegation(delegation=delegation, user=user)

    assert services.may_revoke(delegation, make_user(desk.office, Role.LEADER))
    assert services.may_revoke(delegation, make_user(is_superuser=True))


def test_nobody_approves_their_own_text_by_delegation(desk):
    make_delegation(desk, desk.editor)
    desk.submit()

    assert approvers_of(desk.page, Role.LEADER) == [desk.leader]
    with pytest.raises(approval.NotYours):
        desk.approve(desk.editor)


def test_nobody_approves_for_an_author(desk, deputy):
    """Or a leader could have their own text approved by whom they chose."""
    chief = make_user(make_centre(), Role.LEADER)
    make_delegation(desk, deputy)
    desk.page.save_revision(user=desk.leader)
    desk.submit()

    assert approvers_of(desk.page, Role.LEADER) == [chief]
    assert list(states_waiting_for(chief)) == [desk.step().taskstate_ptr]
    assert not states_waiting_for(deputy).exists()


def test_of_two_delegations_to_one_person_the_one_not_by_an_author_counts(desk, deputy):
    other = make_user(desk.office, Role.LEADER)
    make_delegation(desk, deputy)
    make_delegation(desk, deputy, by=other)
    desk.page.save_revision(user=desk.leader)
    desk.submit()
    desk.approve(deputy)

    assert last_row().on_behalf_of == other.pk


def test_what_was_delegated_is_not_delegated_on(desk, deputy):
    make_delegation(desk, deputy)
    third = make_user(desk.office, Role.EDITOR)

    assert services.roles_to_delegate(deputy) == []
    with pytest.raises(approval.NotYours):
        make_delegation(desk, third, by=deputy)


def test_it_ends_with_the_delegators_role(desk, deputy):
    make_delegation(desk, deputy)
    chief = make_user(make_centre(), Role.LEADER)
    desk.submit()
    Membership.objects.filter(user=desk.leader).delete()

    assert approvers_of(desk.page, Role.LEADER) == [chief]
    with pytest.raises(approval.Refused):
        desk.approve(deputy)


def test_it_ends_when_the_delegate_leaves_the_office(desk, deputy):
    make_delegation(desk, deputy)
    Membership.objects.filter(user=deputy).delete()
    Membership.objects.create(user=deputy, office=make_province(), role=Role.LEADER)

    assert approvers_of(desk.page, Role.LEADER) == [desk.leader]


@pytest.mark.parametrize("who", ["delegator", "delegate"])
def test_it_holds_for_nobody_whose_login_was_closed(desk, deputy, who):
    delegation = make_delegation(desk, deputy)
    person = getattr(delegation, who)
    person.is_active = False
    person.save()

    assert deputy not in approvers_of(desk.page, Role.LEADER)


def test_it_outlives_its_people_by_their_names(desk, deputy):
    names = str(desk.leader), str(deputy)
    delegation = make_delegation(desk, deputy)
    desk.leader.delete()
    deputy.delete()

    delegation.refresh_from_db()
    assert (delegation.delegator, delegation.delegate) == (None, None)
    assert (delegation.delegator_name, delegation.delegate_name) == names


def test_it_is_never_deleted(desk, deputy):
    delegation = make_delegation(desk, deputy)

    with pytest.raises(NeverDeleted):
        delegation.delete()
    with pytest.raises(NeverDeleted):
        Delegation.objects.all().delete()


def test_somebody_of_the_office_above_may_be_chosen_and_of_another_office_not(desk):
    chief = make_user(make_centre(), Role.EDITOR)
    stranger = make_user(make_province(), Role.LEADER)
    observer = make_user(desk.office, Role.OBSERVER)

    assert make_delegation(desk, chief).pk
    for person in (stranger, observer):
        with pytest.raises(approval.Refused, match="không thuộc đơn vị"):
            make_delegation(desk, person)


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_in": -1, "days": 5},
        {"days": 0},
        {"days": 400},
        {"reason": "  "},
    ],
)
def test_days_and_reason_that_make_no_sense_are_refused(desk, deputy, fields):
    with pytest.raises(approval.Refused):
        make_delegation(desk, deputy, **fields)

    assert not Delegation.objects.exists()


def test_nobody_delegates_to_themselves_or_to_who_has_the_role(desk):
    for person in (desk.leader, make_user(desk.office, Role.LEADER)):
        with pytest.raises(approval.Refused):
            make_delegation(desk, person)


def test_only_ones_own_approving_role_is_delegated(desk, deputy):
    with pytest.raises(approval.NotYours):
        make_delegation(desk, deputy, role=Role.POLICY_REVIEWER)
    with pytest.raises(approval.NotYours):
        make_delegation(desk, deputy, by=desk.editor, role=Role.EDITOR)
    with pytest.raises(approval.NotYours):
        delegate_role(
            user=desk.leader,
            office=make_province(),
            role=Role.LEADER,
            delegate=deputy,
            first_day=services.today(),
            last_day=services.today() + timedelta(days=1),
            reason="Đi công tác",
        )


def test_delegations_to_several_people_may_overlap(desk, deputy):
    second = make_user(desk.office, Role.CHANNEL_KEEPER)
    make_delegation(desk, deputy, days=5)
    make_delegation(desk, second, days=5)

    assert approvers_of(desk.page, Role.LEADER) == [desk.leader, deputy, second]


def test_the_delegate_is_written_to_and_both_of_the_end(desk, deputy):
    delegation = make_delegation(desk, deputy, reason="Quyết định số 7")
    mail = QueuedMail.objects.get()
    assert mail.recipient == deputy.email
    assert "Quyết định số 7" in mail.body
    QueuedMail.objects.all().delete()

    revoke_delegation(delegation=delegation, user=make_user(is_superuser=True))

    told = set(QueuedMail.objects.values_list("recipient", flat=True))
    assert told == {deputy.email, desk.leader.email}


def test_the_audit_log_names_both_acts(desk, deputy):
    delegation = make_delegation(desk, deputy)
    revoke_delegation(delegation=delegation, user=desk.leader)

    entries = ModelLogEntry.objects.filter(object_id=str(delegation.pk)).order_by("pk")
    assert [entry.action for entry in entries] == ["cms.delegate_role", "cms.revoke_delegation"]
    assert entries[0].data["delegate"] == str(deputy)


def test_an_office_sees_its_own_delegations_and_no_others(desk, deputy):
    delegation = make_delegation(desk, deputy)
    elsewhere = Desk()

    for user in (desk.leader, deputy, desk.reviewer, make_user(desk.office, Role.OBSERVER)):
        assert list(services.delegations_seen_by(user)) == [delegation]
    for user in (desk.editor, elsewhere.leader):
        assert not services.delegations_seen_by(user).exists()


def test_the_same_role_is_not_delegated_twice_to_one_person_for_a_day():
    desk = Desk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    first = make_delegation(desk, helper, days=3)

    with override("en"), pytest.raises(approval.Refused, match="revoke that delegation first"):
        make_delegation(desk, helper, days=1, starts_in=2)
    make_delegation(desk, helper, starts_in=3)
    make_delegation(desk, make_user(desk.office, Role.CHANNEL_KEEPER))
    revoke_delegation(delegation=first, user=desk.leader)
    make_delegation(desk, helper, days=1)


def test_revoking_ends_every_equal_delegation_of_those_days():
    """Of a form that was posted twice before that was refused."""
    desk = Desk()
    desk.submit()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    once = make_delegation(desk, helper)
    twice = Delegation.objects.get(pk=once.pk)
    twice.pk = None
    twice.save()

    revoke_delegation(delegation=once, user=desk.leader)

    assert not may_approve(desk.page, Role.LEADER, helper)
    twice.refresh_from_db()
    assert twice.revoked_by == desk.leader
