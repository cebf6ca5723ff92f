"""The fixed phrases of a bulletin. Vietnamese and English only: in every other language its translator
writes the whole, so that no Vietnamese stands among it.

They are part of what is approved, so they do not follow the interface of whoever looks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# Of an editor's own text: each office that it serves is named there.
OFFICE_NAME = "{{office_name}}"
_OFFICE_NAME = re.compile(r"\{\{\s*office_name\s*\}\}")


@dataclass(frozen=True)
class Phrases:
    """`closing` has placeholders of facts; `left_out` names what nobody can hear, by block type."""

    greeting: str
    closing: str
    step: str
    left_out: Mapping[str, str]
    big_table: str
    unsaid: str
    short_address: str


_VI = Phrases(
    greeting="Kính thưa bà con và các bạn! Sau đây là bản tin của {office}.",
    closing=(
        "{{if:hotline}}Để biết thêm, mời bà con và các bạn gọi số {{hotline}}. {{end}}"
        "Xin cảm ơn bà con và các bạn đã lắng nghe."
    ),
    step="Bước {n}: {text}",
    left_out={
        "picture": "Không đọc: ảnh ({n}).",
        "document": "Không đọc: tệp đính kèm ({n}).",
        "video": "Không đọc: video ({n}).",
        "video_file": "Không đọc: video ({n}).",
        "sound": "Không đọc: bản ghi âm ({n}).",
        "legal_reference": "Không đọc: mục căn cứ pháp lý ({n}).",
    },
    big_table=(
        "Không đọc: bảng “{caption}” có {rows} dòng, nghe không kịp. Cần thì viết lời phát thanh riêng,"
        " chỉ nói điều chính."
    ),
    unsaid="Không đọc: “{written}”.",
    short_address="Địa chỉ “{written}” dài, chỉ đọc phần đầu.",
)
_EN = Phrases(
    greeting="Good day, listeners! Here is the bulletin of {office}.",
    closing=(
        "{{if:hotline}}To know more, please call {{hotline}}. {{end}}Thank you for listening."
    ),
    step="Step {n}: {text}",
    left_out={
        "picture": "Not read: pictures ({n}).",
        "document": "Not read: attached files ({n}).",
        "video": "Not read: videos ({n}).",
        "video_file": "Not read: videos ({n}).",
        "sound": "Not read: recordings ({n}).",
        "legal_reference": "Not read: legal references ({n}).",
    },
    big_table=(
        "Not read: the table “{caption}” has {rows} rows, too many to follow by ear. Where it matters,"
        " write a text for the loudspeakers that says the main points."
    ),
    unsaid="Not read: “{written}”.",
    short_address="The address “{written}” is long: only its beginning is read.",
)
_OF: Mapping[str, Phrases] = {"vi": _VI, "en": _EN}


def phrases_in(language: str) -> Phrases | None:
    """None where nobody reviewed any."""
    return _OF.get(language)


def notes_in(language: str) -> Phrases:
    """For notes to those who prepare and announce it, who read Vietnamese whatever they announce."""
    return _OF.get(language, _VI)


def closing_in(language: str) -> str:
    """With placeholders; empty in languages without fixed phrases."""
    phrases = phrases_in(language)
    return phrases.closing if phrases else ""


def naming(text: str, office_name: str) -> str:
    """`text` with the name of the office that says it."""
    return _OFFICE_NAME.sub(lambda _found: office_name, text)
