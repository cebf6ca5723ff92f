"""“Giọng đọc”: recordings of a translation, brought and heard. They hold no decisions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.languages import BY_CODE
from cms.login import StaffRequest
from cms.models import User
from cms.views.posted import posted_text
from cms.views.recordings import as_stored
from media_assets.models import Recording

from ..buildable import gaps_in, page_rows
from ..errors import NotYours, Refused
from ..listeners import listeners, may_hear
from ..models import ListeningChoice, SpokenVersion, TranslationRequest
from ..review_forms import VoiceForm
from ..rights import Rights
from ..rows import Row
from ..services.speaking import choose_listening, keep_spoken_version, listen, may_bring
from ..spoken import Spoken, approved_voice, is_heard, spoken_text, text_hash, versions_of
from .review_access import may_look, request_to_review


@require_http_methods(["GET", "POST"])
def voice(request: StaffRequest, request_id: int) -> HttpResponse:
    asked = request_to_review(request, request_id)
    if asked.page is None:
        raise Http404("The item was deleted.")
    if request.method == "POST" and not may_bring(asked, request.user):
        raise PermissionDenied
    form = VoiceForm(
        request.POST or None, request.FILES or None, instance=Recording(uploaded_by_user=None)
    )
    if request.method == "POST" and form.is_valid() and _kept(request, asked, form):
        return redirect("translations_voice", asked.pk)
    return TemplateResponse(request, "translations/voice.html", _context(request, asked, form))


def _context(request: StaffRequest, asked: TranslationRequest, form: VoiceForm) -> dict:
    rows, rights = page_rows(asked), Rights(request.user)
    spoken = versions_of(asked, rows)
    choices = ListeningChoice.objects.filter(language=asked.language, office=asked.office_id)
    return {
        "asked": asked,
        "title": asked.page.title if asked.page else str(asked.work),
        "language": BY_CODE[asked.language],
        "form": form,
        "gaps": gaps_in(rows),
        "text": spoken_text(rows),
        "seen": text_hash(rows),
        "lent": _lent(asked, rows),
        "spoken": [(one, _may_decide(one, request), _asked(one)) for one in spoken],
        "is_heard": is_heard(asked),
        "choice": choices.order_by("-pk").first(),
        "may_bring": may_bring(asked, request.user),
        "may_edit": rights.may_look(asked),
        "may_choose": rights.may_choose_listening(asked),
    }


def _lent(asked: TranslationRequest, rows: list[Row]) -> SpokenVersion | None:
    """The centre's recording, where it counts for a local copy that says the same."""
    voice = approved_voice(asked, rows)
    return voice if voice is not None and voice.request_id != asked.pk else None


def _may_decide(one: Spoken, request: StaffRequest) -> bool:
    return one.is_waiting and may_hear(one.version, request.user)


def _asked(one: Spoken) -> list[User]:
    """Who can listen to it now."""
    return listeners(one.version) if one.is_waiting else []


@require_POST
def heard(request: StaffRequest, request_id: int) -> HttpResponse:
    """Whether the language is heard rather than read."""
    asked = request_to_review(request, request_id)
    is_heard_now = request.POST.get("heard") == "1"
    reason = posted_text(request)
    try:
        choose_listening(request=asked, user=request.user, is_heard_now=is_heard_now, reason=reason)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept."))
    return redirect("translations_voice", asked.pk)


@require_POST
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """What a second listener says."""
    version = _version(request, pk)
    comment = posted_text(request, "comment")
    is_right = request.POST.get("verb") == "right"
    try:
        listen(version=version, user=request.user, is_right=is_right, comment=comment)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _SAID[is_right]())
    return redirect("translations_voice", version.request_id)


_SAID = {
    True: lambda: _("Approved: build the page, and the recording stands above the text."),
    False: lambda: _("Refused. Whoever brought it sees your reason here."),
}


@require_safe
def file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Whole or in parts, for those who may look at the translation."""
    recording = _version(request, pk).recording
    if recording is None:
        raise Http404("It was deleted from the library.")
    response = as_stored(request, recording.file, recording.sha256, recording.media_type)
    response["Cache-Control"] = "private, no-store"
    return response


def _version(request: StaffRequest, pk: int) -> SpokenVersion:
    rows = SpokenVersion.objects.select_related("request__office", "recording")
    version: SpokenVersion = get_object_or_404(rows, id=pk)
    if not may_look(version.request, request.user):
        raise PermissionDenied
    return version


def _kept(request: StaffRequest, asked: TranslationRequest, form: VoiceForm) -> bool:
    recording = form.save(commit=False)
    names = ("reader_name", "consent_until", "seen")
    given = {name: form.cleaned_data[name] for name in names}
    try:
        keep_spoken_version(request=asked, user=request.user, recording=recording, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    said = [_("The recording was kept. Now somebody else listens to it.")]
    said += [str(note) for note in getattr(recording, "intake_notes", ())]
    messages.success(request, " ".join(said))
    return True
