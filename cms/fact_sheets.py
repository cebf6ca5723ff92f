"""The values that placeholders stand for, office by office.

Figures fall back to the offices above. Contacts do not: a person who calls must reach the office
named. Only a grassroots office, which is a counter of its province, uses its province's contacts.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Fact, Office

FIGURE = "figure:"
LABELS = {
    "hotline": gettext_lazy("Hotline"),
    "office_phone": gettext_lazy("Telephone"),
    "office_address": gettext_lazy("Address"),
    "office_email": gettext_lazy("E-mail"),
    "working_hours": gettext_lazy("Working hours"),
}


# Figures that offices already keep; others are called by the words of their key.
FIGURES = {
    f"{FIGURE}bhyt_coverage": gettext_lazy("Health insurance coverage"),
    f"{FIGURE}service_points": gettext_lazy("Collection points"),
}


def label_of(key: str) -> str:
    """A key as people call it."""
    if key in FIGURES:
        return str(FIGURES[key])
    if key.startswith(FIGURE):
        return _("Figure “%(name)s”") % {"name": key.removeprefix(FIGURE).replace("_", " ")}
    return str(LABELS.get(key, key))


def facts_for(office: Office) -> dict[str, str]:
    """One office's facts in force, key → `value unit`. One query."""
    line: tuple[dict[str, str], ...] = ({}, {}, {})
    above = Q(office__children=office) | Q(office__children__children=office)
    for fact in Fact.objects.in_force().filter(Q(office=office) | above):
        line[_distance(fact, office)][fact.key] = _shown(fact)
    return _sheet(office, line)


def sheets_for(offices: Iterable[Office]) -> dict[int, dict[str, str]]:
    """Facts in force by office id; two queries for any number of offices."""
    parents: dict[int, int | None] = dict(Office.objects.values_list("pk", "parent_id"))
    own: dict[int, dict[str, str]] = {}
    for fact in Fact.objects.in_force().only("office_id", "key", "value", "unit"):
        own.setdefault(fact.office_id, {})[fact.key] = _shown(fact)
    return {
        office.pk: _sheet(office, [own.get(pk, {}) for pk in _line(office.pk, parents)])
        for office in offices
    }


def _sheet(office: Office, line: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """`line` holds the office's own facts, then those of each office above."""
    contacts_of = 2 if office.level == Office.Level.GRASSROOTS else 1
    sheet: dict[str, str] = {}
    for distance, facts in enumerate(line):
        for key, value in facts.items():
            if key.startswith(FIGURE) or distance < contacts_of:
                sheet.setdefault(key, value)
    return sheet


def _line(pk: int, parents: Mapping[int, int | None]) -> Iterable[int]:
    each: int | None = pk
    while each is not None:
        yield each
        each = parents[each]


def _distance(fact: Fact, office: Office) -> int:
    if fact.office_id == office.pk:
        return 0
    return 1 if fact.office_id == office.parent_id else 2


def _shown(fact: Fact) -> str:
    return f"{fact.value} {fact.unit}".strip()
