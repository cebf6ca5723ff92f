"""Small questions about elements of a parsed HTML tree."""

from __future__ import annotations

from lxml.etree import _Element as Element


def tag_of(element: Element) -> str:
    """The tag in lower case; "" for comments and processing instructions."""
    return element.tag.lower().rpartition("}")[2] if isinstance(element.tag, str) else ""


def inner_text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def nearest(element: Element, tag: str) -> Element | None:
    """The closest ancestor with this tag."""
    return next(element.iterancestors(tag), None)


def is_hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or "display:none" in style or "visibility:hidden" in style


def remove(element: Element) -> None:
    """Take the element out of the tree but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
