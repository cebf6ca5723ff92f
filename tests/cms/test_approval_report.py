"""Who decided what: seen by the offices concerned, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms import approval_report as report
from cms.approval_report import Criteria
from cms.models import Approval, Role
from tests.factories.approval import Desk
from tests.factories.paper import PaperDesk
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


def decided(user, **asked):
    return [row.decision for row in report.find(user, Criteria(**asked))]


@pytest.fixture
def desk():
    desk = PaperDesk()
    desk.record()
    return desk


def test_an_observer_reads_the_decisions_of_the_office_newest_first(desk):
    assert decided(make_user(desk.office, Role.OBSERVER)) == ["approved", "submitted"]


def test_the_office_above_sees_them_and_the_one_beside_does_not(desk):
    other = Desk()
    assert decided(make_user(desk.office.parent, Role.OBSERVER)) == ["approved", "submitted"]
    assert decided(other.leader) == []


def test_the_office_is_a_filter_that_other_offices_do_not_pass(desk):
    centre = make_user(desk.office.parent, Role.OBSERVER)
    assert len(decided(centre, office=desk.office)) == 2
    assert decided(centre, office=Desk().office) == []
    assert decided(centre, office=desk.office.parent) == []


def test_a_person_is_found_as_who_recorded_and_as_who_signed(desk):
    assert decided(desk.leader, person=str(desk.leader)) == ["approved"]
    assert decided(desk.leader, person=str(desk.secretary)) == ["approved"]
    assert decided(desk.leader, person=str(desk.editor)) == ["submitted"]
    assert {str(desk.leader), str(desk.secretary)} <= set(report.people_in(desk.leader))


def test_decision_and_period_narrow_the_report(desk):
    today = timezone.localdate()
    assert decided(desk.leader, decision="submitted") == ["submitted"]
    assert len(decided(desk.leader, since=today, until=today)) == 2
    assert decided(desk.leader, since=today + timedelta(days=1)) == []
    assert decided(desk.leader, until=today - timedelta(days=1)) == []


def test_the_report_says_how_long_a_decision_had_waited(desk):
    submitted = Approval.objects.get(decision="submitted")
    approved = Approval.objects.get(decision="approved")
    first, second = report.rows(desk.leader, report.find(desk.leader, Criteria()))
    assert first.waited == approved.at - submitted.at
    assert second.waited is None


def test_the_number_of_queries_does_not_grow(desk, django_assert_num_queries):
    for _number in range(3):
        other = PaperDesk(title="Bài khác")
        other.record()
    centre = make_user(desk.office.parent, Role.OBSERVER)
    with django_assert_num_queries(3):
        rows = list(report.rows(centre, report.find(centre, Criteria())))
    assert len(rows) == 8


def test_the_table_names_both_and_the_checksum(desk):
    heading, approved, _submitted = report.table(desk.leader, report.find(desk.leader, Criteria()))
    assert len(heading) == len(approved)
    row = Approval.objects.get(decision="approved")
    assert {str(desk.leader), str(desk.secretary), row.fingerprint, row.evidence_sha256} <= set(
        approved
    )


def test_evidence_is_for_those_who_see_the_row(desk):
    row = Approval.objects.get(decision="approved")
    assert report.may_see_evidence(row, make_user(desk.office, Role.OBSERVER))
    assert not report.may_see_evidence(row, Desk().leader)
