"""Placeholders in texts: `{{hotline}}`, `{{office_address}}`, `{{figure:bhyt_coverage}}`.

Their values are the facts in force of the office for which a text is shown or composed, so one
national item serves every office (see `cms.fact_sheets`).
"""

import re
from collections.abc import Mapping

from django.utils.html import escape
from django.utils.translation import gettext as _

_PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*(?::[a-z0-9_]+)?)\s*\}\}")


class MissingFact(Exception):
    """An office has no fact in force for these keys."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def find(text: str) -> list[str]:
    """Keys named in the text, each once, in order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def resolve(text: str, facts: Mapping[str, str], *, html: bool) -> str:
    """The text with every value put in, escaped where it is HTML.

    Raises MissingFact naming all keys without a value. A value is never searched for placeholders.
    """
    missing = [key for key in find(text) if not facts.get(key)]
    if missing:
        raise MissingFact(missing)
    return _replace(text, facts, html=html)


def show(text: str, facts: Mapping[str, str], *, html: bool) -> str:
    """Like `resolve`, for readers: what is missing becomes a neutral remark."""
    remark = _("(being updated)")
    known = {key: facts.get(key) or remark for key in find(text)}
    return _replace(text, known, html=html)


def _replace(text: str, facts: Mapping[str, str], *, html: bool) -> str:
    def value(match: re.Match[str]) -> str:
        return escape(facts[match[1]]) if html else facts[match[1]]

    return _PLACEHOLDER.sub(value, text)


def is_placeholder(text: str) -> bool:
    """Whether the text is one placeholder and nothing else."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None
