"""Which part of a web page is the article, and what inside it is not."""

from __future__ import annotations

import copy
import re

from lxml.etree import _Element as Element

from cms.importing.elements import is_hidden, remove, tag_of
from cms.importing.furniture import ROLES, is_named_furniture
from cms.importing.walking import SKIPPED

NAMED_CONTENT = re.compile(
    r"(?:^|[-_ ])(?:article-?body|entry-?content|post-?content|post-?body|content-?detail|detail-?content|"
    r"article-?content|news-?content|news-?detail|detail-?news|journal-content-article|fck_?detail|"
    r"singular-content|body-?content|noi-?dung(?:-?chi-?tiet)?|chi-?tiet(?:-?tin)?|contentdetail|mw-parser-output)"
    r"(?:$|[-_ ])"
)
EMBEDS = ("iframe", "video", "audio", "object", "embed")
REMOVED = SKIPPED - set(EMBEDS)
"""Embedded content stays in the tree, unread, so that it can be named in a warning."""
MOST_TEXT = 0.4
ENOUGH_TEXT = 200
"""Characters that make a part of a page worth being called its content."""


def text_length(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def article_of(body: Element) -> Element:
    """The article within the page. The tree loses menus, footers, comments and the like.

    Some pages name even their text like furniture: then names are not asked."""
    whole = copy.deepcopy(body)
    remove_furniture(body, by_name=True)
    content = find_content(body)
    if text_length(content) >= ENOUGH_TEXT:
        return content
    remove_furniture(whole, by_name=False)
    fallback = find_content(whole)
    return fallback if text_length(fallback) > 2 * text_length(content) else content


def remove_furniture(body: Element, *, by_name: bool) -> None:
    """A name alone does not condemn an element that holds most of the page's text."""
    total = text_length(body) or 1
    for element in list(body.iter()):
        if element.getparent() is None or element is body:
            continue
        small = text_length(element) < MOST_TEXT * total
        unread = tag_of(element) in REMOVED or is_hidden(element)
        if unread or (small and _is_furniture(element, by_name)):
            remove(element)


def _is_furniture(element: Element, by_name: bool) -> bool:
    tag = tag_of(element)
    if tag in {"footer", "aside", "nav", "form"} or element.get("role", "") in ROLES:
        return True
    holds_title = next(element.iter("h1"), None) is not None
    if tag == "header":
        return not holds_title
    names = f"{element.get('class', '')} {element.get('id', '')}".strip()
    asked = by_name and bool(names) and not holds_title and tag != "article"
    if asked and is_named_furniture(names, text_length(element)):
        return True
    return tag in {"ul", "ol", "div", "table"} and _is_list_of_links(element)


def _is_list_of_links(element: Element) -> bool:
    """Three links or more and hardly a word outside them."""
    links = list(element.iter("a"))
    if len(links) < 3 or next(element.iter("p", "h1"), None) is not None:
        return False
    linked = sum(text_length(link) for link in links)
    return linked > 0.85 * (text_length(element) or 1)


def find_content(body: Element) -> Element:
    """The element that holds the article; its title may stand outside."""
    for candidates in (_marked(body), _named(body)):
        fitting = [found for found in candidates if text_length(found) >= ENOUGH_TEXT]
        if fitting:
            return max(fitting, key=text_length)
    return _densest(body)


def _marked(body: Element) -> list[Element]:
    articles = [
        element
        for element in body.iter()
        if tag_of(element) == "article" or "articleBody" in element.get("itemprop", "")
    ]
    # Several articles of a like size are a list of teasers, not one article.
    lengths = sorted(map(text_length, articles), reverse=True)
    if articles and (len(lengths) == 1 or lengths[0] > 2 * lengths[1] or _nested(articles)):
        return articles
    return [e for e in body.iter() if tag_of(e) == "main" or e.get("role") == "main"]


def _nested(elements: list[Element]) -> bool:
    outermost = max(elements, key=text_length)
    return all(e is outermost or outermost in e.iterancestors() for e in elements)


def _named(body: Element) -> list[Element]:
    found = []
    for element in body.iter("div", "section", "td"):
        names = re.sub(
            r"([a-z])([A-Z])", r"\1-\2", f"{element.get('class', '')} {element.get('id', '')}"
        )
        if NAMED_CONTENT.search(names.lower()):
            found.append(element)
    return found


def _densest(body: Element) -> Element:
    """The parent whose own paragraphs hold the most text, or the body when they are spread."""
    scores: dict[Element, int] = {}
    for paragraph in body.iter("p", "li", "blockquote", "pre", "h2", "h3"):
        parent = paragraph.getparent()
        if parent is not None and text_length(paragraph) > 25:
            length = text_length(paragraph)
            for ancestor, share in zip(paragraph.iterancestors(), (1.0, 0.7, 0.4), strict=False):
                scores[ancestor] = scores.get(ancestor, 0) + int(length * share)
    if not scores:
        return body
    best = max(scores, key=lambda element: scores[element])
    return best if text_length(best) > 0.5 * text_length(body) else _wider(best, body)


def _wider(element: Element, body: Element) -> Element:
    """Climb until half of the page's text is covered: text may be split over several boxes."""
    needed = 0.5 * text_length(body)
    for ancestor in element.iterancestors():
        if text_length(ancestor) >= needed:
            return ancestor
        if ancestor is body:
            break
    return body
