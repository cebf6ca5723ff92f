"""Who may read what is not public yet."""

import pytest

from cms.approval.readers import may_read
from cms.models import Membership, Role
from tests.factories.offices import make_province
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return PaperDesk()


def test_everybody_of_the_office_may_read(desk):
    for person in (desk.editor, desk.leader, desk.secretary, make_user(desk.office, Role.OBSERVER)):
        assert may_read(desk.now(), person)


def test_another_office_may_not_and_neither_may_the_one_above(desk):
    for office in (make_province(), desk.office.parent):
        assert not may_read(desk.now(), make_user(office, Role.LEADER))


def test_whoever_stands_in_for_the_office_may_read(desk):
    leader, secretary = (
        make_user(desk.office.parent, role) for role in (Role.LEADER, Role.SECRETARY)
    )
    Membership.objects.filter(user=desk.secretary).delete()
    assert may_read(desk.now(), secretary)
    Membership.objects.filter(user=desk.leader).delete()
    assert may_read(desk.now(), leader)
