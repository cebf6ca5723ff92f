"""“Bài của Trung ương”: what an office may make its own, and what the centre lets it change."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.folded import Folded
from cms.login import StaffRequest
from cms.models import ItemPage, Office
from cms.search import fold
from cms.views.item_screen import item_or_404
from cms.views.posted import posted_text

from .. import services
from ..copies.national import national_items, offices_for, standings_at
from ..copies.rights import may_rule
from ..copies.rules import Rule, Rules, rules_of
from ..copies.sections import sections_of, shelf_for
from ..copies.spots import Spot, spots_of
from ..errors import Refused
from ..local_content import content_of, content_of_page
from ..services.local_copies import copy_at, why_not_copied
from ..services.ruling import Word, is_national

PER_PAGE = 30
NOTE_LENGTH = 250


@require_safe
def items(request: StaffRequest) -> HttpResponse:
    offices = offices_for(request.user)
    if not offices:
        raise PermissionDenied
    office = _chosen(request, offices)
    found, text = national_items(), request.GET.get("text", "").replace("\0", "").strip()
    if text:
        found = found.annotate(plain=Folded("page__title")).filter(plain__contains=fold(text))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "offices": offices,
        "office": office,
        "text": text,
        "rows": standings_at(office, page.object_list),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
    }
    return TemplateResponse(request, "translations/copies/national.html", context)


@require_http_methods(["GET", "POST"])
def make(request: StaffRequest, page_id: int) -> HttpResponse:
    """What a local copy means and where it will lie; by POST it is made."""
    offices = offices_for(request.user)
    source = item_or_404(page_id)
    if not offices or why_not_copied(source):
        raise PermissionDenied  # of a draft its title is not told either
    office = _chosen(request, offices)
    existing = copy_at(source, office)
    if request.method == "POST" and existing is None:
        return _make(request, source, office)
    context = {
        "page": source,
        "offices": offices,
        "office": office,
        "existing": existing,
        "may_open": existing is not None and _may_edit(request, existing.page.specific),
        "sections": sections_of(office),
        "shelf": shelf_for(source, office),
    }
    return TemplateResponse(request, "translations/copies/make.html", context)


def _make(request: StaffRequest, source: ItemPage, office: Office) -> HttpResponse:
    number = request.POST.get("section", "")
    asked = [each for each in sections_of(office) if str(each.pk) == number]
    if number and not asked:
        raise Http404("No section of this office.")
    try:
        page = services.create_local_copy(
            page=source, office=office, user=request.user, section=asked[0] if asked else None
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("translations_national")
    said = _(
        "The local copy is a draft in “%(section)s”. Nothing is public before it was approved."
    )
    messages.success(request, said % {"section": page.get_parent().title})
    if _may_edit(request, page):
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("translations_national")


@require_http_methods(["GET", "POST"])
def rules(request: StaffRequest, page_id: int) -> HttpResponse:
    """Every place of a national item: free, locked, or to be filled in by the offices."""
    page = item_or_404(page_id)
    if not is_national(page.edition) or not may_rule(request.user, page.edition):
        raise PermissionDenied
    spots, known = _spots(page), rules_of(page.edition)
    if request.method == "POST":
        posted = _posted(request, spots, known)
        wanted = {place: word for place, word in posted.items() if word[0]}
        try:
            changed = services.set_rules(page=page, rules=wanted, user=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("The rules were saved.") if changed else _("Nothing was changed.")
            )
            return redirect("translations_copy_rules", page.pk)
    context = {
        "page": page,
        "rows": [
            {
                "spot": spot,
                "number": number,
                "rule": known.by_place.get(spot.place, ""),
                "note": known.notes.get(spot.place, ""),
            }
            for number, spot in enumerate(spots)
        ],
        "choices": [("", _("Free"))] + [(each.value, each.label) for each in Rule],
        "copies": page.edition.derived.filter(local_copy__isnull=False).count(),
    }
    return TemplateResponse(request, "translations/copies/rules.html", context)


def _spots(page: ItemPage) -> list[Spot]:
    revision = page.get_latest_revision()
    content = content_of(revision) if revision else content_of_page(page)
    return [spot for spot in spots_of(type(page), content) if spot.place]


def _posted(request: StaffRequest, spots: list[Spot], known: Rules) -> dict[str, Word]:
    """A place that was not posted stays as it was; so does one that the newest draft has no more."""
    found: dict[str, Word] = {
        place: (rule, known.notes.get(place, "")) for place, rule in known.by_place.items()
    }
    for number, spot in enumerate(spots):
        name = f"rule-{number}"
        if name not in request.POST or request.POST.get(f"place-{number}") != spot.place:
            continue
        note = posted_text(request, f"note-{number}", NOTE_LENGTH)
        found[spot.place] = (request.POST[name], note)
    return found


def _chosen(request: StaffRequest, offices: Any) -> Office:
    asked = request.POST.get("office") or request.GET.get("office") or ""
    if not asked:
        return offices[0]
    found = [each for each in offices if str(each.pk) == asked]
    if not found:
        raise Http404("No office of this person.")
    return found[0]


def _may_edit(request: StaffRequest, page: ItemPage) -> bool:
    return bool(page.permissions_for_user(request.user).can_edit())
