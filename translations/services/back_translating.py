"""A translation put into Vietnamese again by somebody else: optional, for those who cannot read it."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import NotYours, Refused
from ..models import BackTranslation, TranslationRequest
from ..paper_rights import writers_of
from ..rights import Rights, require
from ..rows import held, require_seen
from .writing import cleaned


@transaction.atomic
def keep_back_translation(
    *, request: TranslationRequest, user: Any, segment: UUID, version: int, text: str
) -> BackTranslation:
    """Of the words that were on the screen (`version`). Raises NotYours, also for whoever wrote them,
    Conflict, Refused, NotReady."""
    require(Rights(user).may_write(request))
    if not (text := cleaned(text)):
        raise Refused(_("Write in Vietnamese what the translation says."))
    rows = held(request, {segment})
    require_seen(rows, {segment: version}, {})
    if user.pk in writers_of(rows):
        raise NotYours
    (row,) = rows
    if not row.translation.text:
        raise Refused(_("There is no translation yet."))
    return BackTranslation.objects.create(
        segment=row.segment,
        language=request.language,
        of=row.translation.text,
        text=text,
        user=user,
        user_name=str(user),
        at=timezone.now(),
    )
