"""The table of the editor, whose cells are texts whatever was posted."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.table_block.blocks import TableBlock

from ..table_shape import NotATable, as_table, read_table, size_of
from .rich_text import with_points

MOST_ROWS = 500
MOST_COLUMNS = 40
LONGEST = 100_000  # letters of all cells together


class _Unreadable(dict):
    """Stands for what was posted until the form says that it is no table."""


class TextTableBlock(TableBlock):
    def value_from_form(self, value: str) -> dict[str, Any] | None:
        try:
            return read_table(value)
        except NotATable:
            return _Unreadable()

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_table(value) if value else value)

    def clean(self, value: Any) -> Any:
        if isinstance(value, _Unreadable):
            raise ValidationError(
                _("This is no table: nothing of it was saved. Enter the table once more.")
            )
        _require_a_size_to_read((value or {}).get("data") or [])
        return super().clean(value)

    def get_searchable_content(self, value: Any) -> list[str]:
        return super().get_searchable_content(as_table(value) if value else value)

    def deconstruct(self) -> Any:
        """As Wagtail's own: the columns of the database are the same."""
        _path, args, kwargs = super().deconstruct()
        return "wagtail.contrib.table_block.blocks.TableBlock", args, kwargs


def _require_a_size_to_read(rows: list[list[str | None]]) -> None:
    """Raises ValidationError."""
    down, right = size_of(rows)
    letters = sum(len(cell or "") for row in rows for cell in row)
    if down <= MOST_ROWS and right <= MOST_COLUMNS and letters <= LONGEST:
        return
    message = _(
        "This table is too large: at most %(rows)s rows, %(columns)s columns and %(letters)s letters."
        " Divide it into several tables, or attach it as a file."
    )
    values = {"rows": MOST_ROWS, "columns": MOST_COLUMNS, "letters": with_points(LONGEST)}
    raise ValidationError(message % values)
