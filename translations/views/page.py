"""The translated page: as it will be, and built."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cms.approval import is_in_review, may_submit
from cms.approval.readers import may_read
from cms.languages import BY_CODE
from cms.models import ItemPage
from cms.views.posted import posted_text

from ..editing.previewing import page_as_it_will_be
from ..errors import Gap, NotReady, Refused
from ..models import TranslationRequest
from ..rights import Rights
from ..services import build_page
from ..spoken import gaps_to_build
from .asked import asked_or_404


@require_GET
def preview(request: HttpRequest, request_id: int) -> HttpResponse:
    asked, _rights = asked_or_404(request, request_id)
    try:
        page = page_as_it_will_be(asked)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translations_editor", asked.pk)
    return page.make_preview_request(request, "")


@require_http_methods(["GET", "POST"])
def build(request: HttpRequest, request_id: int) -> HttpResponse:
    """What is missing, then the button; with gaps it asks for a reason."""
    asked, rights = asked_or_404(request, request_id)
    if request.method == "POST":
        return _build(request, asked, rights)
    return _show(request, asked, rights, gaps_to_build(asked))


def _build(request: HttpRequest, asked: TranslationRequest, rights: Rights) -> HttpResponse:
    reason = posted_text(request)
    try:
        built = build_page(request=asked, user=request.user, reason=reason)
    except NotReady as refusal:
        messages.error(request, str(refusal))
        return _show(request, asked, rights, refusal.gaps, reason)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _show(request, asked, rights, gaps_to_build(asked), reason)
    said = _("The page was built.") if built.is_new else _("The page says all this already.")
    messages.success(request, said)
    for note in built.notes:
        messages.warning(request, note)
    return redirect("translations_build", asked.pk)


def _show(
    request: HttpRequest,
    asked: TranslationRequest,
    rights: Rights,
    gaps: list[Gap] | tuple[Gap, ...],
    reason: str = "",
) -> HttpResponse:
    made = asked.translated_page.specific if asked.translated_page else None
    context = {
        "asked": asked,
        "title": asked.page.title if asked.page else asked.work.title,
        "language": BY_CODE[asked.language],
        "gaps": gaps,
        "reason": reason,
        "may_build": rights.may_build(asked),
        "may_with_gaps": rights.may_build_with_gaps(asked),
        "made": made if made is not None and may_read(made, rights.user) else None,
        "next": _next(made, rights) if made is not None else "",
    }
    return TemplateResponse(request, "translations/editor/build.html", context)


def _next(made: ItemPage, rights: Rights) -> str:
    """What becomes of the built page now: a word for the template."""
    if is_in_review(made):
        return "waits"
    if not made.has_unpublished_changes:
        return "live" if made.live else ""
    return "submit" if may_submit(made, rights.user) else "others_submit"
