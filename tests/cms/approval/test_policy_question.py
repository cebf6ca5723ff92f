"""When an editor is asked whether the policy reviewer should read an item."""

import pytest

from cms.approval.policy_question import policy_words
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
