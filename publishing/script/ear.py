"""From an item to written paragraphs for the ear: what is said, in order, and what is left out. Pure.

What an editor wrote for the loudspeakers is the whole, behind corrections: it greets and ends itself.
Numbers and acronyms stay as they are written here; `making` puts them into words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..channel import Block, Content
from ..correction_wording import spoken
from ..plain_text import block_text
from .model import Role
from .tables import is_big, table_lines
from .wording import Phrases, notes_in, phrases_in

DEFAULT = "vi"  # as in `cms.languages`, which channels do not know
_DOMAIN = r"(?:[\w-]+\.)+(?:vn|com|net|org|info|gov|edu)"
# Each begins where a run of its letters does: tried at every letter, a long word would take minutes.
ADDRESS = re.compile(
    rf"https?://\S*[^\s.,;:!?)\]”\"]|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    rf"|(?<![\w-])(?<![\w-]\.)(?:www\.)?{_DOMAIN}\b(?:/[^\s.,;:!?)]*)?"
)
HASHTAG = re.compile(r"(?<!\w)#\w+")
_SILENT = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200b-\u200d]")
_STEP = re.compile(r"^(\d+)\.\s+(.*)$", re.MULTILINE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]|“\s*”")
_LOOSE_MARK = re.compile(r"(?<!\s)\s+([.,;:!?)])")
_SITE = re.compile(r"(?:https?://)?(?P<site>[^/?#\s]+)(?P<rest>[/?#]\S*)?")
_LONGEST_REST = 12  # letters of an address behind its site that anybody keeps in mind
_ENDED = (".", "!", "?", "…", ":", ";")
_CLOSED = "”\"’')»"


@dataclass(frozen=True)
class Written:
    """A paragraph as it is written: one line."""

    role: Role
    text: str


@dataclass(frozen=True)
class ForTheEar:
    paragraphs: tuple[Written, ...]
    notes: tuple[str, ...]


def for_the_ear(content: Content, *, closing: str = "") -> ForTheEar:
    """`closing` has the facts of its office already."""
    phrases, notes = phrases_in(content.language), list[str]()
    found = [Written(Role.CORRECTION, one) for one in _corrections(content)]
    if content.edited_text:
        found += _lines(Role.TEXT, content.edited_text)
        return ForTheEar(tuple(_tidied(found, content.language)), ())
    if phrases:
        greeting = phrases.greeting.format(office=content.office_name)
        found.insert(0, Written(Role.GREETING, greeting))
    found.append(Written(Role.HEADLINE, content.title))
    found += _lines(Role.TEXT, content.lead)
    for block in content.blocks:
        found += _lines(Role.TEXT, _said(block, phrases))
    found += _lines(Role.CLOSING, closing)
    notes += _left_out(content)
    heard = [_for_listeners(one, content.language, notes) for one in found]
    tidied = list(_tidied(heard, content.language))
    ended = map(_ended, tidied) if phrases else tidied
    return ForTheEar(tuple(ended), tuple(dict.fromkeys(notes)))


def unspeakable(text: str) -> list[str]:
    """Addresses and hashtags in the text: what nobody can say or write down by ear."""
    return ADDRESS.findall(text) + HASHTAG.findall(text)


def _corrections(content: Content) -> Iterator[str]:
    """In a language without words of its own for it, what is right and nothing else."""
    for one in content.corrections:
        yield spoken(one, content.language) if phrases_in(content.language) else one.right


def _lines(role: Role, text: str) -> list[Written]:
    return [Written(role, line) for line in text.split("\n") if line.strip()]


def _said(block: Block, phrases: Phrases | None) -> str:
    if block.type == "table":
        return "" if is_big(block.data) else "\n".join(table_lines(block.data))
    if block.type == "quotation" and block.data["attribution"]:
        return f"{block.data['attribution']}: “{block.data['text']}”"
    text = block_text(block)
    if block.type == "steps" and phrases:
        return _STEP.sub(lambda found: phrases.step.format(n=found[1], text=found[2]), text)
    return text


def _left_out(content: Content) -> Iterator[str]:
    words = notes_in(content.language)
    kinds = Counter(one.type for one in content.blocks if one.type in words.left_out)
    for kind, count in kinds.items():
        yield words.left_out[kind].format(n=count)
    for block in content.blocks:
        if block.type == "table" and is_big(block.data):
            rows = len(block.data["rows"])
            yield words.big_table.format(caption=block.data["caption"] or "…", rows=rows)


def _for_listeners(one: Written, language: str, notes: list[str]) -> Written:
    """Vietnamese says addresses, of long ones their site. Elsewhere nobody knows how, so they go."""
    if language == DEFAULT:
        return Written(one.role, ADDRESS.sub(lambda found: _site(found[0], notes), one.text))
    silent = HASHTAG.sub("", ADDRESS.sub("", one.text))
    return Written(one.role, _LOOSE_MARK.sub(r"\1", _EMPTY_BRACKETS.sub("", silent)))


def _site(address: str, notes: list[str]) -> str:
    found = _SITE.fullmatch(address)
    if found is None or "@" in address or len((found["rest"] or "").strip("/")) <= _LONGEST_REST:
        return address
    notes.append(notes_in(DEFAULT).short_address.format(written=address))
    return found["site"]


def _tidied(paragraphs: Iterable[Written], language: str) -> Iterator[Written]:
    """Whitespace cleaned; what is empty then is left out. In Vietnamese `speech` leaves emoji out and says so."""
    for one in paragraphs:
        text = one.text if language == DEFAULT else _SILENT.sub("", one.text)
        text = " ".join(text.split())
        if text:
            yield Written(one.role, text)


def _ended(one: Written) -> Written:
    """Headings, steps and cells end no sentence for the eye, but they do for the ear."""
    bare = one.text.rstrip(_CLOSED)
    if not bare or bare.endswith(_ENDED) or not bare[-1].isprintable():
        return one
    return Written(one.role, f"{one.text}.")
