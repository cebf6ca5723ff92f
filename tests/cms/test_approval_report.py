"""Who decided what: seen by the offices concerned, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms import approval
from cms import approval_report as report
from cms.approval_report import Criteria
from cms.models import Approval, ApprovalRule, Role, User
from tests.factories.approval import Desk
from tests.factories.offices import make_province
from tests.factories.packages import rewrite
from tests.factories.paper import PDF, PaperDesk, make_scan
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
    assert decided(desk.leader, person="duy") == ["approved"]
    assert decided(desk.leader, person="Không có ai tên này") == []


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
        other.record(scan=make_scan(PDF + str(other.page.pk).encode()))
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


def signed_by_the_head():
    """An item whose first step was signed on paper and whose last still waits."""
    office = make_province()
    ApprovalRule.objects.create(office=office, role=Role.SECTION_HEAD, condition="always")
    head = make_user(office, Role.SECTION_HEAD)
    desk = PaperDesk(office=office)
    desk.record(signatory=head)
    return desk, Approval.objects.get(decision="approved")


def test_the_scan_of_what_is_not_public_is_for_those_who_may_read_the_item():
    desk, row = signed_by_the_head()
    above = desk.office.parent

    assert report.may_see_evidence(row, make_user(desk.office, Role.OBSERVER))
    assert report.may_see_evidence(row, desk.leader)
    for role in (Role.TRANSLATOR, Role.OBSERVER, Role.LEADER):
        stranger = make_user(above, role)
        assert not report.may_see_evidence(row, stranger)
        shown = report.rows(stranger, report.find(stranger, Criteria(decision="approved")))
        assert [(one.approval.evidence_sha256, one.shows_scan) for one in shown] == [
            (row.evidence_sha256, False)
        ]


def test_the_scan_of_a_version_that_was_never_released_stays_with_its_readers():
    desk, row = signed_by_the_head()
    approval.take_back(page=desk.page, user=desk.editor)
    rewrite(desk, lead="Tóm tắt khác.")
    desk.submit()
    desk.approve(row_signatory(row))
    desk.approve(desk.leader)

    assert desk.now().live
    assert not report.may_see_evidence(row, make_user(desk.office.parent, Role.OBSERVER))


def row_signatory(row):
    return User.objects.get(pk=row.on_behalf_of)


def test_after_the_release_the_scan_is_for_those_who_see_the_row(desk):
    row = Approval.objects.get(decision="approved")
    for office in (desk.office, desk.office.parent):
        observer = make_user(office, Role.OBSERVER)
        assert report.may_see_evidence(row, observer)
        shown = report.rows(observer, report.find(observer, Criteria(decision="approved")))
        assert [one.shows_scan for one in shown] == [True]
    assert not report.may_see_evidence(row, Desk().leader)
