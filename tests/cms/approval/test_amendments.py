"""“Trả lại kèm sửa”: the leader's words, the editor's text, everybody's approval."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import TaskState, WorkflowState

from cms import approval
from cms.models import Amendment, Approval, Membership, QueuedMail, Role, Topic
from tests.factories.amendments import correct, reworded, written_desk
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return written_desk()


def as_text(revision) -> str:
    return json.dumps(json.loads(revision.content["body"]), ensure_ascii=False)


def test_correcting_touches_no_revision_and_returns_the_item(desk):
    desk.submit()
    before = desk.now().get_latest_revision()

    correct(desk, desk.leader, "ngày 25", "ngày 20", "Sai ngày")

    now = desk.now().get_latest_revision()
    assert (now.pk, now.content) == (before.pk, before.content)
    assert not approval.is_in_review(desk.now())
    assert desk.now().get_lock() is None
    row = Approval.objects.get(decision="corrected")
    assert (row.user, row.comment, row.fingerprint) == (desk.leader, "Sai ngày", desk.shown())


def test_accepting_makes_a_revision_in_the_editors_name_with_only_the_corrected_words(desk):
    desk.submit()
    base = desk.now().get_latest_revision()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    revision = approval.accept_corrections(amendment=amendment, user=desk.editor)

    assert revision.user == desk.editor
    amendment.refresh_from_db()
    assert (amendment.state, amendment.accepted_revision) == ("accepted", revision)
    before, after = (as_text(one) for one in (base, revision))
    assert before.replace("ngày 25", "ngày 20") == after
    assert desk.now().latest_revision_id == desk.step().revision_id == revision.pk


def test_days_choices_and_topics_are_carried_over_as_they_are():
    desk = written_desk(
        states_policy=True,
        effective_from=date(2026, 7, 1),
        valid_until=date(2030, 12, 31),
        legal_basis=[("reference", {"number": "41/2024/QH15", "issuer": "Quốc hội"})],
    )
    topic = Topic.objects.create(name="Bảo hiểm y tế", slug="bhyt-thu")
    draft = desk.now()
    draft.topics.set([topic])
    draft.save_revision(user=desk.editor)
    desk.submit()
    desk.approve(desk.reviewer)
    base = desk.now().get_latest_revision()

    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    revision = approval.accept_corrections(amendment=amendment, user=desk.editor)

    for name in ("effective_from", "valid_until", "legal_basis", "topics", "states_policy"):
        assert revision.content[name] == base.content[name]
    assert revision.content["topics"] == [topic.pk]


def test_the_corrector_is_no_author_and_the_acceptor_is(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    colleague = make_user(desk.office, Role.EDITOR)

    approval.accept_corrections(amendment=amendment, user=colleague)

    authors = approval.authors_since_last_approval(desk.now())
    assert desk.leader.pk not in authors
    assert colleague.pk in authors
    desk.approve(desk.leader)
    assert desk.now().live


def test_a_corrector_who_also_edits_is_barred_like_any_author(desk):
    other = make_user(desk.office, Role.LEADER)
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    approval.accept_corrections(amendment=amendment, user=desk.editor)
    approval.take_back(page=desk.now(), user=desk.editor)
    desk.now().get_latest_revision_as_object().save_revision(user=desk.leader, log_action=True)
    desk.submit()

    with pytest.raises(approval.NotYours):
        desk.approve(desk.leader)
    desk.approve(other)

    assert desk.now().live


def test_whoever_may_not_approve_corrects_nothing(desk):
    desk.submit()

    for user in (desk.editor, desk.reviewer, make_user(make_province(), Role.LEADER)):
        with pytest.raises(approval.NotYours):
            correct(desk, user, "ngày 25", "ngày 20")

    assert not Amendment.objects.exists()
    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_the_corrector_does_not_accept_for_the_editor(desk):
    Membership.objects.create(user=desk.leader, office=desk.office, role=Role.EDITOR)
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    with pytest.raises(approval.NotYours):
        approval.accept_corrections(amendment=amendment, user=desk.leader)


@pytest.mark.parametrize("answer", [approval.accept_corrections, approval.decline_corrections])
def test_only_editors_of_the_item_answer(desk, answer):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    for user in (desk.reviewer, make_user(make_province(), Role.EDITOR)):
        with pytest.raises(approval.NotYours):
            answer(amendment=amendment, user=user)


def test_a_rewritten_text_is_refused_since_the_leader_would_be_its_author(desk):
    desk.submit()
    texts = reworded(desk, "ngày 25", "ngày 20")
    texts = {
        slot: "Toàn bộ viết lại từ đầu" if "#" not in slot else text for slot, text in texts.items()
    }

    with pytest.raises(approval.Refused, match=r"viết lại|writes it anew"):
        approval.return_with_corrections(
            task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(), texts=texts
        )

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_corrections_by_instalments_count_together(desk, settings):
    settings.LOA_CORRECTION_MOST_PERCENT = 10
    desk.submit()
    for before, after in (
        ("Mức hỗ trợ đóng", "Tiền hỗ trợ nộp"),
        ("thêm một phần", "bớt hai khoản"),
    ):
        amendment = correct(desk, desk.leader, before, after)
        approval.accept_corrections(amendment=amendment, user=desk.editor)

    with pytest.raises(approval.Refused, match=r"viết lại|writes it anew"):
        correct(desk, desk.leader, "Mang theo thẻ căn cước", "Cầm cả giấy tờ tùy thân")


def test_nothing_changed_is_no_correction(desk):
    desk.submit()

    with pytest.raises(approval.Refused):
        correct(desk, desk.leader, "ngày 25", "ngày 25")


def test_markup_typed_into_a_text_stays_text(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20 <script>alert(1)</script>")

    revision = approval.accept_corrections(amendment=amendment, user=desk.editor)

    (paragraph,) = (b for b in revision.as_object().body if b.block_type == "paragraph")
    assert "<script>" not in paragraph.value.source
    assert "&lt;script&gt;" in paragraph.value.source


def test_a_lost_link_is_refused_with_its_mark(desk):
    desk.submit()

    with pytest.raises(approval.TextsRefused) as refusal:
        correct(desk, desk.leader, "tra cứu⟨/", "tra⟨x/")

    (reason,) = refusal.value.reasons.values()
    assert "⟨" in reason
    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize(
    ("before", "after"),
    [("Ai được hỗ trợ", " "), ("Mức hỗ trợ đóng bảo hiểm y tế cho hộ gia đình", "")],
)
def test_a_text_that_the_editor_could_not_leave_empty_is_refused(desk, before, after):
    desk.submit()

    with pytest.raises(approval.TextsRefused):
        correct(desk, desk.leader, before, after)


def test_every_kind_of_text_can_be_corrected(desk, settings):
    settings.LOA_CORRECTION_MOST_PERCENT = 30
    desk.submit()
    words = [
        ("hộ gia đình được", "các hộ được"),
        ("Ai được", "Người được"),
        ("đóng trước", "nộp trước"),
        ("thẻ căn cước", "căn cước"),
        ("Nộp muộn", "Nộp chậm"),
        ("Mở ứng dụng", "Vào ứng dụng"),
        ("4,5%", "5%"),
        ("Mức hỗ trợ", "Tiền hỗ trợ"),
        ("Dễ làm", "Dễ hiểu"),
        ("Có mất phí", "Có thu phí"),
        ("Không mất", "Không thu"),
    ]
    texts = {}
    for before, after in words:
        one = reworded(desk, before, after)
        original = reworded(desk, before, before)
        texts |= {slot: text for slot, text in one.items() if text != original[slot]}

    amendment = approval.return_with_corrections(
        task_state=desk.step(), user=desk.leader, fingerprint=desk.shown(), texts=texts
    )
    revision = approval.accept_corrections(amendment=amendment, user=desk.editor, as_policy=False)

    stored = revision.content["lead"] + as_text(revision)
    for _before, after in words:
        assert after in stored or after in revision.content["title"]


def test_accepting_is_refused_when_the_draft_was_changed_since(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    desk.now().get_latest_revision_as_object().save_revision(user=desk.editor, log_action=True)

    with pytest.raises(approval.Refused, match=r"trình lại|submit it again"):
        approval.accept_corrections(amendment=amendment, user=desk.editor)

    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    assert not approval.is_in_review(desk.now())


def test_problems_are_looked_for_again_before_it_returns_to_the_leader(desk, fake_package):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    fake_package.found.append("Facebook: quá dài")
    before = desk.now().latest_revision_id

    with pytest.raises(approval.NotReady):
        approval.accept_corrections(amendment=amendment, user=desk.editor)

    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    assert desk.now().latest_revision_id == before


def test_declining_leaves_the_item_returned_for_editing(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20", "Sai ngày")
    QueuedMail.objects.all().delete()

    approval.decline_corrections(amendment=amendment, user=desk.editor)

    assert desk.now().current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert "Sai ngày" in approval.returned_because(desk.now())
    assert QueuedMail.objects.get().recipient == desk.leader.email
    with pytest.raises(approval.Refused):
        approval.accept_corrections(amendment=amendment, user=desk.editor)


def test_submitting_another_text_declines_what_was_proposed(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    desk.submit()

    amendment.refresh_from_db()
    assert amendment.state == "declined"
    with pytest.raises(approval.Refused):
        approval.accept_corrections(amendment=amendment, user=desk.editor)


def test_a_withdrawn_proposal_is_accepted_no_more(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    with pytest.raises(approval.NotYours):
        approval.withdraw_corrections(amendment=amendment, user=desk.editor)

    approval.withdraw_corrections(amendment=amendment, user=desk.leader)

    with pytest.raises(approval.Refused):
        approval.accept_corrections(amendment=amendment, user=desk.editor)


def test_of_two_leaders_correcting_at_once_the_second_is_told(desk):
    other = make_user(desk.office, Role.LEADER)
    step = desk.submit()
    shown = desk.shown()
    texts = reworded(desk, "ngày 25", "ngày 20")
    correct(desk, desk.leader, "ngày 25", "ngày 15")

    with pytest.raises(approval.Refused):
        approval.return_with_corrections(
            task_state=step, user=other, fingerprint=shown, texts=texts
        )

    assert Amendment.objects.get().proposed_by == desk.leader


def test_a_correction_of_an_item_taken_back_meanwhile_is_refused(desk):
    step = desk.submit()
    shown, texts = desk.shown(), reworded(desk, "ngày 25", "ngày 20")
    approval.take_back(page=desk.page, user=desk.editor)

    with pytest.raises(approval.Refused):
        approval.return_with_corrections(
            task_state=step, user=desk.leader, fingerprint=shown, texts=texts
        )

    assert not Amendment.objects.exists()


def test_a_correction_of_a_text_that_changed_meanwhile_is_refused(desk):
    step = desk.submit()
    shown, texts = desk.shown(), reworded(desk, "ngày 25", "ngày 20")
    desk.overwrite(title="Đổi lúc đang sửa")

    with pytest.raises(approval.ContentChanged):
        approval.return_with_corrections(
            task_state=step, user=desk.leader, fingerprint=shown, texts=texts
        )


def test_the_database_holds_one_open_correction_a_page(desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    assert approval.open_amendment(desk.page) == amendment
    amendment.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        amendment.save()


def test_corrections_of_somebody_else_in_between_do_not_start_the_count_anew(desk, settings):
    settings.LOA_CORRECTION_MOST_PERCENT = 10
    other = make_user(desk.office, Role.LEADER)
    desk.submit()
    for person, before, after in (
        (desk.leader, "Mức hỗ trợ đóng", "Tiền hỗ trợ nộp"),
        (other, "ngày 25", "ngày 20"),
        (desk.leader, "thêm một phần", "bớt hai khoản"),
        (other, "Nộp muộn", "Nộp chậm"),
    ):
        amendment = correct(desk, person, before, after)
        approval.accept_corrections(amendment=amendment, user=desk.editor)

    with pytest.raises(approval.Refused, match=r"viết lại|writes it anew"):
        correct(desk, desk.leader, "Mang theo thẻ căn cước", "Cầm cả giấy tờ tùy thân")
    correct(desk, other, "Mang theo thẻ", "Mang cả thẻ")


def test_what_was_corrected_before_the_last_approval_does_not_count(desk, settings):
    settings.LOA_CORRECTION_MOST_PERCENT = 5
    for number in (20, 15, 10, 5):
        desk.submit()
        amendment = correct(desk, desk.leader, "Nộp muộn", f"Nộp muộn {number}")
        approval.accept_corrections(amendment=amendment, user=desk.editor)
        desk.approve(desk.leader)
        desk.now().get_latest_revision_as_object().save_revision(user=desk.editor)
    assert desk.now().live
