"""The releases of an item, and those that wait for their time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from wagtail.models import Page

from cms.approval.readers import may_read
from cms.locks import lock_of

from .. import board
from ..forms.withdrawal import ReasonForm
from ..models import Delivery, Release
from ..rights import Rights
from ..sealed_releases import number_now
from ..services.releases import ReleaseRefused, cancel_release
from ..sheets.of_delivery import heard_channels
from ..state_tags import release_tag
from ..visibility import offices_of, releases_for
from .signed_in import user_of

PER_PAGE = 30
State = Delivery.State


@require_GET
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """Every release of one item, the newest first. Its draft is the business of its office alone."""
    user, page = user_of(request), get_object_or_404(Page, pk=page_id).specific
    edition = getattr(page, "edition", None)
    if edition is None or not offices_of(user).filter(pk=edition.office_id).exists():
        raise PermissionDenied
    releases = _counted(Release.objects.filter(page=page_id)).order_by("-pk")
    reader, newest = may_read(page, user), releases.first()
    if not reader and newest is None:
        raise PermissionDenied
    shown = Paginator(releases.select_related("office__parent"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    rights = Rights(user)
    context = {
        "item": page,
        "title": page.draft_title if reader or newest is None else newest.title,
        "page": shown,
        "pages": shown.paginator.get_elided_page_range(shown.number),
        "rows": [(one, release_tag(one), rights.may_cancel_release(one)) for one in shown],
        "may_take_down": page.live and rights.may_take_down(edition.office),
        "may_edit": page.permissions_for_user(user).can_edit(),
        "may_correct": page.live and lock_of(page) is None,
    }
    return TemplateResponse(request, "publishing/board/history.html", context)


@require_GET
def scheduled(request: HttpRequest) -> HttpResponse:
    """What waits for its time, with the reason where its time could not be kept."""
    user = user_of(request)
    shown = Paginator(board.scheduled_releases(user), PER_PAGE).get_page(request.GET.get("p"))
    rights = Rights(user)
    context = {
        "page": shown,
        "pages": shown.paginator.get_elided_page_range(shown.number),
        "rows": [(one, rights.may_cancel_release(one)) for one in shown],
    }
    return TemplateResponse(request, "publishing/board/scheduled.html", context)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then cancels what has not gone out yet."""
    user = user_of(request)
    releases = releases_for(user).select_related("office__parent")
    release = get_object_or_404(releases, pk=number_now(pk))
    if not Rights(user).may_cancel_release(release):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_release(release=release, user=user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The release was cancelled: nothing of it goes out."))
        except ReleaseRefused as error:
            messages.error(request, str(error))
        return redirect("publishing_scheduled")
    context = {"release": release, "form": form}
    return TemplateResponse(request, "publishing/board/cancel_release.html", context)


def _counted(releases):  # type: ignore[no-untyped-def]  # an annotated queryset has no good name
    """With the number of legs, and of those done, on their way and in trouble."""
    trouble = (State.FAILED, State.UNKNOWN)
    heard = Q(deliveries__destination__channel__in=heard_channels(), deliveries__variant__gt=0)
    underway = (State.QUEUED, State.SENDING, State.ACCEPTED)
    return releases.annotate(
        legs=Count("deliveries"),
        legs_heard=Count("deliveries", filter=heard),
        legs_done=Count("deliveries", filter=Q(deliveries__state=State.DELIVERED)),
        legs_underway=Count("deliveries", filter=Q(deliveries__state__in=underway)),
        legs_in_trouble=Count("deliveries", filter=Q(deliveries__state__in=trouble)),
    )
