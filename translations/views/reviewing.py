"""“Hiệu đính”: approve one text or all, send one back, say it in Vietnamese again. No decisions."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cms.languages import BY_CODE
from cms.login import StaffRequest
from cms.views.posted import posted_text

from .. import services
from ..errors import NotYours, Refused
from ..models import TranslationRequest
from ..paper_rights import may_record
from ..reviewing import Reviewed, after, reviewed
from ..rights import Rights
from ..rows import why_closed
from ..services.back_translating import keep_back_translation
from .review_access import request_to_review

MOST_SEGMENTS = 5000  # that one press of a button may name; no item has so many


@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, request_id: int) -> HttpResponse:
    asked = request_to_review(request, request_id)
    if request.method == "POST":
        return _act(request, asked)
    rows = reviewed(asked, request.user.pk)
    return TemplateResponse(request, "translations/review.html", _context(request, asked, rows))


def _context(
    request: StaffRequest, asked: TranslationRequest, rows: list[Reviewed]
) -> dict[str, Any]:
    rights, language = Rights(request.user), BY_CODE[asked.language]
    ready = [row for row in rows if row.is_ready]
    return {
        "asked": asked,
        "title": asked.page.title if asked.page else str(asked.work),
        "language": language,
        "closed": why_closed(asked),
        "rows": rows,
        "ready": ready,
        "seen": json.dumps({str(row.segment.uuid): row.row.version for row in ready}),
        "warned": sum(bool(row.warnings) for row in ready),
        "own": sum(row.is_own for row in rows if not row.is_approved),
        "approved": (approved := sum(row.is_approved for row in rows)),
        "is_done": bool(rows) and approved == len(rows),
        "may_review": rights.may_review(asked),
        "may_write": rights.may_write(asked),
        "may_record": may_record(asked, request.user),
        "may_edit": rights.may_look(asked),
    }


def _act(request: StaffRequest, asked: TranslationRequest) -> HttpResponse:
    try:
        said, segment = _ACTS.get(request.POST.get("verb", ""), _unknown)(request, asked)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
        segment = request.POST.get("segment", "")
    else:
        messages.success(request, said)
        segment = after(reviewed(asked, request.user.pk), segment)
    address = reverse("translations_review", args=[asked.pk])
    return redirect(f"{address}#s-{segment}" if _is_uuid(segment) else address)


def _approve(request: StaffRequest, asked: TranslationRequest) -> tuple[str, str]:
    seen = _seen_one(request)
    _approved(request, asked, seen)
    return _("Approved."), request.POST.get("segment", "")


def _approve_all(request: StaffRequest, asked: TranslationRequest) -> tuple[str, str]:
    seen = _seen_all(request)
    _approved(request, asked, seen)
    said = ngettext("%(count)s text was approved.", "%(count)s texts were approved.", len(seen))
    return said % {"count": len(seen)}, ""


def _approved(request: StaffRequest, asked: TranslationRequest, seen: dict[UUID, int]) -> None:
    """The reason stands for every warning among them."""
    reason = posted_text(request)
    accepted = dict.fromkeys(seen, reason)
    services.approve(request=asked, user=request.user, seen=seen, accepted=accepted)


def _reopen(request: StaffRequest, asked: TranslationRequest) -> tuple[str, str]:
    reason = posted_text(request)
    services.send_back(request=asked, user=request.user, seen=_seen_one(request), reason=reason)
    return _("Sent back to its translator, with your reason."), request.POST.get("segment", "")


def _say_again(request: StaffRequest, asked: TranslationRequest) -> tuple[str, str]:
    ((segment, version),) = _seen_one(request).items()
    text = request.POST.get("text", "")
    keep_back_translation(
        request=asked, user=request.user, segment=segment, version=version, text=text
    )
    return _("The back-translation was kept."), str(segment)


def _unknown(request: StaffRequest, asked: TranslationRequest) -> tuple[str, str]:
    raise Refused(_("Nothing was chosen. Press one of the buttons."))


_ACTS = {
    "approve": _approve,
    "approve_all": _approve_all,
    "reopen": _reopen,
    "say_again": _say_again,
}


def _seen_one(request: StaffRequest) -> dict[UUID, int]:
    return _seen({request.POST.get("segment", ""): request.POST.get("version", "")})


def _seen_all(request: StaffRequest) -> dict[UUID, int]:
    try:
        posted = json.loads(request.POST.get("seen", ""))
    except (ValueError, RecursionError):
        posted = None
    if not isinstance(posted, dict) or not 0 < len(posted) <= MOST_SEGMENTS:
        raise Refused(_("Nothing was chosen. Press one of the buttons."))
    return _seen(posted)


def _seen(posted: dict[str, Any]) -> dict[UUID, int]:
    try:
        return {UUID(segment): int(version) for segment, version in posted.items()}
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(_("Nothing was chosen. Press one of the buttons.")) from error


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
