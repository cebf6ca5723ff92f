"""From an item to a bulletin that an announcer can read aloud: plain text, no links or tables."""

import re
from collections.abc import Iterable

from ...channel import Block, Content, Correction
from ...plain_text import block_text

SYLLABLES_A_MINUTE = 165  # a calm announcer; a Vietnamese word written apart is one syllable

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_SILENT = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")
_STEP = re.compile(r"^(\d+)\.\s+", re.MULTILINE)


def bulletin_text(content: Content) -> str:
    """The editor's own text where there is one, else made from title, lead and body."""
    body = content.edited_text or _from_blocks(content)
    return tidy("\n\n".join([*_corrections(content.corrections), body]))


def unspeakable(text: str) -> list[str]:
    """Addresses and hashtags in the text: what nobody can say or write down by ear."""
    return _ADDRESS.findall(text) + _HASHTAG.findall(text)


def reading_seconds(text: str) -> int:
    """Estimated time to read aloud once, pauses between paragraphs included."""
    syllables = len(re.findall(r"\w+", text))
    pauses = text.count("\n\n") + len(re.findall(r"[.!?:;]", text)) / 2
    return round(syllables * 60 / SYLLABLES_A_MINUTE + pauses)


def tidy(text: str) -> str:
    """Whitespace and emoji cleaned; paragraphs stay paragraphs."""
    paragraphs = (" ".join(_SILENT.sub("", part).split()) for part in re.split(r"\n\s*\n|\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _from_blocks(content: Content) -> str:
    parts = [content.title.rstrip(".") + ".", content.lead, *_spoken(content.blocks)]
    return "\n\n".join(_HASHTAG.sub("", _ADDRESS.sub("", part)) for part in parts)


def _spoken(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        text = block_text(block)
        if text:
            yield _STEP.sub(r"Bước \1: ", text) if block.type == "steps" else text


def _corrections(corrections: Iterable[Correction]) -> Iterable[str]:
    for one in corrections:
        day = f"ngày {one.date.day} tháng {one.date.month} năm {one.date.year}"
        yield f"Đính chính {day}. Bản tin trước nói: {one.wrong}. Nay xin sửa lại là: {one.right}."
