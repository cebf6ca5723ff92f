"""“Giọng đọc bản tin”: a machine's draft beside the item, recordings of people, and who let what out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from cms.approval.readers import may_read
from cms.languages import BY_CODE
from cms.models import ItemPage, Office
from cms.views.posted import posted_text
from cms.views.recordings import as_stored
from media_assets.models import Recording
from translations.models import SpokenVersion

from ..channel import Post
from ..forms.bulletin_sounds import MachineVoiceForm, ReadingForm
from ..models import BulletinSound, Release, SoundFile, StoredPost
from ..nodders import offices_led_by
from ..package import assemble
from ..script.model import Script, script_in
from ..script.timing import seconds
from ..services.bulletin_sounds import (
    SoundRefused,
    bring_reading,
    choose_machine_voice,
    hear_reading,
)
from ..voices.choices import choice_for, latest
from ..voices.labels import seen_label
from ..voices.listing import hearing_of, offered_recordings, pairs_for, spoken
from ..voices.ordering import order_machine
from ..voices.profiles import PROFILES
from ..voices.registry import machine_for
from ..voices.sound_rights import bringing_for, may_hear, may_listen, may_order, may_see
from ..voices.translated_voice import voice_for
from ..voices.words import words_hash
from .signed_in import user_of

PER_PAGE = 20


def voice_urls() -> list[URLPattern]:
    return [
        re_path(
            r"^goi-dang/(?P<page_id>\d+)/nghe-thu/(?P<post_hash>[0-9a-f]{64})/$",
            draft,
            name="publishing_voice_draft",
        ),
        path("giong-doc/", index, name="publishing_voices"),
        path("giong-doc/giong-may/", rules, name="publishing_voice_rules"),
        path("giong-doc/am-thanh/<int:pk>/", sound, name="publishing_sound"),
        path("giong-doc/am-thanh/<int:pk>/nghe/", hear, name="publishing_sound_hear"),
        path(
            "giong-doc/am-thanh/<int:pk>/<slug:profile>/", sound_file, name="publishing_sound_file"
        ),
        re_path(
            r"^giong-doc/(?P<release_id>\d+)/(?P<post_hash>[0-9a-f]{64})/$",
            bulletin,
            name="publishing_voice",
        ),
    ]


# --- beside an item: a machine's draft ----------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, page_id: int, post_hash: str) -> HttpResponse:
    """Of exactly the post that stands in the package now; made when the button is pressed."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ItemPage) or not may_read(page, user_of(request)):
        raise PermissionDenied
    post, office = _post_in_package(page, post_hash), page.edition.office
    context: dict[str, Any] = {"page": page, "title": page.draft_title}
    if post is None:
        return TemplateResponse(request, "publishing/voices/draft.html", context, status=410)
    script = script_in(post.to_data())
    if request.method == "POST":
        _require_order(request)
        made = order_machine(script=script, title=post.title, office=office, user=user_of(request))
        if made is not None:
            return redirect("publishing_sound", made.pk)
    there = BulletinSound.objects.filter(
        text_hash=words_hash(script), office=office, kind=BulletinSound.Kind.MACHINE
    ).first()
    if there is not None and request.method != "POST":
        return redirect("publishing_sound", there.pk)
    context |= {**_words(script), "title": post.title, "no_machine": machine_for(script) is None}
    return TemplateResponse(request, "publishing/voices/draft.html", context)


def _post_in_package(page: ItemPage, post_hash: str) -> Post | None:
    legs = assemble(page, page.get_latest_revision()).legs
    return next((leg.post for leg in legs if leg.post and leg.post.hash == post_hash), None)


@require_http_methods(["GET", "HEAD", "POST"])
def sound(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a machine's draft is, and its player; pressed again after a fault."""
    found = _listenable(request, pk)
    script = Script.from_data(found.script)
    if request.method == "POST" and not found.is_machine:
        raise PermissionDenied
    if request.method == "POST":
        _require_order(request)
        order_machine(
            script=script,
            title=found.title,
            office=found.office,
            user=user_of(request),
            says_label=found.says_label,
        )
        return redirect("publishing_sound", pk)
    context = {**_words(script), "sound": found, "label": seen_label(found), "title": found.title}
    return TemplateResponse(request, "publishing/voices/sound.html", context)


@require_safe
def sound_file(request: HttpRequest, pk: int, profile: str) -> HttpResponseBase:
    """Whole or in parts, for the people of its office."""
    _listenable(request, pk)
    if profile not in PROFILES:
        raise Http404
    file = get_object_or_404(SoundFile, sound=pk, profile=profile)
    response = as_stored(request, file.file, file.sha256, PROFILES[profile].media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def _require_order(request: HttpRequest) -> None:
    if not may_order(user_of(request)):
        raise PermissionDenied


def _listenable(request: HttpRequest, pk: int) -> BulletinSound:
    rows = BulletinSound.objects.select_related("office", "recording", "hearing")
    found: BulletinSound = get_object_or_404(rows, pk=pk)
    if not may_listen(user_of(request), found):
        raise PermissionDenied
    return found


# --- released bulletins: recordings of people ---------------------------------------------------


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Released bulletins that concern this person's offices, and who reads each."""
    user = user_of(request)
    page = Paginator(pairs_for(user), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "rows": spoken(page), "leads": bool(offices_led_by(user))}
    return TemplateResponse(request, "publishing/voices/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bulletin(request: HttpRequest, release_id: int, post_hash: str) -> HttpResponse:
    """One of them: its words, its recordings, and a new one."""
    user = user_of(request)
    release = get_object_or_404(Release.objects.select_related("office"), pk=release_id)
    post = get_object_or_404(StoredPost, pk=post_hash)
    if not may_see(user, release, post):
        raise PermissionDenied
    office = bringing_for(user, release, post)
    if request.method == "POST" and office is None:
        raise PermissionDenied
    script = script_in(post.data)
    [row] = spoken([(release.pk, post.pk, 0, "")])
    voice = voice_for(release, script.language, row.readings) if office else None
    form = ReadingForm(
        request.POST or None,
        request.FILES or None,
        instance=Recording(uploaded_by_user=None),
        offered=offered_recordings(user, script.language, voice),
        initial=_as_read(voice),
    )
    if request.method == "POST" and form.is_valid() and _brought(request, release, post, form):
        return redirect("publishing_voice", release.pk, post.pk)
    listed = [(one, hearing_of(one), may_hear(user, one)) for one in row.readings]
    context = {
        **_words(script),
        "row": row,
        "listed": listed,
        "form": form,
        "seen": words_hash(script),
        "office": office,
        "voice": voice,
        "title": str(post),
    }
    return TemplateResponse(request, "publishing/voices/bulletin.html", context)


def _as_read(voice: SpokenVersion | None) -> dict[str, Any]:
    """The form as it stands where a translation was read aloud already."""
    if voice is None:
        return {}
    names = ("reader_name", "consent_until")
    return {"kept": voice.recording_id} | {name: getattr(voice, name) for name in names}


def _brought(request: HttpRequest, release: Release, post: StoredPost, form: ReadingForm) -> bool:
    names = ("reader_name", "consent_until", "seen")
    given = {name: form.cleaned_data[name] for name in names}
    try:
        bring_reading(
            user=user_of(request),
            release=release,
            post=post,
            recording=form.recording(),
            **given,
        )
    except SoundRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The recording was kept. Now somebody else listens to it."))
    return True


@require_POST
def hear(request: HttpRequest, pk: int) -> HttpResponse:
    """What a second listener says."""
    found = _listenable(request, pk)
    is_right = request.POST.get("verb") == "right"
    comment = posted_text(request, "comment")
    try:
        hear_reading(user=user_of(request), sound=found, is_right=is_right, comment=comment)
    except SoundRefused as refusal:
        messages.error(request, str(refusal))
    else:
        right = _("Approved: the communes that get these words can play it now.")
        messages.success(
            request, right if is_right else _("Refused. Whoever brought it sees your reason here.")
        )
    back = request.POST.get("back", "").partition("/")
    if back[0].isdecimal() and len(back[0]) < 10 and len(back[2]) == 64 and back[2].isalnum():
        return redirect("publishing_voice", int(back[0]), back[2])
    return redirect("publishing_sound", pk)


# --- machine voices -----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """What the leader of an office says of machine voices."""
    user = user_of(request)
    led = Office.objects.filter(pk__in=offices_led_by(user)).select_related("parent")
    if not led:
        raise PermissionDenied
    asked = MachineVoiceForm(request.POST or None, offices=led)
    if request.method == "POST" and asked.is_valid() and _chosen(request, asked):
        return redirect("publishing_voice_rules")
    said = latest([office.pk for office in led])
    rows: list[dict[str, Any]] = []
    for office in led.order_by("code"):
        holds = choice_for(office)
        is_his = asked.is_bound and asked["office"].value() == str(office.pk)
        form = asked if is_his else MachineVoiceForm(offices=led, initial=_initial(office, holds))
        rows.append({"office": office, "holds": holds, "said": said.get(office.pk), "form": form})
    return TemplateResponse(request, "publishing/voices/rules.html", {"rows": rows})


def _initial(office: Office, holds: Any) -> dict[str, Any]:
    if holds is None:
        return {"office": office.pk, "goes_out": "no", "says_label": True}
    goes_out = "yes" if holds.goes_out else "no"
    return {"office": office.pk, "goes_out": goes_out, "says_label": holds.says_label}


def _chosen(request: HttpRequest, form: MachineVoiceForm) -> bool:
    said = form.cleaned_data
    try:
        made = choose_machine_voice(
            user=user_of(request),
            office=said["office"],
            goes_out=said["goes_out"] == "yes",
            says_label=said["says_label"],
            reason=said["reason"],
        )
    except SoundRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Kept.") if made else _("It was so already."))
    return True


def _words(script: Script) -> dict[str, Any]:
    """What every screen shows of what is said."""
    language = BY_CODE.get(script.language)
    return {
        "script": script,
        "bcp47": language.bcp47 if language else script.language,
        "about": seconds(script),
    }
