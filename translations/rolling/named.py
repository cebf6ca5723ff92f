"""What a text holds by number (pages, documents, pictures, recordings), by the name that people know."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_EMBED = re.compile(r"<embed\b([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")


class Named:
    """Each row is looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[models.Model], str], str] = {}

    def row(self, model: type[models.Model], number: Any) -> str:
        key = model, str(number)
        if key not in self._known:
            found = model._default_manager.filter(pk=number).first()
            missing = _("no longer there (number %(number)s)") % {"number": number}
            self._known[key] = str(found) if found is not None else missing
        return self._known[key]

    def chosen(self, block: blocks.ChooserBlock, number: Any) -> str:
        """“Picture: The office of the province”."""
        if number in (None, ""):
            return ""
        name = self.row(block.model_class, number)
        return f"{capfirst(str(block.label))}: {name}" if block.label else name

    def with_targets(self, source: str) -> str:
        """Rich text in which every link says where it leads to; else a change of that is not seen."""
        return _EMBED.sub(self._embedded, _LINK.sub(self._linked, source))

    def _linked(self, found: re.Match[str]) -> str:
        target = self._target(dict(_ATTRIBUTE.findall(found[1])))
        return f"{found[2]} (→ {target})" if target else found[2]

    def _embedded(self, found: re.Match[str]) -> str:
        said = dict(_ATTRIBUTE.findall(found[1]))
        if said.get("embedtype") == "image" and said.get("id", "").isdecimal():
            return f"[{escape(self.row(get_image_model(), said['id']))}]"
        return f"[{said['url']}]" if said.get("url") else ""

    def _target(self, said: Mapping[str, str]) -> str:
        """As HTML: what a reader's address says is escaped there already."""
        model = {"page": Page, "document": get_document_model()}.get(said.get("linktype", ""))
        if model is not None and said.get("id", "").isdecimal():
            return escape(self.row(model, said["id"]))
        return said.get("href", "")
