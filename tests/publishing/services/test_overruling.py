import json

import pytest
from django.core.management import call_command
from django.db import connection

from cms import approval
from cms.ledger_check import Checked, check_ledger
from cms.models import LedgerSeal, Role
from publishing.models import Overruling, Release
from publishing.package import assemble
from publishing.services.overruling import may_overrule, overrule_findings
from publishing.services.releases import ReleaseRefused
from tests.factories.approval import Desk, make_delegation
from tests.factories.packages import release, rewrite
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

PHONE = "0912 345 678"
WHY = "Số do chính người cung cấp dịch vụ công bố."


@pytest.fixture
def desk():
    made = Desk(lead=f"Gọi {PHONE}")
    made.submit()
    return made


def open_now(desk: Desk):
    page = desk.now()
    return assemble(page, page.get_latest_revision()).disclosed


def overrule(desk: Desk, user=None, **fields):
    wishes = {
        "task_state": desk.step(),
        "user": user or desk.leader,
        "fingerprint": desk.shown(),
        "tokens": [one.token for one in open_now(desk)],
        "reason": WHY,
    }
    return overrule_findings(**wishes | fields)


def test_what_is_found_holds_the_release_until_it_is_let_pass(desk):
    with pytest.raises(ReleaseRefused, match="⟦•••• ••• •78⟧"):
        desk.approve(desk.leader)
    assert not Release.objects.exists()

    overrule(desk)
    desk.approve(desk.leader)

    assert Release.objects.get().state == Release.State.IN_FORCE


def test_the_record_says_who_why_and_what_kind_but_never_the_number(desk):
    row = overrule(desk)

    assert (row.user_name, row.reason, row.office_code) == (str(desk.leader), WHY, desk.office.code)
    ((kind, token),) = row.findings
    assert (kind, len(token)) == ("mobile_phone", 64)
    kept = json.dumps(row.ledger_fields(), ensure_ascii=False)
    assert "345" not in kept.replace(token, "").replace(row.fingerprint, "")


def test_the_ledger_verifies_and_notices_an_edited_reason(desk):
    overrule(desk)
    assert list(check_ledger(Overruling, Checked("publishing.overruling"))) == []

    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_overruling SET reason = 'khác'")
    codes = [one.code for one in check_ledger(Overruling, Checked("publishing.overruling"))]
    assert codes == ["hash"]


def test_a_row_put_into_the_table_lets_nothing_pass(desk):
    row = overrule(desk)
    LedgerSeal.objects.filter(ledger="publishing.overruling", sequence=row.sequence).delete()
    assert open_now(desk)

    with pytest.raises(ReleaseRefused):
        desk.approve(desk.leader)


def test_an_edited_row_lets_nothing_pass(desk):
    overrule(desk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE publishing_overruling SET user_name = 'khác'")

    assert open_now(desk)


def test_verify_ledger_is_content_after_an_overruled_release(desk):
    overrule(desk)
    desk.approve(desk.leader)

    call_command("verify_ledger")


def test_another_text_is_asked_about_anew(desk):
    overrule(desk)
    approval.take_back(page=desk.now(), user=desk.editor)
    rewrite(desk, title="Một tiêu đề khác")
    desk.submit()

    assert [one.kind for one in open_now(desk)] == ["mobile_phone"]


def test_only_what_was_ticked_passes(desk):
    approval.take_back(page=desk.now(), user=desk.editor)
    rewrite(desk, lead=f"Gọi {PHONE} hoặc 0987 654 321")
    desk.submit()
    first, second = open_now(desk)
    overrule(desk, tokens=[first.token])

    assert open_now(desk) == (second,)


def test_nobody_but_the_leader_may(desk):
    stranger = make_user(desk.office)
    for user in (desk.editor, desk.reviewer, stranger, Desk().leader):
        assert not may_overrule(desk.now(), desk.step(), user)
        with pytest.raises(approval.NotYours):
            overrule(desk, user=user)
    assert may_overrule(desk.now(), desk.step(), desk.leader)


def test_a_delegate_may_and_the_record_says_for_whom(desk):
    delegate = make_user(desk.office, Role.SECTION_HEAD)
    make_delegation(desk, delegate)
    row = overrule(desk, user=delegate)

    assert (row.basis, row.on_behalf_of_name) == ("delegation", str(desk.leader))


def test_it_waits_for_the_leaders_step():
    policy = Desk(lead=f"Gọi {PHONE}", states_policy=True)
    policy.submit()

    assert policy.step().task.specific.role == "policy_reviewer"
    with pytest.raises(approval.NotYours):
        overrule(policy)


@pytest.mark.parametrize("reason", ["", "  ", f"Vì {PHONE} là số công khai"])
def test_a_reason_is_needed_and_may_not_repeat_the_number(desk, reason):
    with pytest.raises(approval.Refused):
        overrule(desk, reason=reason)
    assert not Overruling.objects.exists()


def test_what_was_shown_is_what_is_let_pass(desk):
    shown = desk.shown()
    desk.overwrite(title="Đã đổi")
    with pytest.raises(approval.ContentChanged):
        overrule(desk, fingerprint=shown)


def test_a_token_of_another_finding_lets_nothing_pass(desk):
    with pytest.raises(approval.Refused):
        overrule(desk, tokens=["0" * 64])


def test_a_clean_item_is_released_without_any_question():
    assert release(Desk()) is not None
