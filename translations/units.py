"""A request as plain data: what the editor shows, checks look at and files carry."""

from collections.abc import Iterable
from hashlib import sha256

from django.db.models import Value

from .models import Segment, TranslationRequest
from .rows import Row, rows_of
from .sources import asked_in
from .unit import Kind, State, Unit, UnitFile


def units_of(request: TranslationRequest) -> tuple[Unit, ...]:
    """In reading order; two queries."""
    return tuple(unit_of(row) for row in rows_in(request))


def rows_in(request: TranslationRequest) -> list[Row]:
    """Segments and translations themselves, with the versions that saving asks for."""
    return rows_of(request, segments_in(request))


def segments_in(request: TranslationRequest) -> list[Segment]:
    """What there is to translate into the language; one query."""
    here = Segment.objects.filter(page=request.page_id).present()
    return list(here.filter(asked_in(Value(request.language))))


def unit_file(request: TranslationRequest) -> UnitFile:
    units = units_of(request)
    return UnitFile(
        item=item_of(request),
        title=request.work.title if request.page is None else request.page.title,
        source_language=request.page.locale.language_code if request.page else "",
        target_language=request.language,
        version=version_of(units),
        units=units,
    )


def item_of(request: TranslationRequest) -> str:
    return f"{request.work.uuid}/{request.office.code}"


def version_of(units: Iterable[Unit]) -> str:
    """Of ids and sources, in order."""
    made = sha256()
    for unit in units:
        made.update(f"{unit.id}\0{unit.source}\0".encode())
    return made.hexdigest()


def unit_of(row: Row) -> Unit:
    segment, translation = row.segment, row.translation
    return Unit(
        id=str(segment.uuid),
        source=segment.source,
        target=translation.text,
        state=State(translation.state),
        kind=Kind(segment.kind),
        label=segment.label,
        longest=segment.longest,
        marks=segment.marks,
        previous=translation.based_on if translation.is_outdated else "",
    )
