"""Placeholders in texts: `{{hotline}}`, `{{office_address}}`, `{{figure:bhyt_coverage}}`.

Their values are the facts in force of the office for which a text is shown or composed, so one
national item serves every office.
"""

import re
from collections.abc import Mapping

from django.db.models import Q
from django.utils.html import escape
from django.utils.translation import gettext as _

from .models import Fact, Office

# A person who calls or writes must reach the office named: these never come from another one.
CONTACT_KEYS = ("hotline", "office_phone", "office_email", "office_address", "working_hours")
FIGURE = "figure:"

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


def facts_for(office: Office) -> dict[str, str]:
    """Facts in force, key → "value unit". Figures fall back to the parents', contacts never do."""
    figures = Q(key__startswith=FIGURE)
    found = Fact.objects.in_force().filter(
        Q(office=office)
        | figures & Q(office__children=office)
        | figures & Q(office__children__children=office)
    )
    nearest_last = sorted(found, key=lambda fact: -_distance(fact, office))
    return {fact.key: f"{fact.value} {fact.unit}".strip() for fact in nearest_last}


def _distance(fact: Fact, office: Office) -> int:
    if fact.office_id == office.pk:
        return 0
    return 1 if fact.office_id == office.parent_id else 2


def _replace(text: str, facts: Mapping[str, str], *, html: bool) -> str:
    def value(match: re.Match[str]) -> str:
        return escape(facts[match[1]]) if html else facts[match[1]]

    return _PLACEHOLDER.sub(value, text)
