"""How offices read aloud: their region's way of saying numbers, and the words that they settled."""

from collections.abc import Iterable, Mapping

from cms.models import Office

from .models import SpokenProfile, SpokenWord
from .script.composing import OfficeVoice
from .speech.offices import profile_for


def voices_of(offices: Iterable[Office]) -> dict[int, OfficeVoice]:
    """By id; two queries for any number of offices, none for none. Offices come with the one above.

    What is settled holds for the offices below too; the nearest goes first.
    """
    listed = list(offices)
    whose = {pk for one in listed for pk in line_of(one)}
    if not whose:
        return {}
    chosen = dict(SpokenProfile.objects.filter(office__in=whose).values_list("office_id", "name"))
    words: dict[int, dict[str, str]] = {}
    rows = SpokenWord.objects.in_force().filter(office__in=whose).order_by("office_id", "written")
    for office, written, said in rows.values_list("office_id", "written", "said"):
        words.setdefault(office, {})[written] = said
    return {one.pk: _voice(one, chosen, words) for one in listed}


def voice_of(office: Office) -> OfficeVoice:
    return voices_of([office])[office.pk]


def line_of(office: Office) -> list[int]:
    """Its id, then those of the offices above, the centre last."""
    above = office.parent if office.parent_id else None
    found = (office.pk, office.parent_id, above.parent_id if above else None)
    return [pk for pk in found if pk is not None]


def province_of(office: Office) -> str:
    """Its code; empty at the centre."""
    lines = (office, office.parent) if office.parent_id else (office,)
    return next((one.code for one in lines if one and one.level == Office.Level.PROVINCE), "")


def _voice(
    office: Office, chosen: Mapping[int, str], words: Mapping[int, Mapping[str, str]]
) -> OfficeVoice:
    entries: dict[str, str] = {}
    for pk in reversed(line_of(office)):
        entries |= words.get(pk, {})
    wish = next((chosen[pk] for pk in line_of(office) if pk in chosen), "")
    return OfficeVoice(profile_for(chosen=wish, province=province_of(office)), entries)
