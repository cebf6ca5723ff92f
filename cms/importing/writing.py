"""From an imported item to the fields and StreamField values of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.importing import document
from cms.importing.cleaning import escape
from cms.importing.document import ImportedItem
from cms.models import ArticlePage, Office, User
from media_assets.models import Picture

HEADING_LENGTH = 200
LINE_LENGTH = 250
NAME_LENGTH = 150
TABLE_NAME_LENGTH = 200
QUESTION_LENGTH = 500

Pictures = Mapping[str, Picture]
Value = tuple[str, Any]


def clip(text: str, length: int) -> str:
    """At most so many characters, cut at a word."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"


def article_from(item: ImportedItem, pictures: Pictures) -> tuple[ArticlePage, list[Any]]:
    """An unsaved draft, and warnings about what did not fit the fields."""
    longest = _longest("lead")
    fits = len(item.lead) <= longest
    opening = [] if fits or not item.lead else [("paragraph", f"<p>{escape(item.lead)}</p>")]
    page = ArticlePage(
        title=item.title,
        lead=item.lead if fits else "",
        author_name=clip(item.author, _longest("author_name")),
        source_name=clip(_source(item), _longest("source_name")),
        body=[*opening, *stream_values(item, pictures)],
        live=False,
    )
    message = _("The lead has more than {count} characters and stands as the first paragraph.")
    return page, [] if fits else [format_lazy(message, count=longest)]


def _longest(field: str) -> int:
    return int(ArticlePage._meta.get_field(field).max_length or 0)


def _source(item: ImportedItem) -> str:
    """The source with the day it was published there, which the draft has no other field for."""
    if item.source and item.date:
        return f"{item.source} ({item.date:%d/%m/%Y})"
    return item.source


def stream_values(item: ImportedItem, pictures: Pictures) -> Iterable[Value]:
    """Blocks as (block type, value) pairs of `cms.models.blocks.BodyBlock`."""
    above = item.title
    for block in item.blocks:
        yield value_of(block, pictures, above)
        if isinstance(block, document.Heading):
            above = block.text


def value_of(block: document.Block, pictures: Pictures, above: str) -> Value:
    """``above``: the heading before, which names a table that has no name of its own."""
    match block:
        case document.Heading():
            if len(block.text) > HEADING_LENGTH:
                return "paragraph", f"<p><b>{escape(block.text)}</b></p>"
            return "heading", {"text": block.text, "level": str(block.level)}
        case document.Paragraph():
            return "paragraph", block.html
        case document.Picture():
            return "picture", _picture_value(block, pictures)
        case document.Table():
            return "table", _table_value(block, above)
        case document.Quotation():
            return "quotation", {
                "text": block.text,
                "attribution": clip(block.attribution, NAME_LENGTH),
            }
        case document.Steps():
            return "steps", {"title": "", "steps": [f"<p>{step}</p>" for step in block.items]}
        case document.QuestionAnswer():
            question = clip(block.question, QUESTION_LENGTH)
            return "question_answer", {"question": question, "answer": block.answer_html}
    raise TypeError(f"no block of an article for {type(block).__name__}")


def _picture_value(block: document.Picture, pictures: Pictures) -> dict[str, Any]:
    return {
        "picture": pictures[block.ref],
        "alt": clip(block.alt, LINE_LENGTH),
        "decorative": False,
        "caption": clip(block.caption, LINE_LENGTH),
        "credit": clip(block.credit, NAME_LENGTH),
    }


def _table_value(block: document.Table, above: str) -> dict[str, Any]:
    table = {
        "data": [list(row) for row in block.rows],
        "first_row_is_table_header": block.header_row,
        "first_col_is_header": False,
        "table_header_choice": "row" if block.header_row else "neither",
        "table_caption": "",
        "cell": [],
        "mergeCells": [],
    }
    return {"caption": clip(block.caption or above, TABLE_NAME_LENGTH), "table": table}


def picture_from(ref: str, item: ImportedItem, office: Office, user: User | None) -> Picture:
    """An unsaved picture of the office, described as the text describes it."""
    shown = (b for b in item.blocks if isinstance(b, document.Picture) and b.ref == ref)
    block = next(shown, document.Picture(ref))
    picture = Picture(
        title=clip(block.alt or block.caption or item.title, LINE_LENGTH),
        collection=office.collection,
        uploaded_by_user=user,
        alt_text=clip(block.alt, LINE_LENGTH),
        caption=clip(block.caption, LINE_LENGTH),
        credit=clip(block.credit, NAME_LENGTH),
    )
    picture.file = ContentFile(item.pictures[ref].data, name=item.pictures[ref].name)
    return picture
