"""An item with everything that an approval sheet has to show."""

import re
from datetime import date
from io import BytesIO

import pypdfium2
from django.core.files.base import ContentFile
from PIL import Image

from media_assets.models import Picture
from publishing.approval_sheet import approval_sheet
from tests.factories.approval import Desk
from tests.factories.pictures import RIGHTS

FOOT = re.compile(r"Phiếu[0-9a-f]{16}Trang\d+/\d+$")
TABLE = {
    "data": [["Đối tượng", "Mức đóng"], ["Hộ nghèo", "0 đồng"], ["Học sinh", "70 %"]],
    "first_row_is_table_header": True,
    "first_col_is_header": False,
}


def make_large_picture(title: str, colour: str = "#0b4f8a") -> Picture:
    """A JPEG of 1600 × 1200 pixels."""
    data = BytesIO()
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(data, "JPEG", quality=90)
    file = ContentFile(data.getvalue(), "anh.jpg")
    return Picture.objects.create(title=title, file=file, width=1600, height=1200, **RIGHTS)


def every_block(picture: Picture) -> list[tuple]:
    return [
        ("heading", {"text": "Ai được hưởng?", "level": "2"}),
        ("paragraph", "<p>Người <b>cao tuổi</b> từ <i>75 tuổi</i>.</p><ul><li>Một ý</li></ul>"),
        ("picture", {"picture": picture, "alt": "Cụ bà bên hiên nhà", "caption": "Chú thích ảnh"}),
        ("fact_box", {"title": "Lưu ý", "text": "<p>Gọi {{hotline}} miễn phí.</p>"}),
        ("steps", {"title": "Các bước", "steps": ["<p>Nộp hồ sơ</p>", "<p>Nhận kết quả</p>"]}),
        ("table", {"caption": "Mức đóng năm 2026", "table": TABLE}),
        ("quotation", {"text": "Sổ hưu là chỗ dựa.", "attribution": "Một người dân"}),
        ("question_answer", {"question": "Nộp ở đâu?", "answer": "<p>Ở bộ phận một cửa.</p>"}),
        ("video", {"url": "https://youtu.be/abcdefghijk", "title": "Hướng dẫn", "poster": None}),
        (
            "legal_reference",
            {
                "number": "41/2024/QH15",
                "date": date(2024, 6, 29),
                "issuer": "Quốc hội",
                "article": "Điều 22",
                "note": "",
            },
        ),
    ]


def sheet_of(desk: Desk) -> bytes:
    page = desk.now()
    return approval_sheet(page, page.get_latest_revision())


def text_of(pdf: bytes) -> str:
    """Everything that the pages say, squeezed, without what stands at their feet."""
    return "".join(FOOT.sub("", page) for page in pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """A hyphen at the end of a line is read as U+FFFE."""
    pages = pypdfium2.PdfDocument(pdf)
    read = (page.get_textpage().get_text_bounded() for page in pages)
    return [squeezed(text.replace("\ufffe", "-")) for text in read]


def squeezed(text: str) -> str:
    """Without the spaces and line ends that depend on where a line ends."""
    return "".join(text.replace("\u200b", "").split())
