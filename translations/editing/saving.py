"""One press of a button in the editor: save, and where asked go a step on, or open again."""

from dataclasses import dataclass
from typing import Any

from .. import memory
from ..errors import Refused
from ..forms.editor import SaveForm
from ..models import SegmentTranslation, TranslationRequest
from ..rights import Rights, require
from ..services import mark_translated, reopen, review, save_draft, send_back

_Verb = SaveForm.Verb
_STEPS = {_Verb.TRANSLATED: mark_translated, _Verb.REVIEWED: review}


@dataclass(frozen=True)
class Saved:
    """`refused`: the words are stored, the next step was not taken, and this is why."""

    translation: SegmentTranslation
    refused: str = ""


def press(request: TranslationRequest, user: Any, form: SaveForm) -> Saved:
    """Raises NotYours, Conflict, NotReady, Refused; then nothing was stored."""
    given = form.cleaned_data
    uuid, verb = given["segment"], given["verb"]
    if verb == _Verb.REOPEN:
        seen = {uuid: given["version"]}
        open_again = send_back if _is_of_another(request, user, uuid) else reopen
        open_again(request=request, user=user, seen=seen, reason=given["reason"])
        return Saved(_now(request, uuid))
    if verb == _Verb.REVIEWED:  # asked before anything is stored
        require(Rights(user).may_review(request))
    one = save_draft(request=request, user=user, segment=uuid, draft=form.draft())
    if given["unit"] and one.origin == SegmentTranslation.Origin.MEMORY:
        memory.count_use(given["unit"])
    step = _STEPS.get(verb)
    if step is None:
        return Saved(one)
    try:
        step(request=request, user=user, seen={uuid: one.version if one.pk else 0})
    except Refused as refusal:
        return Saved(one, str(refusal))
    return Saved(_now(request, uuid))


def _is_of_another(request: TranslationRequest, user: Any, uuid: Any) -> bool:
    """Then whoever wrote it is told."""
    rows = SegmentTranslation.objects.filter(
        segment__page=request.page_id, segment__uuid=uuid, language=request.language
    )
    return rows.exclude(author=None).exclude(author=user.pk).exists()


def _now(request: TranslationRequest, uuid: Any) -> SegmentTranslation:
    rows = SegmentTranslation.objects.select_related("segment")
    return rows.get(segment__uuid=uuid, language=request.language)
