"""A translation given back to whoever wrote it, with what is to be done beside each text."""

from typing import Any

from django.db import transaction

from cms.models import User
from cms.working_time import today

from ..models import SegmentTranslation, TranslationNotice, TranslationRequest
from ..planning.notices import tell_sent_back
from ..rights import Rights
from .asking import ask
from .deciding import Seen, reopen


@transaction.atomic
def send_back(*, request: TranslationRequest, user: Any, seen: Seen, reason: str) -> None:
    """Opened again; the reason is a comment beside each. One mail a day to each who wrote any of
    them, for a reviewer sends back one text after the other. Raises as `reopen`."""
    reopen(request=request, user=user, seen=seen, reason=reason)
    for segment in seen:
        ask(request=request, user=user, segment=segment, text=reason)
    for person in _writers(request, seen, user):
        about = f"back:{today()}:{person.pk}"
        _notice, new = TranslationNotice.objects.get_or_create(request=request, about=about)
        if new:
            tell_sent_back(person, request, user, reason)


def _writers(request: TranslationRequest, seen: Seen, but: User) -> list[User]:
    rows = SegmentTranslation.objects.filter(
        segment__page=request.page_id, segment__uuid__in=seen.keys(), language=request.language
    )
    authors = {row.author for row in rows.select_related("author") if row.author}
    told = [one for one in authors - {but} if Rights(one).may_look(request)]
    return sorted(told, key=lambda one: one.pk)
