"""“Trang, chuyên mục”: drafts of the pages around the items, and what a leader does with them."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from .. import structure_release as release
from .. import structure_rights as rights
from .. import structure_waiting as waiting
from ..going_live import NotApproved
from ..language_switch_words import untranslated
from ..login import StaffRequest
from ..structure_changes import is_structure
from ..visibility import holds_any
from ..word_diff import as_html, word_diff
from .posted import posted_text

REASON_LENGTH = 500


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    context = {
        "waiting": waiting.waiting_for_readers(request.user),
        "records": waiting.records_for(request.user),
    }
    return TemplateResponse(request, "cms/admin/structure.html", context)


@require_http_methods(["GET", "POST"])
def show(request: StaffRequest, page_id: int) -> HttpResponse:
    """The draft beside what readers see; by POST it goes on the portal."""
    page = _page(request, page_id)
    if request.method != "POST":
        return _screen(request, page)
    _require_leader(request, page)
    return _act(
        request,
        page,
        lambda reason: release.publish_structure(
            page=page,
            user=request.user,
            reason=reason,
            fingerprint=request.POST.get("fingerprint", ""),
            same_words="same_words" in request.POST,
        ),
        _("“%(title)s” is on the portal now."),
    )


@require_POST
def take_off(request: StaffRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    _require_leader(request, page)
    return _act(
        request,
        page,
        lambda reason: release.take_off(page=page, user=request.user, reason=reason),
        _("“%(title)s” is off the portal. It can be moved or deleted now."),
    )


@require_POST
def put_back(request: StaffRequest, page_id: int) -> HttpResponse:
    page = _page(request, page_id)
    if not rights.may_write(page, request.user):
        raise PermissionDenied
    return _act(
        request,
        page,
        lambda _reason: release.put_back(page=page, user=request.user),
        _(
            "The text before is the draft of “%(title)s” again. It still has to be put on the portal."
        ),
    )


def _page(request: StaffRequest, page_id: int) -> Page:
    found = Page.objects.filter(id=page_id).specific().first()
    if found is None or not is_structure(found):
        raise Http404("No page around the items.")
    if not rights.may_read(found, request.user):
        raise PermissionDenied
    return found


def _require_leader(request: StaffRequest, page: Page) -> None:
    if not rights.is_leader_for(page, request.user):
        raise PermissionDenied


def _act(request: StaffRequest, page: Page, act: Callable[[str], Any], done: str) -> HttpResponse:
    """Refused, it is said why, and the screen keeps what was typed."""
    reason = posted_text(request, longest=REASON_LENGTH)
    try:
        act(reason)
    except (release.StructureRefused, NotApproved) as refusal:
        messages.error(request, str(refusal))
        return _screen(request, page, typed=reason)
    page = Page.objects.get(pk=page.pk)
    messages.success(request, done % {"title": page.draft_title or page.title})
    return redirect("loa_structure_page", page.pk)


def _screen(request: StaffRequest, page: Page, typed: str = "") -> HttpResponse:
    page = Page.objects.filter(pk=page.pk).specific().get()  # a refused act leaves traces on it
    context = {
        "page": page,
        "office": rights.office_behind(page),
        "is_leader": rights.is_leader_for(page, request.user),
        "can_edit": page.permissions_for_user(request.user).can_edit(),
        "typed": typed,
        "reason_length": REASON_LENGTH,
        "history": _history(page),
        **_draft(request, page),
        **_other_buttons(request, page),
    }
    return TemplateResponse(request, "cms/admin/structure_page.html", context)


def _draft(request: StaffRequest, page: Page) -> dict[str, Any]:
    try:
        draft = release.draft_of(page)
    except release.StructureRefused as nothing:
        return {"draft": None, "nothing": str(nothing)}
    vietnamese = untranslated(page, draft.after)
    return {
        "draft": draft,
        "untranslated": release.why_untranslated(page, vietnamese) if vietnamese else "",
        "changes": _side_by_side(page, draft.changed),
        "writers": list(rights.writers_of(page)),
        "for_whom": rights.names_of(rights.deciders(page)),
        "why_not": rights.why_not(page, request.user),
    }


def _other_buttons(request: StaffRequest, page: Page) -> dict[str, Any]:
    may_put_back = not release.why_not_put_back(page, release.last_published(page))
    return {
        "may_put_back": may_put_back and rights.may_write(page, request.user),
        "why_not_taken_off": release.why_it_is_not_taken_off(page),
    }


def _history(page: Page) -> list[dict[str, Any]]:
    return [
        {"record": record, "changes": _side_by_side(page, record.changed())}
        for record in release.history(page)
    ]


def _side_by_side(page: Page, changed: Mapping[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Each text once with what goes and once with what comes."""
    rows = []
    for name, (before, after) in changed.items():
        pieces = word_diff(before, after)
        rows.append(
            {
                "label": _label(page, name),
                "before": as_html(piece for piece in pieces if piece.kind != "inserted"),
                "after": as_html(piece for piece in pieces if piece.kind != "deleted"),
            }
        )
    return rows


def _label(page: Page, name: str) -> str:
    if name == "slug":
        return _("Last part of the address")
    label = str(page._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def structure_urls() -> list[URLPattern]:
    return [
        path("trang/", index, name="loa_structure"),
        path("trang/<int:page_id>/", show, name="loa_structure_page"),
        path("trang/<int:page_id>/go/", take_off, name="loa_structure_take_off"),
        path("trang/<int:page_id>/lay-lai/", put_back, name="loa_structure_put_back"),
    ]


class StructureMenuItem(MenuItem):
    """Shown to those who write such pages, vouch for them, or read everything."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Section and office pages"),
            reverse_lazy("loa_structure"),
            name="structure",
            icon_name="home",
            order=120,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return holds_any(request, rights.READERS)
