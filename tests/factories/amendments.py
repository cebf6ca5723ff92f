"""Items with texts of every kind, and corrections on their way."""

from typing import Any

from cms import approval
from cms.item_texts import texts_of
from cms.models import Amendment
from tests.factories.approval import Desk

LINK = '<a href="https://example.vn/tra-cuu">tra cứu</a>'
TABLE = {"data": [["Đối tượng", "Mức"], ["Hộ gia đình", "4,5%"]], "first_row_is_table_header": True}
BODY: list[tuple[str, Any]] = [
    ("heading", {"text": "Ai được hỗ trợ", "level": "2"}),
    (
        "paragraph",
        f'<p data-block-key="p1">Người dân {LINK} mã số và <b>đóng trước</b> ngày 25 hằng tháng'
        ' tại đại lý thu gần nhất.</p><ul><li data-block-key="p2">Mang theo thẻ căn cước</li>'
        '<li data-block-key="p3">Mang theo sổ</li></ul>',
    ),
    (
        "fact_box",
        {"title": "Cần nhớ", "text": '<p data-block-key="f1">Nộp muộn thì mất quyền lợi.</p>'},
    ),
    (
        "steps",
        {
            "title": "Cách làm",
            "steps": [
                '<p data-block-key="s1">Mở ứng dụng.</p>',
                '<p data-block-key="s2">Bấm nộp.</p>',
            ],
        },
    ),
    ("table", {"caption": "Mức hỗ trợ", "table": TABLE}),
    ("quotation", {"text": "Dễ làm lắm.", "attribution": "Một người dân"}),
    (
        "question_answer",
        {"question": "Có mất phí không?", "answer": '<p data-block-key="q1">Không mất phí.</p>'},
    ),
]


def written_desk(**fields) -> Desk:
    fields.setdefault("title", "Mức hỗ trợ đóng bảo hiểm y tế cho hộ gia đình")
    fields.setdefault("lead", "Từ tháng sau, hộ gia đình được hỗ trợ thêm một phần mức đóng.")
    return Desk(body=BODY, **fields)


def slot_of(desk: Desk, words: str) -> str:
    """Of the text of the latest draft that holds these words."""
    texts = texts_of(desk.now().get_latest_revision().content)
    return next(text.slot for text in texts if words in text.text)


def reworded(desk: Desk, before: str, after: str) -> dict[str, str]:
    """What the correction form posts when `before` becomes `after` in one text."""
    texts = {text.slot: text.text for text in texts_of(desk.now().get_latest_revision().content)}
    slot = slot_of(desk, before)
    return texts | {slot: texts[slot].replace(before, after)}


def correct(desk: Desk, user, before: str, after: str, comment: str = "") -> Amendment:
    return approval.return_with_corrections(
        task_state=desk.step(),
        user=user,
        fingerprint=desk.shown(),
        texts=reworded(desk, before, after),
        comment=comment,
    )
