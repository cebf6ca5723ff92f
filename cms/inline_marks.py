"""Rich text as plain paragraphs that anybody can correct on a phone, and back, without loss.

A paragraph (the text of a `<p>` or `<li>`) becomes plain text in which each tag is a mark that says
what it is: `xem ⟨link⟩hướng dẫn⟨/link⟩`. Whoever corrects changes words and leaves the marks; each
mark must come back exactly once and in the order that nests, so links and bold survive. What is not
a paragraph, and every paragraph that nobody touched, stays as it was byte for byte.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from .models.blocks import TEXT_FEATURES

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?\s*([a-zA-Z0-9]+)")
_MARK = re.compile(r"⟨[^⟨⟩]*⟩")
_EMPTY_MARK = re.compile(r"⟨(?!/)([^⟨⟩]*)⟩\s*⟨/\1⟩")
_EMPTY_LIST = re.compile(r"<(ul|ol)\b[^>]*>\s*</\1>")
_PARAGRAPH = re.compile(r"<p[^>]*>(.*)</p>", re.DOTALL)
_BREAKS = re.compile(r"<br\b[^>]*>")
_BLOCKS = frozenset("p li ul ol blockquote h1 h2 h3 h4 h5 h6 hr div table tr td th".split())


class MarksLost(ValueError):
    """A mark is missing, doubled, unknown or out of order: the message says which."""


@dataclass(frozen=True)
class Paragraph:
    """`number` is its place among the parts of the rich text; `text` is what a person edits."""

    number: int
    text: str


def paragraphs_of(source: str) -> list[Paragraph]:
    """The paragraphs of rich text that hold words."""
    return [
        Paragraph(number, _marked(part))
        for number, part in enumerate(_parts(source))
        if _is_text(part)
    ]


def with_paragraphs(source: str, changed: Mapping[int, str]) -> str:
    """`source` with these paragraphs replaced, by number; an emptied one goes with its tag.

    Raises MarksLost.
    """
    parts = _parts(source)
    for number, text in changed.items():
        parts[number] = _unmarked(parts[number], text)
        if not parts[number] and _stands_alone(parts, number):
            parts[number - 1] = parts[number + 1] = ""
    return _EMPTY_LIST.sub("", "".join(parts))


def links_in(source: str) -> list[str]:
    """The opening tags of links, sorted."""
    return sorted(tag for tag in _TAG.findall(source) if _name_of(tag) == "a" and tag[1] != "/")


def _parts(source: str) -> list[str]:
    """Tags of blocks and the runs of text between them; joined they are the source again."""
    parts = [""]
    for piece in _TAG.split(source):
        if _name_of(piece) in _BLOCKS:
            parts += [piece, ""]
        else:
            parts[-1] += piece
    return parts


def _name_of(piece: str) -> str:
    found = _NAME.match(piece)
    return found[1].lower() if found else ""


def _is_text(part: str) -> bool:
    words = html.unescape(_TAG.sub("", part))
    return _name_of(part) not in _BLOCKS and bool(words.strip()) and not _MARK.search(words)


def _stands_alone(parts: list[str], number: int) -> bool:
    """Whether the part is all that an element holds."""
    if not 0 < number < len(parts) - 1:
        return False
    before, after = parts[number - 1], parts[number + 1]
    return not before.startswith("</") and after.startswith(f"</{_name_of(before)}")


def _marked(part: str) -> str:
    marks = _marks_in(part)
    text = "".join(marks.get(index) or html.unescape(piece) for index, piece in _pieces(part))
    return text.strip()


def _pieces(part: str) -> Iterator[tuple[int, str]]:
    """Numbered tags and texts of a paragraph; a line break is text, as it is for whoever types."""
    return enumerate(_TAG.split(_BREAKS.sub("\n", " ".join(part.split("\n")))))


def _marks_in(part: str) -> dict[int, str]:
    """The mark of each tag, by its place; the second link of a paragraph is called ⟨link 2⟩."""
    marks: dict[int, str] = {}
    seen: Counter[str] = Counter()
    open_: list[str] = []
    for index, piece in _pieces(part):
        if not piece.startswith("<"):
            continue
        if piece.startswith("</") and open_:
            marks[index] = f"⟨/{open_.pop()}⟩"
            continue
        label = _label_of(piece)
        seen[label] += 1
        name = label if seen[label] == 1 else f"{label} {seen[label]}"
        marks[index] = f"⟨{name}⟩"
        if not piece.endswith("/>"):
            open_.append(name)
    return marks


def _label_of(tag: str) -> str:
    labels = {
        "a": _("link"),
        "b": _("bold"),
        "strong": _("bold"),
        "i": _("italic"),
        "em": _("italic"),
        "sup": _("superscript"),
        "sub": _("subscript"),
    }
    return labels.get(_name_of(tag), _name_of(tag) or "?")


def _unmarked(part: str, text: str) -> str:
    """Rich text of the edited paragraph. The tags are the old ones: nobody can type another."""
    marks, pieces = _marks_in(part), dict(_pieces(part))
    tags = {mark: pieces[index] for index, mark in marks.items()}
    text = text.replace("\r\n", "\n").strip()
    _check(list(marks.values()), _MARK.findall(text))
    if empty := _EMPTY_MARK.search(text):
        raise MarksLost(
            _("No words are left inside %(mark)s. Leave some, or return the item with a comment.")
            % {"mark": empty[0]}
        )
    if re.search("[⟨⟩]", _MARK.sub("", text)):
        raise MarksLost(_("A mark ⟨ ⟩ is broken. Put it back as it was."))
    made = "".join(
        tags[piece] if piece in tags else html.escape(piece, quote=False)
        for piece in re.split(f"({_MARK.pattern})", text)
    )
    return _cleaned(made.replace("\n", "<br/>"))


def _cleaned(part: str) -> str:
    """As the editor's own field would store it. Raises MarksLost if that would lose anything."""
    if not part:
        return ""
    converter = ContentstateConverter(features=TEXT_FEATURES)
    stored = converter.to_database_format(converter.from_database_format(f"<p>{part}</p>"))
    inner = _PARAGRAPH.fullmatch(stored.strip())
    if inner is None or _kept(inner[1]) != _kept(part):
        raise MarksLost(
            _(
                "This paragraph cannot be corrected here without loss. Return the item with a comment."
            )
        )
    return inner[1]


def _kept(part: str) -> tuple[list[str], list[str], set[str]]:
    """Words, links and kinds of formatting; how tags nest is the field's own affair."""
    tags = [tag for tag in _TAG.findall(_BREAKS.sub("", part)) if not tag.startswith("</")]
    words = _MARK.sub("", _marked(part)).split()
    return words, links_in(part), {_label_of(tag) for tag in tags}


def _check(wanted: list[str], found: list[str]) -> None:
    missing, surplus = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    if missing:
        raise MarksLost(
            _(
                "The mark %(mark)s is missing. Leave the marks ⟨ ⟩ where they are: they are links"
                " and formatting. To take one out, return the item with a comment instead."
            )
            % {"mark": next(iter(missing))}
        )
    if surplus:
        raise MarksLost(
            _("The mark %(mark)s was not there before, or is there twice. Take it out.")
            % {"mark": next(iter(surplus))}
        )
    _check_nesting(found)


def _check_nesting(found: list[str]) -> None:
    closed = {mark.replace("⟨/", "⟨", 1) for mark in found if mark.startswith("⟨/")}
    open_: list[str] = []
    for mark in found:
        if not mark.startswith("⟨/"):
            open_ += [mark] if mark in closed else []
        elif not open_ or open_.pop() != mark.replace("⟨/", "⟨", 1):
            raise MarksLost(
                _("The mark %(mark)s stands in the wrong place. Put it back where it was.")
                % {"mark": mark}
            )
