"""Stored text as sentences with marks, and a sentence's words back into stored text.

`Sentence.raw` is what stands in the content; `text` is what is translated, with a mark for every tag
(see `translations.marks`) and for the characters ⟨ ⟩ themselves. Numbers begin with 1 in each.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from .marks import Part, badly_nested, protected, tokens, words

_ATOM = re.compile(
    r"<[^>]*>|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|.", re.S
)
_NAME = re.compile(r"</?\s*([a-zA-Z][a-zA-Z0-9]*)")
_SPACES = re.compile(r"[\t\r\n]")
LITERAL = "⟨⟩"


class MarksBroken(ValueError):
    """A translation has other marks than its source, so it cannot be put into the page."""


@dataclass(frozen=True)
class Sentence:
    raw: str
    text: str
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Atom:
    """A tag, or a character with the text that it stands for."""

    raw: str
    text: str
    name: str = ""  # of a tag

    @property
    def is_tag(self) -> bool:
        return bool(self.name)

    @property
    def closes(self) -> bool:
        return self.raw.startswith("</") and self.is_tag


Partners = Sequence[int | None]


def html_atoms(source: str) -> list[Atom]:
    return [_atom(found[0]) for found in _ATOM.finditer(source)]


def plain_atoms(source: str) -> list[Atom]:
    return [Atom(letter, letter) for letter in source]


@lru_cache(maxsize=10_000)  # a text is made of few different ones
def _atom(raw: str) -> Atom:
    if len(raw) > 1 and raw[0] == "<":
        name = _NAME.match(raw)
        return Atom(raw, "", name[1].lower() if name else "!")
    return Atom(raw, html.unescape(raw) if len(raw) > 1 else raw)


def partners_of(atoms: Sequence[Atom]) -> list[int | None]:
    """By index, where the tag that belongs to this one stands; None for all that has none."""
    found: list[int | None] = [None] * len(atoms)
    open_: list[int] = []
    for index, atom in enumerate(atoms):
        if not atom.is_tag or atom.raw.endswith("/>"):
            continue
        if not atom.closes:
            open_.append(index)
        elif open_ and atoms[open_[-1]].name == atom.name:
            partner = open_.pop()
            found[index], found[partner] = partner, index
    return found


def is_translatable(text: str) -> bool:
    """Letters or digits are left beside marks and placeholders."""
    return any(letter.isalnum() for letter in words(text))


def sentence_of(atoms: Sequence[Atom], partners: Partners, start: int, end: int) -> Sentence:
    marks: dict[str, str] = {}
    numbers: dict[int, str] = {}
    text = []
    for index in range(start, end):
        atom = atoms[index]
        if atom.is_tag:
            text.append(_mark(atom, index, partners[index], marks, numbers))
        else:
            text.extend(_letters(atom.text, marks))
    raw = "".join(atom.raw for atom in atoms[start:end])
    return Sentence(raw, _SPACES.sub(" ", "".join(text)), marks)


def _mark(
    atom: Atom, index: int, partner: int | None, marks: dict[str, str], numbers: dict[int, str]
) -> str:
    if atom.closes and partner is not None:
        return f"⟨/{numbers[partner]}⟩"
    number = numbers[index] = str(len(marks) + 1)
    marks[number] = atom.raw
    return f"⟨{number}/⟩" if partner is None else f"⟨{number}⟩"


def _letters(text: str, marks: dict[str, str]) -> Iterator[str]:
    for letter in text:
        if letter in LITERAL:
            number = str(len(marks) + 1)
            marks[number] = letter
            yield f"⟨{number}/⟩"
        else:
            yield letter


def stored(sentence: Sentence, text: str, *, rich: bool) -> str:
    """`text` as it stands in a page in the place of `sentence`; its own text gives its very bytes.

    Raises MarksBroken.
    """
    if text == sentence.text:
        return sentence.raw
    if not fits(sentence.text, text):
        raise MarksBroken(text)
    made = []
    for token in tokens(text):
        if token.part in (Part.TEXT, Part.PLACEHOLDER):
            made.append(html.escape(token.text, quote=False) if rich else token.text)
        elif token.part is Part.CLOSE:
            made.append(f"</{_NAME.match(sentence.marks[token.name])[1]}>")  # type: ignore[index]
        else:
            made.append(sentence.marks[token.name])
    return "".join(made)


def fits(source: str, text: str) -> bool:
    """Whether each mark of the source stands in the text once, and well nested."""
    return _marks_in(source) == _marks_in(text) and not badly_nested(text)


def _marks_in(text: str) -> Counter[str]:
    marks = protected(text)
    return Counter({mark: count for mark, count in marks.items() if mark.startswith("⟨")})
