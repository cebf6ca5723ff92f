"""Comments on a segment, and questions to the author of its source."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.models import User
from cms.notices import queue

from ..errors import Gap, NotReady, Refused, Why
from ..models import Segment, SegmentComment, TranslationRequest
from ..rights import Rights, require
from ..rows import require_open

LONGEST = 2000


@transaction.atomic
def ask(
    *,
    request: TranslationRequest,
    user: Any,
    segment: UUID,
    text: str,
    to_author: bool = False,
) -> SegmentComment:
    """Whoever spoke of this segment before is told by mail; of a question to the author, they too;
    but nobody who may not look at it any more.

    Raises NotYours, Refused without words, NotReady for what is no longer on the page.
    """
    require(Rights(user).may_build(request))
    require_open(request)
    if not (text := text.strip()[:LONGEST]):
        raise Refused(_("Write what you want to say or ask."))
    found = Segment.objects.filter(page=request.page_id, uuid=segment).present().first()
    if found is None:
        raise NotReady([Gap(segment, "?", "", Why.GONE)])
    given = {"language": request.language, "text": text, "to_author": to_author}
    comment = SegmentComment.objects.create(
        segment=found, user=user, user_name=str(user), at=timezone.now(), **given
    )
    for person in _told(request, comment):
        _write_to(person, request, comment)
    return comment


@transaction.atomic
def settle(*, request: TranslationRequest, user: Any, comment: int, settled: bool = True) -> None:
    """Nothing is open about it any more, or again. Raises NotYours, Refused."""
    require(Rights(user).may_build(request))
    mine = SegmentComment.objects.filter(
        id=comment, language=request.language, segment__page=request.page_id
    )
    values = {"resolved_at": timezone.now(), "resolved_by": user}
    if not settled:
        values = {"resolved_at": None, "resolved_by": None}
    if not mine.update(**values):
        raise Refused(_("This comment is not there any more. Load the page again."))


def _told(request: TranslationRequest, comment: SegmentComment) -> Iterable[User]:
    before = SegmentComment.objects.filter(segment=comment.segment_id, language=comment.language)
    people = {one.user_id: one.user for one in before.select_related("user") if one.user}
    if comment.to_author:
        owner = request.page.owner if request.page else None
        people |= {one.pk: one for one in (owner, request.requested_by) if one}
    people.pop(comment.user_id, None)
    return [one for one in people.values() if Rights(one).may_look(request)]


def _write_to(person: User, request: TranslationRequest, comment: SegmentComment) -> None:
    names = {
        "person": comment.user_name,
        "title": request.page.title if request.page else request.work.title,
        "label": comment.segment.label,
    }
    where = reverse("translations_editor", args=[request.pk])
    url = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{where}#doan-{comment.segment.uuid}"

    def subject() -> str:
        if comment.to_author:
            return _("Question from a translator: %(title)s") % names
        return _("Comment on a translation: %(title)s") % names

    def body() -> str:
        said = _("%(person)s writes about “%(title)s” (%(label)s):") % names
        return f"{said}\n\n{comment.segment.source}\n\n{comment.text}\n\n{url}\n"

    queue(person, subject, body)
