"""“Ngôn ngữ”: which languages the site has, switched on and off. Parse, call a service, redirect."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.menu import MenuItem

from ..going_live import NotApproved
from ..language_switch import SwitchRefused, switch_off, switch_on, why_it_stays_on
from ..language_switch_state import is_on
from ..language_switch_waiting import around, standings
from ..languages import BY_CODE, DEFAULT, Language
from ..login import StaffRequest
from ..models import LanguageSwitch, Membership, Office, Role
from ..structure_release import StructureRefused
from ..visibility import roles_held
from .posted import posted_text

REASON_LENGTH = 500
AT_ONCE = 150  # pages that one press makes: some seconds


class LanguagesMenuItem(MenuItem):
    """Shown to everybody with a role: what a language waits for is many people's work."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Languages"),
            reverse_lazy("loa_languages"),
            name="languages",
            icon_name="globe",
            order=163,
        )

    def is_shown(self, request: StaffRequest) -> bool:
        return request.user.is_superuser or bool(roles_held(request))


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    found = standings()
    context = {
        "on": [one for one in found if one.is_on],
        "off": [one for one in found if not one.is_on],
    }
    return TemplateResponse(request, "cms/admin/languages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: StaffRequest, code: str) -> HttpResponse:
    """What of the language is there and what waits; by POST it is switched on or off."""
    language = _language_or_404(code)
    if request.method == "POST":
        return _switched(request, language)
    leads = _leads(request)
    switches = LanguageSwitch.objects.select_related("changed_by")
    context = {
        "language": language,
        "switch": switches.filter(locale__language_code=code).first(),
        "is_on": is_on(code),
        "around": around(language, request.user),
        "may_switch_on": leads or request.user.is_superuser,
        "may_switch_off": leads,
        "why_on": why_it_stays_on(language),
        "reason_length": REASON_LENGTH,
    }
    return TemplateResponse(request, "cms/admin/language.html", context)


def _switched(request: StaffRequest, language: Language) -> HttpResponse:
    is_off = "off" in request.POST
    if not _leads(request) and (is_off or not request.user.is_superuser):
        raise PermissionDenied
    try:
        if is_off:
            _off(request, language)
        elif "on" in request.POST:
            _on(request, language)
    except (SwitchRefused, StructureRefused, NotApproved) as refusal:
        messages.error(request, str(refusal))
    return redirect("loa_language", language.code)


def _on(request: StaffRequest, language: Language) -> None:
    done = switch_on(language=language, user=request.user, most=AT_ONCE)
    count = len(done.made)
    message = ngettext(
        "%(language)s is on; %(count)d page was made.",
        "%(language)s is on; %(count)d pages were made.",
        count,
    )
    messages.success(request, message % {"language": language.name, "count": count})


def _off(request: StaffRequest, language: Language) -> None:
    reason = posted_text(request, longest=REASON_LENGTH)
    if not reason:
        raise SwitchRefused(_("Say why the language is switched off."))
    switch_off(language=language, user=request.user, reason=reason)
    message = _("%(language)s is off. Everything in it is kept as drafts.")
    messages.success(request, message % {"language": language.name})


def _leads(request: StaffRequest) -> bool:
    """A leader of the centre answers for it."""
    posts = Membership.objects.filter(user=request.user, role=Role.LEADER)
    return posts.filter(office__level=Office.Level.CENTRE).exists()


def _language_or_404(code: str) -> Language:
    if code == DEFAULT or code not in BY_CODE:
        raise Http404("No such language.")
    return BY_CODE[code]


def language_urls() -> list[URLPattern]:
    return [
        path("ngon-ngu/", index, name="loa_languages"),
        path("ngon-ngu/<str:code>/", show, name="loa_language"),
    ]
