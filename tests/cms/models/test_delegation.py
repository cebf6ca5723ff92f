"""What the database itself refuses about delegations."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cms.models import Delegation, Role
from cms.working_time import today
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def write(**fields) -> Delegation:
    leader, helper = make_user(), make_user()
    given = {
        "office": make_province(),
        "role": Role.LEADER,
        "delegator": leader,
        "delegator_name": str(leader),
        "delegate": helper,
        "delegate_name": str(helper),
        "first_day": today(),
        "last_day": today(),
        "reason": "Đi công tác",
    }
    with transaction.atomic():
        return Delegation.objects.create(**given | fields)


def test_one_day_is_a_delegation_and_its_people_stand_in_its_name():
    made = write()

    assert str(made).startswith(f"{made.delegator_name} → {made.delegate_name}")


def test_a_last_day_before_the_first_is_refused():
    with pytest.raises(IntegrityError, match="delegation_ends_after_it_begins"):
        write(last_day=today() - timedelta(days=1))


def test_a_delegation_to_oneself_is_refused():
    leader = make_user()

    with pytest.raises(IntegrityError, match="delegation_to_somebody_else"):
        write(delegator=leader, delegate=leader)
