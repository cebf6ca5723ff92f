"""Who is told of a taking down."""

import pytest

from cms.models import Role
from publishing.services.withdrawal import leaders_of
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def test_the_leader_of_the_office_above_stands_in():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]
    own = make_user(office, Role.LEADER)
    assert leaders_of(office) == [own]


def test_nobody_is_told_where_there_is_no_leader():
    assert leaders_of(make_bare_office()) == []


def test_where_no_mail_reaches_the_leader_the_one_above_is_told():
    province = make_bare_office()
    office = make_bare_office(parent=province)
    own = make_user(office, Role.LEADER, email="")
    assert leaders_of(office) == [own]
    above = make_user(province, Role.LEADER)
    assert leaders_of(office) == [above]
