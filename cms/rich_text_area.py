"""The editor's field for rich text, as quick for a long text as for many short ones."""

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.engines.string import DOMString
from wagtail.admin.rich_text import DraftailRichTextArea


class LinearDOM(DOMString):
    """Looks for a child that is there already only where one can be: at the end.

    The library's own compares with all children, which takes minutes for a text of many lines.
    """

    @staticmethod
    def append_child(elt: Any, child: Any) -> None:
        if not elt.children or elt.children[-1] is not child or isinstance(child, str):
            elt.children.append(child)


FACT = "LOA_FACT"  # as `chips.js` registers what draws and inserts facts


class RichTextArea(DraftailRichTextArea):
    """Wherever rich text is written, facts are chips. They are no feature of Wagtail's registry: those
    stand in the columns of the database, and the stored text is the same with them and without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picker = {"type": FACT, "icon": "tag", "description": _("Fact of the office")}
        self.options.setdefault("entityTypes", []).append(picker)
        for name in ("decorators", "plugins"):
            self.options.setdefault(name, []).append({"type": FACT})
        self.converter.exporter._engine = (
            f"{__name__}.{LinearDOM.__name__}"  # Wagtail names its own
        )

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["cms/admin/facts/chips.js"])
