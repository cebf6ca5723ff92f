"""The values that placeholders stand for, office by office.

An office has its own values and no others: a person who calls must reach the office named, and the
nation's figure would be passed off as the province's. Only a grassroots office, which is a counter of
its province, uses its province's where it has none. Where the validity of its own value has ended it
has none either.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fact_kinds import FIGURE, Kind, kind_of
from .models import Fact, Office
from .working_time import today

LABELS = {
    "hotline": gettext_lazy("Hotline"),
    "office_phone": gettext_lazy("Telephone"),
    "office_address": gettext_lazy("Address"),
    "office_email": gettext_lazy("E-mail"),
    "working_hours": gettext_lazy("Working hours"),
    "portal_url": gettext_lazy("Portal address"),
    "leader_title": gettext_lazy("Title of the head"),
    "bank": gettext_lazy("Bank account"),
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
    return str(LABELS.get(key, key.replace("_", " ")))


@dataclass(frozen=True)
class FactValue:
    """A fact in force as an office quotes it; `office_id`: whose it is, perhaps one above."""

    key: str
    value: str  # as it stands on the sheet; numbers in the Vietnamese way
    unit: str
    kind: Kind
    period: str
    source: str
    note: str
    valid_until: date | None
    office_id: int

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()

    def is_valid_on(self, day: date) -> bool:
        return self.valid_until is None or day <= self.valid_until


Values = dict[str, FactValue]


def facts_for(office: Office, day: date | None = None) -> dict[str, str]:
    """One office's facts in force on that day, or today: key → `value unit`. One query."""
    return _texts(values_for(office, day))


def sheets_for(offices: Iterable[Office], day: date | None = None) -> dict[int, dict[str, str]]:
    """Facts in force by office id; one query for any number of offices."""
    return {pk: _texts(values) for pk, values in values_of(offices, day).items()}


def values_for(office: Office, day: date | None = None) -> Values:
    """As `facts_for`, with all that is known of each. One query."""
    sheets: dict[int, Values] = {pk: {} for pk in _counts_for(office)}
    for fact in Fact.objects.approved().filter(office__in=sheets):
        sheets[fact.office_id][fact.key] = _value(fact)
    return _sheet(sheets.values(), day or today())


def values_of(offices: Iterable[Office], day: date | None = None) -> dict[int, Values]:
    """As `sheets_for`, with all that is known of each value."""
    own: dict[int, Values] = {}
    offices = list(offices)
    whose = {pk for office in offices for pk in _counts_for(office)}
    for fact in Fact.objects.approved().filter(office__in=whose).order_by("office_id", "key"):
        own.setdefault(fact.office_id, {})[fact.key] = _value(fact)
    day = day or today()
    return {
        office.pk: _sheet([own.get(pk, {}) for pk in _counts_for(office)], day)
        for office in offices
    }


def _counts_for(office: Office) -> list[int]:
    """Whose values count, by id: what is first goes first."""
    if office.level == Office.Level.GRASSROOTS and office.parent_id:
        return [office.pk, office.parent_id]
    return [office.pk]


def _sheet(sheets: Iterable[Values], day: date) -> Values:
    sheet: Values = {}
    for values in sheets:
        sheet = {**values, **sheet}
    return {key: value for key, value in sheet.items() if value.is_valid_on(day)}


def _value(fact: Fact) -> FactValue:
    return FactValue(
        fact.key,
        fact.value,
        fact.unit,
        kind_of(fact.key, fact.value),
        fact.period,
        fact.source,
        fact.note,
        fact.valid_until,
        fact.office_id,
    )


def _texts(values: Values) -> dict[str, str]:
    return {key: str(value) for key, value in values.items()}
