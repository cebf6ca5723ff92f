"""Wagtail's database search; on SQLite it dies of a quotation mark in what was typed."""

from typing import Any

from wagtail.search.backends.database import SearchBackend as of_the_database


def SearchBackend(params: dict[str, Any]) -> Any:
    """What `WAGTAILSEARCH_BACKENDS` names: the backend of the database, asked without the mark."""
    backend = of_the_database(params)
    for name in ("search", "autocomplete"):
        setattr(backend, name, _without_quotation_marks(getattr(backend, name)))
    return backend


def _without_quotation_marks(ask: Any) -> Any:
    def asked(query: Any, *args: Any, **kwargs: Any) -> Any:
        typed = query.replace('"', " ").strip() if isinstance(query, str) else query
        return ask(typed, *args, **kwargs)

    return asked
