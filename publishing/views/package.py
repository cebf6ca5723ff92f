"""The package beside an item: for its editor to prepare, for its approver to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.approval import Refused, current_step
from cms.locks import lock_of
from cms.models import ItemPage, Office
from translations.beside import beside as beside_source
from translations.rolling.declared import shown_declaration
from translations.taken import declared_for

from ..booth import LOUDSPEAKER
from ..disclosure import overrulings
from ..ear_advice import advice_for
from ..emergency import standing_of
from ..forms.package import PackageForm
from ..forms.package_choice import BUTTON, CHANNEL, OFFICE, REGION, Choice, region_of
from ..forms.readings import rows_for
from ..forms.short_version import BUTTON as SHORTEN
from ..forms.short_version import Pressed, press
from ..models import Destination, Package, PackageLeg
from ..own_words import BEHIND, BEHIND_AT, beside
from ..package import Assembly, assemble
from ..previews import by_channel, previews_of
from ..proposal import PORTAL, already_out, chosen_destinations, offered
from ..recordings import recordings_of
from ..services.overruling import may_overrule
from ..services.packages import save_package
from ..services.spoken_words import add_word
from ..short_versions import shortening_of
from ..word_rights import may_add_words
from .signed_in import user_of


@dataclass(frozen=True)
class Group:
    """Destinations of an office and of the grassroots offices below it."""

    office: Office
    places: list[Destination]
    is_own: bool = False

    @property
    def region(self) -> str:
        return region_of(self.office)


def edit_package(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ItemPage) or not _may_edit(request, page):
        raise PermissionDenied
    package = Package.objects.filter(page_id=page.pk).prefetch_related("legs").first()
    form = _form(request, page, package)
    locked = page.workflow_in_progress
    ticking = BUTTON in request.POST
    if request.method == "POST" and not locked and not ticking and form.is_valid():
        try:
            _save(request, page, form)
        except Refused as refusal:  # submitted in this moment
            messages.error(request, str(refusal))
            return redirect("publishing_package", page.pk)
        messages.success(request, _told(form.pressed))
        goes_on = request.POST.get("next") == "submit"
        where = reverse("loa_submit" if goes_on else "publishing_package", args=[page.pk])
        return redirect(f"{where}{'#short' if SHORTEN in request.POST else ''}")
    assembly = _assembled(page)
    context = {
        "page": page,
        "form": form,
        "locked": locked,
        "is_built": lock_of(page) is not None,
        "groups": _groups(page, form.offered),
        **_choosing(request, page, form),
        "own_texts": _own_texts(request, form, package),
        "fixed": {str(place.pk) for place in already_out(page)},
        "assembly": assembly,
        "emergency": standing_of(assembly, current_step(page), user_of(request)),
        "previews": by_channel(previews_of(assembly)),
        "ear_advice": advice_for(assembly, package),
        "shortening": shortening_of(assembly, package),
        "readings": rows_for(assembly, form.readings, form.answers),
        "may_remember": may_add_words(user_of(request), page.edition.office),
        "text_is_behind": bool(_behind(assembly, BEHIND)),
        "places_behind": _behind(assembly, BEHIND_AT),
    }
    return TemplateResponse(request, "publishing/package/edit.html", context)


def summary_html(
    page: ItemPage, revision: Revision, request: HttpRequest, draft: ItemPage
) -> tuple[SafeString, str]:
    """What `settings.LOA_PACKAGE_SUMMARY` names: the package as the approver reads it."""
    assembly = assemble(page, revision, draft)
    step = current_step(page)
    context = {
        "assembly": assembly,
        "previews": by_channel(previews_of(assembly)),
        "emergency": standing_of(assembly, step, user_of(request)),
        "beside": beside_source(page, revision),
        "minor_edit": declared_for(page, revision),
        "change": shown_declaration(page, revision),
        "recordings": recordings_of(assembly.page),
        "task_state": step,
        "may_overrule": bool(assembly.disclosed) and may_overrule(page, step, user_of(request)),
        "overrulings": overrulings(page, assembly.fingerprint) if assembly.searched.found else [],
    }
    html = render_to_string("publishing/package/summary.html", context, request)
    return html, assembly.fingerprint


def _may_edit(request: HttpRequest, page: ItemPage) -> bool:
    return page.permissions_for_user(request.user).can_edit()


def _form(request: HttpRequest, page: ItemPage, package: Package | None) -> PackageForm:
    places = [place for place in offered(page) if place.channel != PORTAL]
    data: QueryDict | None = request.POST if request.method == "POST" else None
    pressed = None
    if data and BUTTON in data:
        data = Choice(places, page.edition.office).apply(data)
    elif data and SHORTEN in data and not page.workflow_in_progress:
        saved = package.texts.get(LOUDSPEAKER, {}).get("text", "") if package else ""
        data, pressed = press(
            data, saved=saved, shortening=lambda: shortening_of(_assembled(page), package)
        )
    return PackageForm(
        data,
        offered=places,
        ticked=chosen_destinations(page, package),
        package=package,
        pressed=pressed,
    )


def _assembled(page: ItemPage) -> Assembly:
    return assemble(page, page.get_latest_revision())


def _told(pressed: Pressed) -> str:
    if pressed.slot:
        return _(
            "The short version was made and saved as the text for the loudspeakers. Read it, change"
            " what you like, and see below how it will be read. It goes out only once it is approved."
        )
    if pressed.whole:
        return _("The loudspeakers say the whole item again.")
    return _("The package was saved.")


def _choosing(request: HttpRequest, page: ItemPage, form: PackageForm) -> dict[str, Any]:
    """Which boxes are ticked, and the control that ticks many; it keeps what was named there."""
    ticked = {str(pk) for pk in form["destinations"].value() or []}
    choice = Choice(form.offered, page.edition.office)
    return {
        "ticked": ticked,
        "choice": choice,
        "areas": choice.areas(),
        "kinds": choice.kinds(ticked),
        "posted_regions": request.POST.getlist(REGION),
        "posted_offices": request.POST.getlist(OFFICE),
        "posted_channels": request.POST.getlist(CHANNEL),
    }


def _save(request: HttpRequest, page: ItemPage, form: PackageForm) -> None:
    save_package(
        page=page,
        user=request.user,  # type: ignore[arg-type]  # the admin asks for a login
        destinations=form.cleaned_data["destinations"],
        texts=form.wishes(lambda: beside(page)),
        leg_texts=form.own_texts(),
        leg_beside=form.own_beside(lambda: beside(page)),
        go_live_at=form.chosen_time(),
        urgent=form.cleaned_data["urgent"],
    )
    office, user = page.edition.office, user_of(request)
    if form.answers and may_add_words(user, office):
        for written, said in form.answers.remembered.items():
            add_word(office=office, written=written, said=said, user=user)


def _behind(assembly: Assembly, code: str) -> dict[int, bool]:
    """Places whose words somebody has to read again."""
    asked = (leg for leg in assembly.legs if any(one.code == code for one in leg.problems))
    return {leg.destination.pk: True for leg in asked}


def _own_texts(request: HttpRequest, form: PackageForm, package: Package | None) -> dict[int, str]:
    """As typed, where the page is shown again."""
    if request.method == "POST":
        return {one.pk: request.POST.get(f"leg_text_{one.pk}", "") for one in form.offered}
    legs = package.legs.exclude(text="") if package else PackageLeg.objects.none()
    return dict(legs.values_list("destination_id", "text"))


def _groups(page: ItemPage, places: Iterable[Destination]) -> list[Group]:
    """The own office first and open; then a group a province, its grassroots offices within."""
    own = page.edition.office
    groups: dict[int, Group] = {own.pk: Group(own, [], is_own=True)}
    for place in places:
        grassroots = place.office.level == Office.Level.GRASSROOTS
        office = (place.office.parent if grassroots else None) or place.office
        groups.setdefault(office.pk, Group(office, [])).places.append(place)
    return [group for group in groups.values() if group.places or group.is_own]
