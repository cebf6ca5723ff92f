"""What the screen of an item in approval costs, its package and the admin around it included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import ApprovalRule, Role
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_communes, make_facebook
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
MOST = 50


@pytest.fixture
def desk():
    make_centre()
    return Desk(make_province())


def asked(client, desk, destinations) -> list[str]:
    """By the second look of a leader at an item that goes to these."""
    choose(desk, destinations)
    step = desk.submit()
    client.force_login(make_admin_user(desk.office, Role.LEADER))
    address = reverse("loa_approve", args=[step.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    assert answer.context["fingerprint"]
    return [one["sql"] for one in queries]


def test_the_screen_of_an_approver_asks_for_nothing_twice(client, desk):
    ApprovalRule.objects.create(role=Role.SECTION_HEAD, condition="never", office=desk.office)
    sql = asked(client, desk, [make_facebook(desk.office)])
    for table in ("cms_approvalrule", "cms_edition", "cms_work", "wagtailcore_workflowstate"):
        assert len([one for one in sql if f'FROM "{table}"' in one]) <= 2, table
    assert len(sql) <= MOST


def test_more_destinations_cost_no_query_more(client, desk):
    few = asked(client, desk, [make_facebook(desk.office)])
    other, provinces = Desk(make_province()), [make_province() for _number in range(4)]
    places = [make_facebook(office) for office in (other.office, *provinces)]
    many = asked(client, other, [*places, *make_communes(other.office, 40)])
    assert len(many) <= len(few)
