"""Looking into the memory as a person does: by words, language and whose it is."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cms.models import Office
from translations.memory.wording import composed
from translations.models import MemoryUnit

A_PAGE = 50
DEEPEST = 200  # pages; whoever looks further narrows the search


@dataclass(frozen=True)
class Found:
    units: list[MemoryUnit]
    page: int
    more: bool


def units_for(
    *, language: str, office: Office | None, approved: bool | None = None, words: str = ""
) -> QuerySet[MemoryUnit]:
    """`office`: the province whose own they are; None: the centre's."""
    units = MemoryUnit.objects.filter(language=language, office=office)
    if approved is not None:
        units = units.filter(approved=approved)
    for text in filter(None, [composed(words)]):
        units = units.filter(_holding(text))
    return units


def search(units: QuerySet[MemoryUnit], page: int) -> Found:
    """The newest first; two queries, whatever the memory holds."""
    page = min(max(page, 1), DEEPEST)
    start = (page - 1) * A_PAGE
    rows = units.select_related("made_by", "office").order_by("-made_at", "-pk")
    some = list(rows[start : start + A_PAGE + 1])
    return Found(some[:A_PAGE], page, len(some) > A_PAGE and page < DEEPEST)


def _holding(text: str) -> Q:
    """On either side. SQLite knows the case of plain letters only, so the usual ones are asked for."""
    found = Q()
    for each in {text, text.lower(), text[:1].upper() + text[1:], text.upper()}:
        found |= Q(source__icontains=each) | Q(target__icontains=each)
    return found
