"""Whether machine voices reach an office's communes. Nobody said so: they do not."""

from collections.abc import Iterable

from cms.models import Office

from ..models import MachineVoiceChoice
from ..nodders import answering


def choice_for(office: Office) -> MachineVoiceChoice | None:
    """What the office said last; else the province that answers for it. Never the centre."""
    line = list(dict.fromkeys([office.pk, answering(office).pk]))
    said = latest(line)
    return next((said[pk] for pk in line if pk in said), None)


def goes_out_at(office: Office) -> MachineVoiceChoice | None:
    """The choice where it lets machine voices out."""
    choice = choice_for(office)
    return choice if choice is not None and choice.goes_out else None


def latest(offices: Iterable[int] | None = None) -> dict[int, MachineVoiceChoice]:
    """By office, what it said last; one query."""
    rows = MachineVoiceChoice.objects.order_by("pk")
    if offices is not None:
        rows = rows.filter(office__in=offices)
    return {row.office_id: row for row in rows}


def offices_that_let_out(says_label: bool) -> list[int]:
    """Offices whose communes get machine voices, with or without the spoken label."""
    said = latest()
    on = {pk for pk, one in said.items() if one.goes_out and one.says_label == says_label}
    if not on:
        return []
    below = Office.objects.filter(
        parent__in=on, parent__level=Office.Level.PROVINCE, level=Office.Level.GRASSROOTS
    ).exclude(pk__in=said)
    return [*on, *below.values_list("pk", flat=True)]
