"""What memory and machine propose for a segment."""

from typing import Any

from django.utils.translation import gettext as _

from cms import word_diff

from .. import machine, memory
from ..memory import Scope
from ..models import Segment, TranslationRequest
from ..unit import Kind, Unit

MOST = 5  # as many as there are keys for


def from_memory(request: TranslationRequest, segment: Segment) -> list[dict[str, Any]]:
    """The best first, with what differs between its source and this one."""
    found = memory.suggest(segment.source, request.language, office=request.office, limit=MOST)
    return [
        {
            "target": one.target,
            "quality": one.quality,
            "note": f"{one.quality} %",
            "unit": one.unit,
            "approved": one.approved,
            "scope": _("Centre") if one.scope is Scope.CENTRAL else _("Province"),
            "difference": _difference(one.source, segment.source),
            "numbers": one.quality == 100 and one.source != segment.source,
        }
        for one in found
    ]


def _difference(before: str, after: str) -> str:
    return str(word_diff.as_html(word_diff.word_diff(before, after))) if before != after else ""


def from_machine(request: TranslationRequest, segment: Segment) -> dict[str, Any]:
    """A draft that says whose it is, or why there is none."""
    unit = Unit(id=str(segment.uuid), source=segment.source, kind=Kind(segment.kind))
    source = request.page.locale.language_code if request.page else "vi"
    try:
        made = machine.draft([unit], source, request.language)
    except machine.MachineFailed as failed:
        return {"machine": [], "problem": str(failed)}
    problems = " ".join(one.message for one in made.problems)
    drafts = [{"target": one.text, "note": one.engine} for one in made.suggestions]
    if not drafts and not problems:
        problems = _("There is nothing here for a machine to translate.")
    return {"machine": drafts, "problem": problems}


def has_machine() -> bool:
    return machine.translator() is not None
