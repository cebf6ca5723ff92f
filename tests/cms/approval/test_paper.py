"""A signature on paper: who may record it, of what, and what is kept."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from cms import approval
from cms.approval.delegation import revoke_delegation
from cms.approval.paper import SHORTEST
from cms.approval.paper_rights import signatories
from cms.approval.wording import capacity_of
from cms.models import Approval, Delegation, Membership, QueuedMail, Role
from tests.factories.approval import make_delegation
from tests.factories.packages import rewrite
from tests.factories.paper import PDF, PaperDesk, make_scan
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def desk():
    return PaperDesk()


def scans() -> list[str]:
    try:
        return default_storage.listdir("approvals")[1]
    except FileNotFoundError:
        return []


def test_a_recorded_signature_approves_and_names_both(desk):
    print_of = desk.shown()
    desk.record(comment="Đồng ý.")

    row = Approval.objects.filter(decision="approved").get()
    assert (row.user, row.user_name) == (desk.secretary, str(desk.secretary))
    assert (row.on_behalf_of, row.on_behalf_of_name) == (desk.leader.pk, str(desk.leader))
    assert (row.basis, row.fingerprint, row.step) == ("paper", print_of, "leader")
    assert (row.signed_on, row.comment) == (timezone.localdate(), "Đồng ý.")
    assert desk.now().live
    assert row.has_its_hash()


def test_the_scan_is_kept_with_its_checksum(desk):
    desk.record()
    row = Approval.objects.filter(decision="approved").get()
    assert row.evidence_sha256 == sha256(PDF).hexdigest()
    with row.evidence.open("rb") as kept:
        assert kept.read() == PDF
    assert "phieu" not in row.evidence.name


def test_one_scan_proves_one_package_only(desk):
    desk.record()
    other = PaperDesk(office=desk.office)
    kept = scans()

    with pytest.raises(approval.Refused, match="another item"):
        other.record()
    assert scans() == kept
    other.record(scan=make_scan(PDF + b"%%EOF\n"))

    assert other.now().live


def test_the_hash_of_the_row_covers_the_day_of_the_signature(desk):
    desk.record()
    row = Approval.objects.filter(decision="approved").get()
    row.signed_on -= timedelta(days=1)
    assert not row.has_its_hash()


def test_signatory_and_leaders_are_told_by_mail(desk):
    other = make_user(desk.office, Role.LEADER)
    QueuedMail.objects.all().delete()
    desk.record()
    told = QueuedMail.objects.filter(subject__startswith="Đã ghi nhận ký trên giấy").values_list(
        "recipient", flat=True
    )
    assert set(told) == {desk.leader.email, other.email}


def test_spaces_and_capitals_of_what_was_typed_do_not_matter(desk):
    shown = desk.shown()
    desk.record(fingerprint=f" {shown[:4].upper()} {shown[4:SHORTEST]} ")
    assert desk.now().live


def test_the_whole_fingerprint_of_a_scanned_code_counts(desk):
    shown = desk.shown()
    wrong = shown[:-1] + ("0" if shown[-1] != "0" else "1")
    with pytest.raises(approval.ContentChanged):
        desk.record(fingerprint=wrong)
    desk.record(fingerprint=shown)
    assert desk.now().live


def test_a_paper_of_something_else_is_refused_and_nothing_is_kept(desk):
    before = scans()
    with pytest.raises(approval.ContentChanged, match="print the sheet anew"):
        desk.record(fingerprint="0" * SHORTEST)
    assert desk.step() is not None
    assert not Approval.objects.filter(decision="approved").exists()
    assert scans() == before


def test_a_paper_of_an_earlier_version_is_refused_with_its_time(desk):
    signed = desk.shown()[:SHORTEST]
    approval.take_back(page=desk.page, user=desk.editor)
    rewrite(desk, lead="Tóm tắt khác.")
    again = desk.submit()
    with pytest.raises(approval.ContentChanged, match="was changed since"):
        desk.record(task_state=again, fingerprint=signed)
    assert not desk.now().live


def test_a_package_that_changed_during_review_is_refused(desk):
    signed = desk.shown()[:SHORTEST]
    desk.overwrite(title="Đổi lén")
    with pytest.raises(approval.ContentChanged):
        desk.record(fingerprint=signed)
    assert not desk.now().live


@pytest.mark.parametrize(
    "typed", ["", "abc", "1" * (SHORTEST - 1), "z" * SHORTEST, "%" * SHORTEST, "1" * 65]
)
def test_what_is_no_fingerprint_is_refused(desk, typed):
    with pytest.raises(approval.Refused, match="16 characters"):
        desk.record(fingerprint=typed)


def test_a_step_that_is_over_is_refused(desk):
    desk.approve(desk.leader)
    with pytest.raises(approval.Refused, match="is over"):
        desk.record(task_state=desk.waiting)


def test_a_step_decided_meanwhile_is_refused(desk):
    """The secretary's screen still has the step as it was open."""
    stale = desk.step()
    shown = desk.shown()
    desk.approve(desk.leader)
    with pytest.raises(approval.Refused, match="is over"):
        desk.record(task_state=stale, fingerprint=shown)
    assert Approval.objects.filter(decision="approved").count() == 1


def test_an_author_cannot_record(desk):
    Membership.objects.create(user=desk.editor, office=desk.office, role=Role.SECRETARY)
    with pytest.raises(approval.NotYours):
        desk.record(user=desk.editor)


def test_an_author_cannot_have_signed(desk):
    Membership.objects.create(user=desk.editor, office=desk.office, role=Role.LEADER)
    with pytest.raises(approval.Refused, match="may not approve this step"):
        desk.record(signatory=desk.editor)


def test_nobody_records_their_own_signature(desk):
    Membership.objects.create(user=desk.leader, office=desk.office, role=Role.SECRETARY)
    with pytest.raises(approval.NotYours):
        desk.record(user=desk.leader)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARY])
def test_no_other_role_records(desk, role):
    with pytest.raises(approval.NotYours):
        desk.record(user=make_user(desk.office, role))


def test_a_secretary_of_another_office_cannot_record(desk):
    from tests.factories.offices import make_province

    with pytest.raises(approval.NotYours):
        desk.record(user=make_user(make_province(), Role.SECRETARY))


def test_the_secretary_above_stands_in_where_an_office_has_none(desk):
    above = make_user(desk.office.parent, Role.SECRETARY)
    with pytest.raises(approval.NotYours):
        desk.record(user=above)
    Membership.objects.filter(user=desk.secretary).delete()
    desk.record(user=above)
    assert desk.now().live


def test_the_policy_step_takes_no_paper():
    desk = PaperDesk(states_policy=True)
    with pytest.raises(approval.NotYours):
        desk.record(signatory=desk.reviewer)


def test_a_day_to_come_is_refused(desk):
    with pytest.raises(approval.Refused, match="in the future"):
        desk.record(signed_on=timezone.localdate() + timedelta(days=1))


def test_a_signature_older_than_the_text_is_refused(desk):
    with pytest.raises(approval.Refused, match="newer than this signature"):
        desk.record(signed_on=timezone.localdate() - timedelta(days=1))


def test_a_file_that_is_no_scan_is_refused(desk):
    with pytest.raises(approval.Refused, match="Only a PDF"):
        desk.record(scan=make_scan(b"<html>", "phieu.pdf"))
    assert not desk.now().live


def a_day_later(desk, delegation) -> None:
    """What lies a day back now: the text, the step and the delegation."""
    day = timedelta(days=1)
    revision = desk.waiting.revision
    type(revision).objects.filter(pk=revision.pk).update(created_at=revision.created_at - day)
    Delegation.objects.filter(pk=delegation.pk).update(
        first_day=delegation.first_day - day, last_day=delegation.last_day - day
    )
    desk.waiting = desk.step()


@pytest.fixture
def delegate(desk):
    return make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng", first_name="Thị Thay")


def test_what_was_signed_on_the_last_day_of_a_delegation_is_recorded_the_next_morning(
    desk, delegate
):
    a_day_later(desk, make_delegation(desk, delegate, days=1))
    assert delegate in signatories(desk.waiting, desk.secretary)

    desk.record(signatory=delegate, signed_on=timezone.localdate() - timedelta(days=1))

    row = Approval.objects.filter(decision="approved").get()
    assert (row.basis, row.on_behalf_of) == ("paper", delegate.pk)
    assert (row.signatory_basis, row.signatory_for) == ("delegation", desk.leader.pk)
    assert row.signatory_for_name == str(desk.leader)
    assert capacity_of(row).endswith(f"by delegation of {desk.leader}")
    assert row.has_its_hash()
    row.signatory_for_name = str(desk.editor)
    assert not row.has_its_hash()


def test_a_delegation_that_was_over_or_had_not_begun_gives_no_signature(desk, delegate):
    ended = make_delegation(desk, delegate, days=1)
    a_day_later(desk, ended)
    with pytest.raises(approval.Refused, match="was over"):
        desk.record(signatory=delegate)

    Delegation.objects.filter(pk=ended.pk).update(delegate=desk.secretary)
    make_delegation(desk, delegate)
    with pytest.raises(approval.Refused, match="had not begun"):
        desk.record(signatory=delegate, signed_on=timezone.localdate() - timedelta(days=1))
    assert not desk.now().live


def test_a_signature_of_the_day_before_it_was_revoked_still_counts(desk, delegate):
    delegation = make_delegation(desk, delegate, days=2)
    a_day_later(desk, delegation)
    revoke_delegation(delegation=delegation, user=desk.leader)
    with pytest.raises(approval.Refused, match="was over"):
        desk.record(signatory=delegate)

    desk.record(signatory=delegate, signed_on=timezone.localdate() - timedelta(days=1))

    assert desk.now().live


def test_the_ledger_says_that_a_deputy_signed(desk):
    Membership.objects.filter(user=desk.leader).update(is_deputy=True)
    desk.record()
    row = Approval.objects.filter(decision="approved").get()
    assert (row.signatory_basis, row.signatory_for) == ("deputy", None)
    assert "as deputy" in capacity_of(row)
