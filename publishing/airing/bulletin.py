"""From an item to a bulletin that an announcer can read aloud: plain text, no links or tables.

Pictures, tables, files, videos and legal references are left out; corrections come first.
"""

import re
from collections.abc import Iterable

from ..channel import Block, Content
from ..correction_wording import spoken
from ..plain_text import block_text

_DOMAIN = r"(?:[\w-]+\.)+(?:vn|com|net|org|info|gov|edu)"
# Each begins where a run of its letters does: tried at every letter, a long word would take minutes.
_ADDRESS = re.compile(
    rf"https?://\S*[^\s.,;:!?)\]”\"]|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    rf"|(?<![\w-])(?<![\w-]\.)(?:www\.)?{_DOMAIN}\b(?:/[^\s.,;:!?)]*)?"
)
_HASHTAG = re.compile(r"(?<!\w)#\w+")
_SILENT = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200b-\u200d]")
STEP = {"vi": r"Bước \1: ", "en": r"Step \1: "}
_STEP = re.compile(r"^(\d+)\.\s+", re.MULTILINE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|“\s*”")
_LOOSE_MARK = re.compile(r"(?<!\s)\s+([.,;:!?)])")


def bulletin_text(content: Content) -> str:
    """The editor's own text where there is one, else made from title, lead and body."""
    body = content.edited_text or _from_blocks(content)
    corrections = [spoken(one, content.language) for one in content.corrections]
    return tidy("\n\n".join([*corrections, body]))


def unspeakable(text: str) -> list[str]:
    """Addresses and hashtags in the text: what nobody can say or write down by ear."""
    return _ADDRESS.findall(text) + _HASHTAG.findall(text)


def tidy(text: str) -> str:
    """Whitespace and emoji cleaned; every line is a paragraph of its own."""
    paragraphs = (" ".join(_SILENT.sub("", part).split()) for part in text.split("\n"))
    return "\n\n".join(part for part in paragraphs if part)


def _from_blocks(content: Content) -> str:
    parts = [_sentence(content.title), content.lead, *_spoken(content.blocks, content.language)]
    return "\n\n".join(_without_addresses(part) for part in parts)


def _sentence(title: str) -> str:
    title = title.strip()
    return title if not title or title.endswith((".", "!", "?", "…")) else f"{title}."


def _without_addresses(text: str) -> str:
    silent = _HASHTAG.sub("", _ADDRESS.sub("", text))
    return _LOOSE_MARK.sub(r"\1", _EMPTY_BRACKETS.sub("", silent))


def _spoken(blocks: Iterable[Block], language: str) -> Iterable[str]:
    """Where nobody said how a language counts steps, their numbers stay: no Vietnamese among them."""
    step = STEP.get(language)
    for block in blocks:
        text = block_text(block)
        if text:
            yield _STEP.sub(step, text) if step and block.type == "steps" else text
