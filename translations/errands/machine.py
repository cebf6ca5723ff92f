"""Drafts of a machine for what nobody has translated yet, a call of the engine at a time."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from translations.errors import Conflict
from translations.exchange.problems import Problem
from translations.machine import Drafted, MachineFailed, Translator, draft, translator
from translations.machine.masking import mask
from translations.models import Errand, SegmentTranslation, TranslationRequest
from translations.rows import Row, require_open
from translations.services.writing import Draft, save_drafts
from translations.unit import Kind, Unit
from translations.units import rows_in, unit_of

from .reporting import MOST_LINES, lines_of

MACHINE = SegmentTranslation.Origin.MACHINE


def empty_rows(request: TranslationRequest) -> list[Row]:
    """What a machine can draft, in reading order; values and bare numbers are left to people."""
    return [row for row in rows_in(request) if _is_empty(row)]


def draft_some(errand: Errand) -> bool:
    """As many as the engine takes in one call; whether there are more.

    What somebody wrote meanwhile stays. Raises MachineFailed, NotYours, Refused; what was saved by
    then is kept.
    """
    engine, request = _engine(), errand.request
    assert request is not None
    page = require_open(request)
    tried = set(errand.options.get("tried", []))
    left = [row for row in empty_rows(request) if str(row.segment.uuid) not in tried]
    some = _at_once(left, engine)
    drafted = draft(
        [unit_of(row) for row in some],
        page.locale.language_code,
        request.language,
        engine=engine,
    )
    saved = _save(errand, request, drafted)
    _keep(errand, some, drafted, saved)
    return len(some) < len(left)


def _engine() -> Translator:
    engine = translator()
    if engine is None:
        raise MachineFailed(_("Machine translation is not switched on in this house."))
    return engine


def _is_empty(row: Row) -> bool:
    is_empty = row.segment.kind == Kind.TEXT and not row.translation.text
    return is_empty and mask(row.segment.source).has_words


def _at_once(rows: Sequence[Row], engine: Translator) -> list[Row]:
    some: list[Row] = []
    length = 0
    for row in rows[: engine.most_texts]:
        length += len(row.segment.source)
        if some and length > engine.most_characters:
            break
        some.append(row)
    return some


def _save(errand: Errand, request: TranslationRequest, drafted: Drafted) -> int:
    """How many were still empty."""
    texts = {UUID(one.unit): (one.text, one.engine) for one in drafted.suggestions}
    for _again in range(2):
        drafts = {
            row.segment.uuid: Draft(text, row.version, MACHINE, engine)
            for row in empty_rows(request)
            if row.segment.uuid in texts
            for text, engine in [texts[row.segment.uuid]]
        }
        try:
            save_drafts(request=request, user=errand.user, drafts=drafts)
        except Conflict:  # somebody wrote at this very moment: theirs stays
            continue
        return len(drafts)
    return 0


def _keep(errand: Errand, some: Sequence[Row], drafted: Drafted, saved: int) -> None:
    labels = {str(row.segment.uuid): _place(unit_of(row)) for row in some}
    problems = [Problem(labels[one.unit], one.message, one.unit) for one in drafted.problems]
    errand.options["tried"] = [*errand.options.get("tried", []), *labels]
    errand.report = [*errand.report, *lines_of(problems)][:MOST_LINES]
    errand.counts = errand.counts | {"saved": errand.counts.get("saved", 0) + saved}
    Errand.objects.filter(pk=errand.pk, turn=errand.turn).update(
        options=errand.options,
        report=errand.report,
        counts=errand.counts,
        done=len(errand.options["tried"]),
        moved_at=Now(),
    )


def _place(unit: Unit) -> str:
    return unit.label or unit.source[:60]
