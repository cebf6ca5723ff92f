"""The right-click menu of the editor's tables in our words: Handsontable ships no Vietnamese."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter


class TableMenuAdapter(TableInputAdapter):
    """Not by `table_options`: those belong to the model, so a word would need a migration."""

    def js_args(self, widget: TableInput) -> list[Any]:
        options, strings = super().js_args(widget)
        return [{**options, "contextMenu": {"items": _menu()}, "language": "en-US"}, strings]


def _menu() -> dict[str, Any]:
    return {
        "row_above": {"name": _("Insert row above")},
        "row_below": {"name": _("Insert row below")},
        "rows_and_columns": "---------",
        "col_left": {"name": _("Insert column left")},
        "col_right": {"name": _("Insert column right")},
        "columns_and_removal": "---------",
        "remove_row": {"name": _("Remove row")},
        "remove_col": {"name": _("Remove column")},
        "removal_and_undo": "---------",
        "undo": {"name": _("Undo")},
        "redo": {"name": _("Redo")},
    }


register(TableMenuAdapter(), TableInput)
