"""Whose request for translation a screen of review may show."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from cms.login import StaffRequest
from cms.models import User

from ..models import TranslationRequest
from ..paper_rights import may_record
from ..rights import Rights


def request_to_review(request: StaffRequest, request_id: int) -> TranslationRequest:
    """For those who translate, review or answer for the item, and who records signatures.

    Raises Http404, PermissionDenied.
    """
    rows = TranslationRequest.objects.select_related("page", "work", "office__parent", "reviewer")
    asked: TranslationRequest = get_object_or_404(rows, id=request_id)
    if not may_look(asked, request.user):
        raise PermissionDenied
    return asked


def may_look(asked: TranslationRequest, user: User) -> bool:
    return Rights(user).may_look(asked) or may_record(asked, user)
