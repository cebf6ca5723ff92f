"""A fact changes by its leader's decision."""

import pytest

from cms import facts
from cms.approval import NotYours, Refused
from cms.models import Fact, QueuedMail, Role
from tests.factories.offices import make_centre, make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_province()


@pytest.fixture
def editor(office):
    return make_user(office, Role.EDITOR)


@pytest.fixture
def leader(office):
    return make_user(office, Role.LEADER)


def in_force(office, key="hotline") -> list[str]:
    return list(
        Fact.objects.filter(office=office, key=key).in_force().values_list("value", flat=True)
    )


def test_a_proposal_leaves_the_fact_in_force(office, editor, leader):
    Fact.objects.create(office=office, key="hotline", value="cũ", state="in_force")

    facts.propose_fact(office=office, key="hotline", value="mới", user=editor)

    assert in_force(office) == ["cũ"]
    assert QueuedMail.objects.get().recipient == leader.email


def test_the_leader_puts_it_in_force_in_place_of_the_one_before(office, editor, leader):
    old = Fact.objects.create(office=office, key="hotline", value="cũ", state="in_force")
    fact = facts.propose_fact(office=office, key="hotline", value="mới", user=editor)

    facts.approve_fact(fact=fact, user=leader)

    assert in_force(office) == ["mới"]
    old.refresh_from_db()
    assert old.state == Fact.State.REPLACED
    assert (fact.approved_by, fact.state) == (leader, Fact.State.IN_FORCE)


def test_a_refused_proposal_changes_nothing(office, editor, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="mới", user=editor)

    facts.refuse_fact(fact=fact, user=leader)

    assert in_force(office) == []
    with pytest.raises(Refused):
        facts.approve_fact(fact=fact, user=leader)


def test_nobody_decides_their_own_proposal(office, leader):
    fact = facts.propose_fact(office=office, key="hotline", value="mới", user=leader)

    with pytest.raises(NotYours):
        facts.approve_fact(fact=fact, user=leader)


def test_the_office_above_decides_where_the_only_leader_proposed(office, leader):
    chief = make_user(make_centre(), Role.LEADER)
    fact = facts.propose_fact(office=office, key="hotline", value="mới", user=leader)

    facts.approve_fact(fact=fact, user=chief)

    assert in_force(office) == ["mới"]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.TRANSLATOR])
def test_other_roles_propose_nothing(office, role):
    with pytest.raises(NotYours):
        facts.propose_fact(office=office, key="hotline", value="1", user=make_user(office, role))


def test_another_offices_editor_proposes_nothing_here(office):
    stranger = make_user(make_province(), Role.EDITOR)

    with pytest.raises(NotYours):
        facts.propose_fact(office=office, key="hotline", value="1", user=stranger)


@pytest.mark.parametrize(("key", "value"), [("Hot Line", "1"), ("hotline", " "), ("{{x}}", "1")])
def test_what_no_text_could_quote_is_refused(office, editor, key, value):
    with pytest.raises(Refused):
        facts.propose_fact(office=office, key=key, value=value, user=editor)
