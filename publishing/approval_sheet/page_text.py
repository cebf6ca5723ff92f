"""The page's own text for the template, block by block, as its readers will see it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from cms.languages import DEFAULT, language_name
from cms.markup import rich_html
from cms.models import ItemPage
from cms.placeholders import show
from cms.table_cells import rows_of

from ..channel import Content
from .pictures import PictureBook
from .rich_text import paragraphs_of

Shown = dict[str, Any]


class PageText:
    """`draft` and `content` are the same revision, as a page and as plain data."""

    def __init__(
        self, draft: ItemPage, content: Content, facts: Mapping[str, str], book: PictureBook
    ) -> None:
        self.draft, self.content, self.facts, self.book = draft, content, facts, book

    def shown(self) -> Shown:
        attachment = getattr(self.draft, "attachment", None)
        return {
            "title": self._plain(self.content.title),
            "lead": self._plain(self.content.lead),
            "cover": self.book.add(self.content.cover),
            "blocks": list(filter(None, self._blocks())),
            "corrections": [
                {"day": f"{one.date:%d/%m/%Y}", "wrong": one.wrong, "right": one.right}
                for one in self.content.corrections
            ],
            "legal_basis": [legal_words(child.value) for child in self.draft.legal_basis],
            "attachment": self._file(attachment, attachment.title) if attachment else None,
        }

    def _blocks(self) -> Iterable[Shown | None]:
        yield from self._drawn_piece()
        pictures = iter(self.content.pictures)
        for child in self.draft.body:
            value = child.value
            if child.block_type == "picture":
                yield self._picture(value, next(pictures)) if value["picture"] else None
            else:
                yield {"type": child.block_type, **self._ways()[child.block_type](value)}

    def _drawn_piece(self) -> Iterable[Shown]:
        """What an infographic says, line by line; its drawing stands with the posts."""
        for block in self.content.blocks:
            if block.type == "piece":
                text = "\n".join(filter(None, [block.data["text"], block.data["source"]]))
                html = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
                yield {"type": "paragraph", "paragraphs": self._rich(html)}

    def _ways(self) -> dict[str, Callable[[Any], Shown]]:
        plain, rich = self._plain, self._rich
        return {
            "heading": lambda v: {"text": plain(v["text"]), "level": int(v["level"])},
            "paragraph": lambda v: {"paragraphs": rich(v)},
            "fact_box": lambda v: {"title": plain(v["title"]), "paragraphs": rich(v["text"])},
            "steps": lambda v: {
                "title": plain(v["title"]),
                "steps": [rich(step) for step in v["steps"]],
            },
            "table": lambda v: {"caption": plain(v["caption"]), **self._table(v["table"])},
            "quotation": lambda v: {
                "text": plain(v["text"]),
                "attribution": v["attribution"] or "",
            },
            "question_answer": lambda v: {
                "title": plain(v["question"]),
                "paragraphs": rich(v["answer"]),
            },
            "document": lambda v: self._file(v["document"], v["title"]),
            "video": lambda v: {"title": v["title"], "address": v["url"]},
            "sound": self._recording,
            "video_file": self._recording,
            "legal_reference": lambda v: {"text": legal_words(v)},
        }

    def _plain(self, text: str | None) -> str:
        language = self.content.language
        return show(text or "", self.facts, html=False, language=language, for_approval=True)

    def _rich(self, value: RichText | str | None) -> list[dict[str, Any]]:
        source = value.source if isinstance(value, RichText) else str(value or "")
        return paragraphs_of(
            rich_html(source, self.facts, language=self.content.language, for_approval=True)
        )

    def _picture(self, value: Mapping[str, Any], picture: Any) -> Shown | None:
        caption = self._plain(picture.caption)
        alt = _("only decoration") if value["decorative"] else picture.alt
        shown = self.book.add(picture, caption=caption, alt=alt)
        return {"type": "picture", "picture": shown}

    def _file(self, file: Any, title: str) -> Shown:
        """Named with its checksum: the sheet does not hold its pages."""
        if file is None:
            return {"title": title or "", "checksum": ""}
        return {"title": title or file.title, "checksum": file.sha256}

    def _recording(self, value: Mapping[str, Any]) -> Shown:
        """Named with its checksum and what it is; what is said in it can be read here."""
        recording = value["recording"]
        if recording is None:
            return {"title": value["caption"] or "", "checksum": "", "about": "", "words": []}
        about = [
            str(recording.get_kind_display()),
            "" if recording.language == DEFAULT else language_name(recording.language),
            *(recording.facts, recording.credit),
        ]
        words = "".join(f"<p>{escape(line)}</p>" for line in recording.transcript.splitlines())
        return {
            "title": recording.title,
            "checksum": recording.sha256,
            "about": " · ".join(filter(None, [*about, self._plain(value["caption"])])),
            "words": paragraphs_of(words) if words else [],
        }

    def _table(self, table: Mapping[str, Any] | None) -> Shown:
        rows = rows_of(table)
        columns = max((len(row) for row in (table or {}).get("data") or []), default=0)
        area = sum(cell.rowspan * cell.colspan for row in rows for cell in row)
        spans = area == columns * len(rows)  # else the spans contradict each other
        cells = [
            {
                "text": self._plain(cell.text),
                "heading": bool(cell.scope),
                "rowspan": cell.rowspan if spans else 1,
                "colspan": cell.colspan if spans else 1,
            }
            for row in rows
            for cell in row
        ]
        return {"columns": columns, "cells": cells}


def legal_words(value: Mapping[str, Any]) -> str:
    """As `cms/parts/legal.html` says it."""
    number = _("No. %(number)s") % {"number": value["number"]}
    day = _("dated %(day)s") % {"day": f"{value['date']:%d/%m/%Y}"} if value["date"] else ""
    words = ", ".join(filter(None, [number, day, value["issuer"]]))
    article = f" ({value['article']})" if value["article"] else ""
    return f"{value['note']} – {words}{article}" if value["note"] else f"{words}{article}"
