"""The values that placeholders stand for, office by office, in one query for any number of offices.

Figures fall back to the offices above. Contacts do not: a person who calls must reach the office
named. Only a grassroots office, which is a counter of its province, uses its province's contacts.
"""

from collections.abc import Iterable

from .models import Fact, Office

FIGURE = "figure:"


def sheets_for(offices: Iterable[Office]) -> dict[int, dict[str, str]]:
    """Facts in force by office id, as shown (`value unit`)."""
    own: dict[int, dict[str, str]] = {}
    above: dict[int, int | None] = {}
    levels: dict[int, str] = {}
    for office in Office.objects.only("pk", "parent_id", "level"):
        above[office.pk], levels[office.pk] = office.parent_id, office.level
    for fact in Fact.objects.in_force().only("office_id", "key", "value", "unit"):
        shown = f"{fact.value} {fact.unit}".strip()
        own.setdefault(fact.office_id, {})[fact.key] = shown
    return {office.pk: _sheet(office.pk, own, above, levels) for office in offices}


def facts_for(office: Office) -> dict[str, str]:
    """One office's sheet."""
    return sheets_for([office])[office.pk]


def _sheet(
    pk: int, own: dict[int, dict[str, str]], above: dict[int, int | None], levels: dict[int, str]
) -> dict[str, str]:
    sheet = dict(own.get(pk, {}))
    contacts_too = levels[pk] == Office.Level.GRASSROOTS
    parent = above[pk]
    while parent is not None:
        for key, value in own.get(parent, {}).items():
            if key.startswith(FIGURE) or contacts_too:
                sheet.setdefault(key, value)
        contacts_too = False
        parent = above[parent]
    return sheet
