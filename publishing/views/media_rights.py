"""“Quyền sử dụng”: what allows a picture or recording to be shown, and where it is used."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.going_live import NotApproved
from media_assets.models import Picture, Recording
from media_assets.rights import problems

from ..forms.media_rights import (
    PersonsForm,
    RecordingPersonsForm,
    RecordingRightsForm,
    RightsForm,
)
from ..media_use import used_by
from ..services.media_rights import may_state_rights, state_rights
from ..shown_media import Media
from .signed_in import user_of


@require_http_methods(["GET", "POST"])
def rights(request: HttpRequest, picture_id: int) -> HttpResponse:
    picture: Picture = get_object_or_404(Picture.objects.prefetch_related("persons"), pk=picture_id)
    words = {
        "heading": _("Rights of the picture"),
        "nothing_missing": _("Nothing is missing: the picture may go out."),
        "saved": _("The rights of the picture were saved."),
        "back": _("To the picture"),
        "address": reverse("wagtailimages:edit", args=[picture.pk]),
        "icon": "image",
    }
    return _answer(request, picture, (RightsForm, PersonsForm), words)


@require_http_methods(["GET", "POST"])
def recording_rights(request: HttpRequest, recording_id: int) -> HttpResponse:
    recordings = Recording.objects.prefetch_related("persons")
    recording: Recording = get_object_or_404(recordings, pk=recording_id)
    words = {
        "heading": _("Rights of the recording"),
        "nothing_missing": _("Nothing is missing: the recording may go out."),
        "saved": _("The rights of the recording were saved."),
        "back": _("To the recording"),
        "address": reverse("recordings:edit", args=[recording.pk]),
        "icon": "media",
    }
    return _answer(request, recording, (RecordingRightsForm, RecordingPersonsForm), words)


def _answer(
    request: HttpRequest, media: Media, kinds: tuple[Any, Any], words: dict[str, str]
) -> HttpResponse:
    user = user_of(request)
    if not may_state_rights(user, media):
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    found = problems(media, timezone.localdate())
    form, persons = (kind(posted, instance=media) for kind in kinds)
    if posted is not None and form.is_valid():
        persons.nobody = form.cleaned_data["nobody_recognisable"]
        if persons.is_valid() and _saved(request, form, persons):
            messages.success(request, words["saved"])
            return redirect(request.path)
    context = {
        "media_file": media,
        "words": words,
        "form": form,
        "persons": persons,
        "problems": found,
        "uses": used_by(media, user),
    }
    return TemplateResponse(request, "publishing/media/rights.html", context)


def _saved(request: HttpRequest, form: Any, persons: Any) -> bool:
    try:
        state_rights(form=form, persons=persons, user=user_of(request))
    except NotApproved as error:
        form.add_error(None, str(error))
        return False
    return True
