"""The editor's field for rich text, as quick for a long text as for many short ones."""

from typing import Any

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


class RichTextArea(DraftailRichTextArea):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.converter.exporter._engine = (
            f"{__name__}.{LinearDOM.__name__}"  # Wagtail names its own
        )
