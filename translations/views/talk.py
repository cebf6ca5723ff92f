"""Comments on segments, and questions to the author."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..editing.lines import comments_on
from ..errors import Refused
from ..forms.editor import CommentForm, SegmentForm
from ..models import TranslationRequest
from ..services import ask, settle
from .asked import asked_or_404, wants_json
from .editor import back_to


@require_POST
def comment(request: HttpRequest, request_id: int) -> HttpResponse:
    asked, _rights = asked_or_404(request, request_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    given = form.cleaned_data
    words = {"text": given["text"], "to_author": given["to_author"]}
    try:
        ask(request=asked, user=request.user, segment=given["segment"], **words)
    except Refused as refusal:
        return _refused(request, asked, given["segment"], refusal)
    sent = _("Sent. The author is told by e-mail.") if given["to_author"] else _("Sent.")
    return _answered(request, asked, given["segment"], sent)


@require_POST
def settled(request: HttpRequest, request_id: int, comment_id: int) -> HttpResponse:
    """`open`: it is not settled after all."""
    asked, _rights = asked_or_404(request, request_id)
    form = SegmentForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    segment = form.cleaned_data["segment"]
    is_settled = "open" not in request.POST
    try:
        settle(request=asked, user=request.user, comment=comment_id, settled=is_settled)
    except Refused as refusal:
        return _refused(request, asked, segment, refusal)
    return _answered(request, asked, segment, _("Saved."))


def _answered(
    request: HttpRequest, asked: TranslationRequest, segment: UUID, said: str
) -> HttpResponse:
    if not wants_json(request):
        messages.success(request, said)
        return redirect(back_to(request, asked, segment))
    comments = list(comments_on(asked).filter(segment__page=asked.page_id, segment__uuid=segment))
    context = {"asked": asked, "uuid": str(segment), "comments": comments, "may_talk": True}
    html = render_to_string("translations/editor/comments.html", context, request)
    still_open = sum(one.resolved_at is None for one in comments)
    return JsonResponse({"html": html, "message": said, "open": still_open})


def _refused(
    request: HttpRequest, asked: TranslationRequest, segment: UUID, refusal: Refused
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": str(refusal)}, status=422)
    messages.error(request, str(refusal))
    return redirect(back_to(request, asked, segment))
