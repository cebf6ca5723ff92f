"""What became of a fact, from what to what."""

import pytest

from cms import facts
from cms.fact_history import history_of
from cms.models import Role
from tests.factories.offices import make_province
from tests.factories.portal import put_fact
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_each_entry_knows_what_it_came_after():
    office = make_province()
    editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
    put_fact(office, "hotline", "0207 0")
    put_fact(office, "bank", "khác")
    put_fact(make_province(), "hotline", "của nơi khác")

    def propose(value):
        return facts.propose_fact(office=office, key="hotline", value=value, user=editor)

    facts.approve_fact(fact=propose("0207 1"), user=leader)
    facts.refuse_fact(fact=propose("0207 2"), user=leader, because="Sai")
    facts.approve_fact(fact=propose("0207 3"), user=leader)
    propose("0207 4")

    told = [
        (entry.before and entry.before.value, entry.fact.value, entry.fact.state)
        for entry in history_of(office, "hotline")
    ]

    assert told == [
        ("0207 3", "0207 4", "proposed"),
        ("0207 1", "0207 3", "in_force"),
        ("0207 1", "0207 2", "refused"),
        ("0207 0", "0207 1", "replaced"),
        (None, "0207 0", "replaced"),
    ]
