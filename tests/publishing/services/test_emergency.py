from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from cms import approval
from cms.approval import ContentChanged, NotYours, Refused
from cms.approval.paper import record_paper_signature
from cms.models import Membership, Role
from publishing.emergency import agreements, rule_in_force
from publishing.models import Delivery, EmergencyAgreement, EmergencyRule, Release
from publishing.release_checks import RELEASE_CHECKS
from publishing.services.emergency import agree_emergency, may_set, set_emergency
from publishing.services.going_live import run_due
from publishing.services.office_releases import release_for_office
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_centre
from tests.factories.packages import choose, make_communes, rewrite, set_fact
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

BASIS = "Quyết định số 12/QĐ-BHXH ngày 01/12/2026"
LOUD = {"loudspeaker": {"text": "Bão số 9 sắp vào.", "options": {"class": "emergency"}}}


@pytest.fixture
def head():
    return make_user(make_centre(), Role.LEADER, last_name="Lê", first_name="Trung Ương")


@pytest.fixture
def allowed(head):
    return set_emergency(user=head, allowed=True, legal_basis=BASIS)


@pytest.fixture
def desk():
    made = Desk(lead="Bão số 9.")
    choose(made, make_communes(made.office, 2), texts=LOUD)
    return made


@pytest.fixture
def second(desk):
    return make_user(desk.office, Role.LEADER, last_name="Hai", first_name="Văn")


def agree(desk, user, fingerprint=None):
    shown = fingerprint or desk.shown()
    return agree_emergency(task_state=desk.step(), user=user, fingerprint=shown)


# --- allowing ---------------------------------------------------------------------------------------


def test_it_is_off_until_a_leader_of_the_centre_allows_it(head):
    assert rule_in_force() is None
    rule = set_emergency(user=head, allowed=True, legal_basis=BASIS)
    assert (rule_in_force(), rule.legal_basis, rule.user_name) == (rule, BASIS, str(head))
    set_emergency(user=head, allowed=False, legal_basis="Hết mùa bão năm nay.")
    assert rule_in_force() is None


def test_nobody_else_allows_it(desk, second):
    centre = make_centre()
    lent = make_user(centre, Role.EDITOR)
    others = [desk.leader, second, desk.editor, make_user(centre, Role.CHANNEL_KEEPER), lent]
    for user in others:
        assert not may_set(user)
        with pytest.raises(PermissionDenied):
            set_emergency(user=user, allowed=True, legal_basis=BASIS)
    assert not EmergencyRule.objects.exists()


def test_it_rests_on_a_document(head):
    with pytest.raises(Refused, match="number, date and issuer"):
        set_emergency(user=head, allowed=True, legal_basis="  có  ")
    assert rule_in_force() is None


def test_setting_it_as_it_is_already_changes_nothing(head, allowed):
    with pytest.raises(Refused, match="already"):
        set_emergency(user=head, allowed=True, legal_basis=BASIS)
    assert EmergencyRule.objects.count() == 1


def test_a_row_that_somebody_wrote_into_the_table_allows_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publishing_emergencyrule"
            " (sequence, previous_hash, row_hash, at, allowed, legal_basis, user_name)"
            " VALUES (1, '', 'x', '2026-01-01', 1, 'x', 'x')"
        )
    assert EmergencyRule.objects.count() == 1
    assert rule_in_force() is None


# --- the second leader ------------------------------------------------------------------------------


def test_while_it_is_off_an_emergency_bulletin_is_not_submitted(desk):
    with pytest.raises(approval.NotReady, match="switched off"):
        desk.submit()


def test_one_leader_alone_releases_nothing(desk, allowed):
    desk.submit()
    with pytest.raises(Refused, match="needs two leaders"):
        desk.approve(desk.leader)
    assert not Release.objects.exists()
    assert desk.step() is not None


def test_two_leaders_release_it_and_it_goes_first(desk, allowed, second):
    desk.submit()
    agree(desk, second)
    desk.approve(desk.leader)
    release = Release.objects.get()
    assert release.urgent
    assert {d.lane for d in Delivery.objects.exclude(variant=None)} == {Delivery.Lane.URGENT.value}
    assert [row for check in RELEASE_CHECKS for row in check()] == []


def test_whoever_agreed_does_not_approve_as_well(desk, allowed, second):
    desk.submit()
    agree(desk, second)
    with pytest.raises(Refused, match="needs two leaders"):
        desk.approve(second)
    assert not Release.objects.exists()


def test_a_leader_of_the_office_above_may_be_the_second(desk, allowed, head):
    desk.submit()
    row = agree(desk, head)
    assert row.leads == "VN"
    desk.approve(desk.leader)
    assert Release.objects.exists()


def test_who_is_no_leader_of_it_does_not_agree(desk, allowed):
    desk.submit()
    other = Desk()
    both = make_user(desk.office, Role.EDITOR, Role.LEADER)
    page = desk.now().get_latest_revision_as_object()
    page.lead = "Bão số 9, mới."
    approval.take_back(page=desk.now(), user=desk.editor)
    page.save_revision(user=both)  # who wrote part of it
    approval.submit_for_approval(page=desk.now(), user=desk.editor)
    for user in (desk.editor, desk.reviewer, other.leader, both):
        with pytest.raises(NotYours):
            agree(desk, user)


def test_what_changed_since_is_agreed_to_anew(desk, allowed, second):
    desk.submit()
    agree(desk, second)
    approval.take_back(page=desk.now(), user=desk.editor)
    rewrite(desk, lead="Bão số 10.")
    desk.submit()
    with pytest.raises(Refused, match="needs two leaders"):
        desk.approve(desk.leader)
    with pytest.raises(ContentChanged):
        agree(desk, second, fingerprint="0" * 64)


def test_who_wrote_on_it_after_agreeing_is_no_second_leader(desk, allowed, second):
    desk.submit()
    shown = desk.shown()
    agree(desk, second)
    approval.take_back(page=desk.now(), user=desk.editor)
    page = desk.now().get_latest_revision_as_object()
    for lead in ("Bão số 10.", page.lead):
        page.lead = lead
        page.save_revision(user=second)
    desk.submit()
    assert desk.shown() == shown
    with pytest.raises(Refused, match="needs two leaders"):
        desk.approve(desk.leader)
    assert not Release.objects.exists()


def test_agreeing_twice_counts_once(desk, allowed, second):
    desk.submit()
    assert agree(desk, second) == agree(desk, second)
    assert EmergencyAgreement.objects.count() == 1


def test_a_delegate_of_the_second_leader_is_no_other_person(desk, allowed):
    """The leader agrees, and lends the approval itself to somebody else."""
    desk.submit()
    delegate = make_user(desk.office, Role.EDITOR)
    make_delegation(desk, delegate)
    agree(desk, desk.leader)
    with pytest.raises(Refused, match="needs two leaders"):
        desk.approve(delegate)
    assert not Release.objects.exists()


def test_paper_makes_no_second_person_of_one(desk, allowed):
    """The leader agreed on the screen and signed on paper; the secretary who records it is nobody."""
    secretary = make_user(desk.office, Role.SECRETARY)
    desk.submit()
    agree(desk, desk.leader)
    scan = ContentFile(b"%PDF-1.4\n%%EOF\n", name="phieu.pdf")
    with pytest.raises(Refused, match="needs two leaders"):
        record_paper_signature(
            task_state=desk.step(),
            user=secretary,
            signatory=desk.leader,
            fingerprint=desk.shown(),
            signed_on=timezone.localdate(),
            scan=scan,
        )
    assert not Release.objects.exists()


def test_an_agreement_that_somebody_wrote_into_the_table_is_none(desk, allowed, second):
    desk.submit()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO publishing_emergencyagreement (sequence, previous_hash, row_hash, at,"
            " page_id_then, work_pk, office_code, fingerprint, user_id, user_name, leads)"
            " VALUES (1, '', 'x', '2026-01-01', %s, %s, 'x', %s, %s, 'x', 'x')",
            [desk.page.pk, desk.page.edition.work_id, desk.shown(), second.pk],
        )
    assert agreements(desk.page, desk.shown()) == []
    with pytest.raises(Refused):
        desk.approve(desk.leader)


def test_a_release_whose_agreement_was_removed_is_found(desk, allowed, second):
    desk.submit()
    agree(desk, second)
    desk.approve(desk.leader)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM publishing_emergencyagreement")
    assert [row.code for check in RELEASE_CHECKS for row in check()] == ["second"]


# --- every other way out ----------------------------------------------------------------------------


def test_what_is_planned_does_not_go_out_once_it_was_switched_off(desk, allowed, second, head):
    moment = timezone.now() + timedelta(hours=1)
    choose(desk, desk.office.destinations.all(), texts=LOUD, go_live_at=moment)
    desk.submit()
    agree(desk, second)
    desk.approve(desk.leader)
    set_emergency(user=head, allowed=False, legal_basis="Hết mùa bão năm nay.")

    assert run_due(now=moment + timedelta(minutes=1)) == 0

    release = Release.objects.get()
    assert release.state == Release.State.SCHEDULED
    assert "switched off" in release.last_error


def test_an_office_does_not_release_it_for_itself_alone(desk, allowed, second):
    page = desk.now().get_latest_revision_as_object()
    page.lead = "Gọi {{hotline}}."
    page.save_revision(user=desk.editor)
    text = {"text": "Bão số 9. Gọi {{hotline}}.", "options": {"class": "emergency"}}
    choose(desk, desk.office.destinations.all(), texts={"loudspeaker": text})
    set_fact(desk.office, "hotline", "1900 9068")
    desk.submit()
    agree(desk, second)
    desk.approve(desk.leader)
    set_fact(desk.office, "hotline", "1900 1111")
    with pytest.raises(Refused, match="two leaders"):
        release_for_office(
            release=Release.objects.get(), office=desk.office, user=desk.leader, reason="Số mới"
        )


def test_without_a_loudspeaker_the_wish_of_a_class_is_none(desk):
    choose(desk, [], texts=LOUD)
    desk.submit()
    desk.approve(desk.leader)
    assert not Release.objects.get().content.get("emergency")


def test_a_deputy_is_a_leader_too(desk, allowed):
    deputy = make_user(desk.office)
    Membership.objects.create(user=deputy, office=desk.office, role=Role.LEADER, is_deputy=True)
    desk.submit()
    agree(desk, deputy)
    desk.approve(desk.leader)
    assert Release.objects.exists()


def test_a_bulletin_leaves_the_list_after_its_last_day_on_air(desk):
    last = date(2099, 1, 31)
    wish = {"loudspeaker": {"text": "", "options": {"last_day": last.isoformat()}}}
    choose(desk, desk.office.destinations.all()[:1], texts=wish)
    desk.submit()
    desk.approve(desk.leader)
    (delivery,) = Delivery.objects.filter(destination__channel="loudspeaker")
    assert timezone.localdate(delivery.expires_at) == date(2099, 2, 1)
    assert Release.objects.get().expires_at is None
