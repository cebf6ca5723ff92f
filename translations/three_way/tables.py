"""Tables as the editor's table block stores them: {"data": rows of cells, and how it is shown}.

Cells are merged one by one where their place is certain: the columns have the same headers on all
three sides, and every row begins with words of its own. Rows may come, go and change places then. All
else is one value: a rate that lands in the wrong row is worse than a question too many.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .lists import merged_list
from .run import Conflict, Run
from .sameness import plain_text
from .versions import Outcome, Path, Three

Inner = Callable[[Run, Path, Three], Outcome]
BY_PLACE = ("cell", "mergeCells")  # they name rows and columns by number
HEADER = "first_row_is_table_header"


def is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and isinstance(value.get("data"), list)


def merged_table(run: Run, path: Path, three: Three, inner: Inner) -> Outcome:
    attempt = run.apart()
    outcome = _by_headers(attempt, path, three, inner)
    if outcome is None:
        return run.whole(path, three)
    run.adopt(attempt)
    return outcome


def _by_headers(run: Run, path: Path, three: Three, inner: Inner) -> Outcome | None:
    """None where the table has to stay whole."""
    if not all(map(_has_headers, three)) or not _same_columns(three):
        return None
    if not _may_change_rows(three):
        return None
    columns = _columns(three.national["data"][0])
    rows = Three(*(_rows(table, columns) for table in three))
    merged = merged_list(run, path, rows, inner)
    known = {row["id"] for row in rows.base}
    if not all(_is_of_one_cell(conflict, path, known) for conflict in run.conflicts):
        return None
    looks = inner(run, path, Three(*(_without_data(table) for table in three)))
    heads = (three.local["data"][0], three.national["data"][0])
    return Outcome(
        *(
            {**look, "data": [head, *_cells(made, columns)]}
            for look, head, made in zip(looks, heads, merged, strict=True)
        )
    )


def _has_headers(table: Any) -> bool:
    if not is_table(table) or not table.get(HEADER):
        return False
    head, *rows = table["data"] or [[]]
    columns, names = _columns(head), _names(rows)
    return (
        len(columns) > 1
        and all(len(row) == len(columns) for row in rows)
        and len({*columns}) == len(columns)
        and all(columns[1:])
        and len({*names}) == len(names)
        and all(any(letter.isalpha() for letter in name) for name in names)
    )


def _columns(head: Sequence[Any]) -> list[str]:
    """The corner may be empty."""
    return [_text(cell) for cell in head]


def _names(rows: Sequence[Sequence[Any]]) -> list[str]:
    """What each row begins with; numbers are no names, since they are counted anew."""
    return [_text(row[0]) if row else "" for row in rows]


def _text(cell: Any) -> str:
    return plain_text(str(cell or "")).strip()


def _same_columns(three: Three) -> bool:
    heads = [_columns(table["data"][0]) for table in three]
    return heads[0] == heads[1] == heads[2]


def _may_change_rows(three: Three) -> bool:
    """Looks that hang on the number of a row do not survive another order of rows; and a row that
    each side calls by another new name is one row, though nothing says so."""
    base, local, national = (_names(table["data"]) for table in three)
    if base == local == national:
        return True
    if any(table.get(look) for table in three for look in BY_PLACE):
        return False
    renamed = set(base) - {*local, *national}
    return not (renamed and {*local} - {*base} and {*national} - {*base})


def _rows(table: Mapping[str, Any], columns: Sequence[str]) -> list[dict[str, Any]]:
    rows = table["data"][1:]
    return [
        {"type": "row", "id": name, "value": dict(zip(columns, row, strict=True))}
        for name, row in zip(_names(rows), rows, strict=True)
    ]


def _cells(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> list[list[Any]]:
    return [[row["value"].get(column) for column in columns] for row in rows]


def _without_data(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != "data"}


def _is_of_one_cell(conflict: Conflict, path: Path, known: set[str]) -> bool:
    return (
        conflict.kind == "both_changed"
        and len(conflict.path) == len(path) + 2
        and conflict.path[len(path)] in known
    )
