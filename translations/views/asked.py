"""The request that an address names, and who may look at it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ..models import Segment, TranslationRequest
from ..rights import Rights

_PARTS = (
    *("page__locale", "work", "office__parent__parent", "translated_page", "requested_by"),
    *("assignee", "reviewer", "page__owner"),
)


def asked_or_404(request: HttpRequest, request_id: int) -> tuple[TranslationRequest, Rights]:
    """By `id`: a number too large for the database is then nobody's. Raises PermissionDenied."""
    asked = get_object_or_404(TranslationRequest.objects.select_related(*_PARTS), id=request_id)
    rights = Rights(request.user)
    if not rights.may_look(asked):
        raise PermissionDenied
    return asked, rights


def segment_or_404(asked: TranslationRequest, uuid: Any) -> Segment:
    found = Segment.objects.filter(page=asked.page_id, uuid=_uuid(uuid)).present()
    return get_object_or_404(found)


def _uuid(value: Any) -> UUID:
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError as error:
        raise Http404 from error


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept", "").startswith("application/json")
