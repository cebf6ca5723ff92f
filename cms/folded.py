"""Search in columns that hold text as written: “bao hiem” finds “bảo hiểm” on both databases."""

import unicodedata
from typing import Any

from django.db.models import CharField, Func

from .search import fold

# Every Vietnamese letter that folds to another one, both cases, for PostgreSQL's TRANSLATE.
_LETTERS = [chr(n) for n in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_PAIRS = [(one, fold(one)) for one in _LETTERS if unicodedata.category(one).startswith("L")]
_PAIRS = [(one, plain) for one, plain in _PAIRS if len(plain) == 1 and plain != one]
FROM, TO = "".join(one for one, _plain in _PAIRS), "".join(plain for _one, plain in _PAIRS)


class Folded(Func):
    """The expression without diacritics, in lower case."""

    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        connection.ensure_connection()
        connection.connection.create_function("loa_fold", 1, _fold, deterministic=True)
        return super().as_sql(compiler, connection, function="loa_fold", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "TRANSLATE(LOWER(NORMALIZE(%(expressions)s, NFC)), %%s, %%s)"
        sql, params = super().as_sql(compiler, connection, template=template, **context)
        return sql, (*params, FROM, TO)


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
