"""Infographics in an office's part of the tree."""

from typing import Any

from cms.models import InfographicPage, Office
from tests.factories.offices import section_of

FIGURES = (
    "figures",
    {
        "title": "Những con số",
        "figures": [
            {"value": "22 %", "label": "mức đóng hằng tháng", "icon": "percent"},
            {"value": "15 năm", "label": "đóng là đủ điều kiện", "icon": "calendar"},
        ],
    },
)
STEPS = (
    "steps",
    {
        "title": "Cách đăng ký",
        "steps": [
            {"title": "Đến nơi gần nhất", "text": "Mang thẻ căn cước đến cơ quan BHXH."},
            {"title": "", "text": "Gọi {{hotline}} khi cần hỏi."},
        ],
    },
)
POINTS = [{"label": "2022", "number": "1,46"}, {"label": "2023", "number": "1,83"}]


def chart(drawn_as: str = "bar", points: list[dict[str, str]] | None = None) -> tuple[str, Any]:
    value = {"title": "Số người tham gia", "drawn_as": drawn_as, "unit": "triệu người"}
    return ("chart", {**value, "points": POINTS if points is None else points})


COMPARISON = (
    "comparison",
    {
        "title": "Tự nguyện và bắt buộc",
        "left": "Tự nguyện",
        "right": "Bắt buộc",
        "rows": [{"label": "Mức đóng", "left": "22 %", "right": "25,5 %"}],
    },
)
TIMELINE = (
    "timeline",
    {"title": "Các mốc", "moments": [{"when": "1/7/2025", "text": "Luật có hiệu lực."}]},
)
ICONS = ("icons", {"title": "Được gì", "items": [{"icon": "cash", "text": "Lương hưu"}]})
QUOTATION = ("quotation", {"text": "Đóng sớm thì yên tâm.", "attribution": "Ban biên tập"})
EVERY_BLOCK = [
    FIGURES,
    STEPS,
    chart("bar"),
    COMPARISON,
    TIMELINE,
    chart("share"),
    chart("line"),
    ICONS,
    QUOTATION,
]


def unsaved_infographic(**fields: Any) -> InfographicPage:
    fields.setdefault("title", "Bảo hiểm xã hội tự nguyện")
    fields.setdefault("lead", "Nhà nước hỗ trợ tiền đóng, thủ tục đơn giản.")
    fields.setdefault("piece", [FIGURES, STEPS])
    return InfographicPage(live=False, **fields)


def make_infographic(office: Office, **fields: Any) -> InfographicPage:
    """A draft with one revision, which `user` signs."""
    user = fields.pop("user", None)
    page = unsaved_infographic(**fields)
    section_of(office).add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    return page
