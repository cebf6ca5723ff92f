"""Scripts as announcers get them, and the sheets of them. Khmer and Ê-đê are samples of letters."""

from collections.abc import Iterable
from dataclasses import fields as dataclass_fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from publishing.airing.wishes import Wishes
from publishing.script.model import Paragraph, Piece, Role, Script, Sentence
from publishing.sheets.sheet import Approval, Sheet

from .scripts import SAMPLES

APPROVED = Approval(
    "BHXH tỉnh Tuyên Quang",
    "Hoàng Thị Mai, Giám đốc",
    datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
)
WISHES = {one.name for one in dataclass_fields(Wishes)} - {"last_day"}
Part = str | tuple[str, str]
DOCUMENT = ("68/KH-BHXH", "số sáu mươi tám của Bảo hiểm xã hội")
BHXH = ("BHXH", "bảo hiểm xã hội")
MONEY = ("2.340.000 đồng", "hai triệu ba trăm bốn mươi nghìn đồng")
HOTLINE = ("1900 9068", "một chín không không, chín không sáu tám")
BODY: tuple[tuple[Role, tuple[tuple[Part, ...], ...]], ...] = (
    (Role.GREETING, (("Kính thưa bà con và các bạn!",), ("Sau đây là bản tin của ", BHXH, "."))),
    (
        Role.HEADLINE,
        (
            (
                "Tăng mức hỗ trợ đóng ",
                BHXH,
                " tự nguyện.",
            ),
        ),
    ),
    (
        Role.TEXT,
        (
            ("Theo kế hoạch ", DOCUMENT, ", mức lương cơ sở là ", MONEY, " một tháng."),
            ("Người dân được Nhà nước hỗ trợ khi tham gia ", BHXH, " tự nguyện."),
            ("Bà con mang theo căn cước đến điểm thu gần nhất để được hướng dẫn.",),
        ),
    ),
    (Role.TEXT, (("Hồ sơ gửi qua Facebook không được nhận.",),)),
    (
        Role.CLOSING,
        (("Để biết thêm, mời gọi số ", HOTLINE, "."), ("Xin cảm ơn bà con đã lắng nghe.",)),
    ),
)


def sentence(parts: Iterable[Part]) -> Sentence:
    pairs = ((one, one) if isinstance(one, str) else one for one in parts)
    return Sentence(tuple(Piece(written, said) for written, said in pairs))


def script_of(paragraphs: Any = BODY, language: str = "vi", **fields: Any) -> Script:
    made = (Paragraph(role, tuple(map(sentence, them))) for role, them in paragraphs)
    return Script(language, tuple(made), **fields)


def sheet_with(script: Script | None = None, **fields: Any) -> Sheet:
    """Fields of a sheet, and of its wishes."""
    wished = {name: fields.pop(name) for name in WISHES & set(fields)}
    fields.setdefault("wishes", Wishes(**wished))
    fields.setdefault("title", "Tăng mức hỗ trợ đóng BHXH tự nguyện")
    fields.setdefault("approval", APPROVED)
    fields.setdefault("seconds", 95)
    fields.setdefault("last_day", date(2026, 12, 31))
    return Sheet(script=script or script_of(), **fields)


def long_script(sentences: int = 40, words: int = 45, language: str = "vi") -> Script:
    """Each sentence begins with its number in words of its own, so that it is known again."""
    sample = SAMPLES[language]
    # One paragraph of everything: nothing but sentences decides where a page may end.
    them = tuple(
        (f"Q{number:03}q ", sample.text(words, number), f" z{number:03}.")
        for number in range(sentences)
    )
    return script_of(((Role.TEXT, them),), language)
