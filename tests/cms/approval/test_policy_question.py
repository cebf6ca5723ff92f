"""When an editor is asked whether the policy reviewer should read an item."""

from datetime import date

import pytest
from django.utils.translation import override

from cms import approval
from cms.approval.amendments import policy_words_of
from cms.approval.policy_question import policy_reasons, policy_words
from cms.models import ApprovalRule, DocumentPage, Role
from tests.factories.amendments import correct, written_desk
from tests.factories.approval import Desk
from tests.factories.offices import section_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.mark.parametrize(
    "words",
    [
        "4,5 %",
        "540.000 đồng",
        "50 nghìn đồng",
        "41/2024/QH15",
        "158/2025/NĐ-CP",
        "trước ngày 31/12/2026",
        "trong thời hạn 10 ngày",
    ],
)
def test_rates_amounts_laws_and_deadlines_read_like_policy(words):
    assert policy_words(Desk(lead=f"Người dân nộp {words} theo quy định.").page) == words


@pytest.mark.parametrize(
    "lead",
    [
        "Đồng bào ký hợp đồng với 3 đồng chí tại Đồng Nai.",
        "Đổi nơi khám bệnh trong hai ngày.",
        "Hội nghị ngày 12/5/2026 có 200 người dự.",
    ],
)
def test_other_words_and_numbers_do_not(lead):
    assert policy_words(Desk(lead=lead).page) == ""


def test_the_text_itself_and_its_tables_are_read():
    cells = {"data": [["Việc", "Mức"], ["Đóng", "4,5%"]]}
    table = {"caption": "Mức đóng", "table": cells}

    assert policy_words(Desk(body=[("paragraph", "<p>Đóng 4,5%.</p>")]).page) == "4,5%"
    assert policy_words(Desk(body=[("table", table)]).page) == "4,5%"


def test_an_item_marked_already_is_not_asked_about():
    assert policy_words(Desk(lead="Mức đóng 4,5 %.", states_policy=True).page) == ""


@pytest.mark.parametrize("condition", ["always", "never"])
def test_nothing_is_asked_where_the_answer_would_change_nothing(condition):
    desk = Desk(lead="Mức đóng 4,5 %.")
    ApprovalRule.objects.create(role=Role.POLICY_REVIEWER, condition=condition)

    assert policy_words(desk.page) == ""


def reasons(desk) -> list[str]:
    with override("vi"):
        return policy_reasons(desk.page.get_latest_revision_as_object())


def test_a_marked_item_says_by_which_rule_and_mark_its_reviewer_is_asked():
    said = reasons(Desk(states_policy=True, lead="Mức đóng 4,5 %, từ 540.000 đồng."))

    assert said[0] == "Có hỏi người thẩm định."
    assert said[1].startswith("Quy tắc chung:")
    assert "được đánh dấu" in said[2]
    assert "“4,5 %”, “540.000 đồng”" in said[3]


def test_legal_references_are_named():
    reference = {"number": "41/2024/QH15", "issuer": "Quốc hội"}
    said = reasons(Desk(legal_basis=[("reference", reference)]))

    assert said[0] == "Có hỏi người thẩm định."
    assert any("41/2024/QH15" in reason for reason in said)


def test_a_legal_document_says_that_its_kind_is_always_policy():
    desk = Desk()
    page = DocumentPage(title="Quyết định", number="1", issued_on=date(2027, 1, 5), live=False)
    section_of(desk.office).add_child(instance=page)
    with override("vi"):
        said = policy_reasons(page)

    assert said[0] == "Có hỏi người thẩm định."
    assert said[2] == "Mọi nội dung loại “văn bản” đều được tính là nêu chính sách."
    assert not any("không được đánh dấu" in reason for reason in said)


def test_an_item_that_is_not_policy_says_why_nobody_is_asked():
    said = reasons(Desk(lead="Mức đóng là 4,5 %."))

    assert said[0] == "Không hỏi người thẩm định."
    assert "không được đánh dấu" in said[2]
    assert "“4,5 %”" in said[3]


@pytest.mark.parametrize(
    ("condition", "answer", "words"),
    [("always", "Có hỏi người thẩm định.", "luôn xem"), ("never", "Không hỏi", "không xem")],
)
def test_a_rule_of_an_office_is_named(condition, answer, words):
    desk = Desk()
    ApprovalRule.objects.create(
        office=desk.office, kind="article", role=Role.POLICY_REVIEWER, condition=condition
    )

    said = reasons(desk)

    assert said[0].startswith(answer)
    assert str(desk.office) in said[1]
    assert words in said[1]
    assert len(said) == 2


def test_the_same_words_are_named_once_and_not_without_end():
    lead = "Đóng 1 %, 1 %, 2 %, 3 %, 4 %, 5 %, 6 %, 7 %."

    last = reasons(Desk(lead=lead))[-1]

    assert last.count("“1 %”") == 1
    assert "“7 %”" not in last


@pytest.fixture
def corrected():
    """What is no policy, with a rate that the leader's correction brings in."""
    desk = written_desk()
    desk.submit()
    words = "Nộp muộn sau ngày 25/10 thì mất 30%"
    return desk, correct(desk, desk.leader, "Nộp muộn thì mất", words)


def test_corrections_that_bring_in_policy_are_accepted_only_with_an_answer(corrected):
    desk, amendment = corrected
    assert policy_words_of(desk.now(), amendment) == "30%"

    with override("en"), pytest.raises(approval.Refused, match="whether the policy reviewer"):
        approval.accept_corrections(amendment=amendment, user=desk.editor)

    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    assert not approval.is_in_review(desk.now())


def test_an_accepted_correction_that_is_policy_does_not_go_out_without_its_reviewer(corrected):
    desk, amendment = corrected
    revision = approval.accept_corrections(amendment=amendment, user=desk.editor, as_policy=True)

    assert revision.as_object().states_policy
    desk.approve(desk.leader)
    assert not desk.now().live
    assert desk.step().task.specific.role == Role.POLICY_REVIEWER
    desk.approve(desk.reviewer)
    assert desk.now().live_revision_id == revision.pk


def test_an_accepted_correction_that_is_no_policy_goes_straight_to_its_corrector(corrected):
    desk, amendment = corrected
    approval.accept_corrections(amendment=amendment, user=desk.editor, as_policy=False)
    desk.approve(desk.leader)
    assert desk.now().live


def test_words_that_stood_there_before_the_correction_are_not_asked_about_again():
    desk = written_desk(lead="Nộp trước ngày 25/10/2026.")
    desk.submit()
    amendment = correct(desk, desk.leader, "Nộp muộn", "Nộp chậm")

    assert policy_words_of(desk.now(), amendment) == ""
    approval.accept_corrections(amendment=amendment, user=desk.editor)
    assert approval.is_in_review(desk.now())


def test_nobody_is_asked_about_corrections_of_what_its_reviewer_reads_anyway():
    desk = written_desk(states_policy=True)
    desk.submit()
    desk.approve(desk.reviewer)
    amendment = correct(desk, desk.leader, "Nộp muộn", "Nộp trong 10 ngày")

    assert policy_words_of(desk.now(), amendment) == ""
    approval.accept_corrections(amendment=amendment, user=desk.editor)
    assert approval.is_in_review(desk.now())
