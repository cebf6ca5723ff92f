"""Drawings (SVG): cleaned against a list of what may be in one, then drawn once, to pixels.

Nothing of the file itself is stored or shown to anybody: what a browser or a platform makes of a
drawing from outside is never asked.
"""

import re
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from lxml import etree

from . import allowed, apart
from .copies import LINKS, Endless, parts_drawn
from .refusal import Refused
from .unusable import Unusable

SECONDS = 10  # to draw one
MOST_BYTES = 2 * 1024 * 1024
MOST_ELEMENTS, DEEPEST, MOST_DRAWN = 20_000, 60, 100_000
LONGEST_SIDE = 2400  # pixels of what is drawn: twice the widest size of the portal
WORST_PROPORTION = 20
SPACE = "{http://www.w3.org/2000/svg}"
_LENGTH = re.compile(r"\s*(\d{1,7}(?:\.\d+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*")
_DECLARED = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)|<\?xml-stylesheet", re.IGNORECASE)


def drawn(data: bytes) -> tuple[bytes, tuple[Any, ...]]:
    """As PNG, with notes for the editor. Raises Refused."""
    content, width, height, removed = clean(data)
    try:
        picture = _picture(content, width, height)
    except (Unusable, Refused) as failure:
        raise Refused(
            _(
                "This drawing could not be drawn. Save it as PNG in your drawing program, then upload"
                " that."
            ),
            "not_drawn",
        ) from failure
    notes = [_("The drawing was turned into a picture of fixed size.")]
    if removed:
        notes.append(
            _(
                "Parts that are no drawing (programs, links, foreign content) were removed: compare it."
            )
        )
    return picture, tuple(notes)


def _picture(content: bytes, width: int, height: int) -> bytes:
    with apart.on_disk(BytesIO(content)) as source:
        apart.read(f"drawing-{width}x{height}", source, seconds=SECONDS)
        return apart.made(source).read_bytes()


def clean(data: bytes) -> tuple[bytes, int, int, bool]:
    """The drawing with allowed parts only, its size in pixels, and whether anything was removed.

    Raises Refused.
    """
    root = _parsed(data)
    _check_extent(root)
    removed = _strip(root)
    _check_copies(root)
    width, height = _size(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root), width, height, removed


def _parsed(data: bytes) -> Any:
    if len(data) > MOST_BYTES:
        raise _complicated()
    text = _text(data)
    if _DECLARED.search(text):
        raise Refused(
            _(
                "This drawing brings definitions of its own, which are not read for safety. Save it as"
                " PNG, or as “plain SVG”, then upload that."
            ),
            "declarations",
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _unreadable() from error
    if root.tag != f"{SPACE}svg":
        raise _unreadable()
    return root


def _text(data: bytes) -> str:
    """Only UTF-8 and UTF-16: a rare encoding could hide from us what a reader would find."""
    try:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable() from error
    return re.sub(r"^\s*<\?xml\s[^>]*\?>", "", text)


def _check_extent(root: Any) -> None:
    """Neither too many elements nor too deep ones: what follows walks them by recursion."""
    waiting, count = [(root, 1)], 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise _complicated()
        waiting.extend((child, depth + 1) for child in element)


def _strip(root: Any) -> bool:
    removed = False
    for element in list(root.iter()):
        if element is not root and not _may_stay(element):
            removed |= not allowed.is_harmless(element.tag)
            _take_out(element)
            continue
        removed |= _strip_attributes(element)
    return removed


def _may_stay(element: Any) -> bool:
    if not isinstance(element.tag, str) or not element.tag.startswith(SPACE):
        return False
    name = element.tag.removeprefix(SPACE)
    if name == "style":
        return len(element) == 0 and allowed.is_safe_style(element.text or "")
    return name in allowed.ELEMENTS


def _take_out(element: Any) -> None:
    """With what is in it, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:  # it went with its parent
        return
    before, tail = element.getprevious(), element.tail or ""
    if tail.strip() and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail.strip():
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _strip_attributes(element: Any) -> bool:
    removed = False
    for name, value in list(element.attrib.items()):
        if name in LINKS:
            fine = bool(allowed.HERE.fullmatch(value.strip()))
        else:
            fine = name in allowed.ATTRIBUTES and allowed.is_safe_style(value)
        if not fine:
            del element.attrib[name]
            removed |= not allowed.is_harmless(name)
    return removed


def _check_copies(root: Any) -> None:
    try:
        drawn = parts_drawn(root, 2 * DEEPEST)
    except Endless as error:
        raise _complicated() from error
    if drawn > MOST_DRAWN:
        raise _complicated()


def _size(root: Any) -> tuple[int, int]:
    """In pixels, the longer side being LONGEST_SIDE."""
    box = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    try:
        width, height = (float(part) for part in box[2:4])
    except ValueError:
        width, height = (_length(root.get(name)) for name in ("width", "height"))
    if not (0 < width < 1e7 and 0 < height < 1e7):
        raise _unreadable()
    if max(width, height) > WORST_PROPORTION * min(width, height):
        raise Refused(
            _("The picture is too long or too wide. Save it smaller, then upload it again."),
            "too_long",
        )
    scale = LONGEST_SIDE / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _length(value: str | None) -> float:
    found = _LENGTH.fullmatch(value or "")
    return float(found[1]) if found else 0


def _unreadable() -> Refused:
    return Refused(
        _(
            "This drawing cannot be read. Open it in your drawing program and save it as PNG, then"
            " upload that."
        ),
        "damaged",
    )


def _complicated() -> Refused:
    return Refused(
        _(
            "This drawing has too many parts. Save it as PNG in your drawing program, then upload that."
        ),
        "too_complicated",
    )
