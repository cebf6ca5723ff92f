"""When an editor is asked whether the policy reviewer should read an item."""

import pytest
from django.utils.translation import override

from cms.approval.policy_question import policy_reasons, policy_words
from cms.models import ApprovalRule, Role
from tests.factories.approval import Desk

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
