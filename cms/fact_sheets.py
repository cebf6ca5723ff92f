"""The values that placeholders stand for, office by office."""

from collections.abc import Iterable

from .models import Fact, Office

FIGURE = "figure:"  # figures of the whole country serve every office; contacts never do


def sheets_for(offices: Iterable[Office]) -> dict[int, dict[str, str]]:
    """Facts in force by office id, as shown (`value unit`); one query for all offices.

    Figures that an office lacks come from the centre.
    """
    wanted = {office.pk for office in offices}
    own: dict[int, dict[str, str]] = {pk: {} for pk in wanted}
    national: dict[str, str] = {}
    rows = Fact.objects.in_force().select_related("office")
    for fact in rows.filter(office__in=wanted) | rows.filter(office__level=Office.Level.CENTRE):
        shown = f"{fact.value} {fact.unit}".strip()
        if fact.office_id in own:
            own[fact.office_id][fact.key] = shown
        if fact.office.is_centre and fact.key.startswith(FIGURE):
            national[fact.key] = shown
    return {pk: national | sheet for pk, sheet in own.items()}


def facts_for(office: Office) -> dict[str, str]:
    """One office's sheet."""
    return sheets_for([office])[office.pk]
