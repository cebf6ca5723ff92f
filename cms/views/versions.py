"""Versions of a picture, file or recording: all of them, and the screen that adds one. Parse, call, redirect."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages as admin_messages
from wagtail.permissions import policy_registry

from media_assets.forms import normalised
from media_assets.models import Attachment, Picture, Recording

from ..login import StaffRequest
from ..version_forms import NewFileForm, NewPictureForm, NewRecordingForm
from ..version_history import Teller, history
from ..version_uses import Media
from ..versions import Moved, VersionRefused, move_drafts, newest_of, replace, use_again

MOST_NAMED = 8  # in one message
READS_AND_WRITES = require_http_methods(["GET", "POST"])
# What it is called in addresses and to people, where it is edited, where its rights are stated.
SCREENS: dict[type[Media], tuple[str, Any, str, str]] = {
    Picture: ("picture", gettext_lazy("Picture"), "wagtailimages:edit", "publishing_media_rights"),
    Attachment: ("file", gettext_lazy("Document"), "wagtaildocs:edit", ""),
    Recording: (
        *("recording", gettext_lazy("Sound or video")),
        *("recordings:edit", "publishing_recording_rights"),
    ),
}


@READS_AND_WRITES
def picture_versions(request: StaffRequest, image_id: int) -> HttpResponse:
    return _versions(request, _changeable(request, Picture, image_id))


@READS_AND_WRITES
def file_versions(request: StaffRequest, document_id: int) -> HttpResponse:
    return _versions(request, _changeable(request, Attachment, document_id))


@READS_AND_WRITES
def recording_versions(request: StaffRequest, recording_id: int) -> HttpResponse:
    return _versions(request, _changeable(request, Recording, recording_id))


@READS_AND_WRITES
def replace_picture(request: StaffRequest, image_id: int) -> HttpResponse:
    return _replace(request, _changeable(request, Picture, image_id), NewPictureForm)


@READS_AND_WRITES
def replace_file(request: StaffRequest, document_id: int) -> HttpResponse:
    return _replace(request, _changeable(request, Attachment, document_id), NewFileForm)


@READS_AND_WRITES
def replace_recording(request: StaffRequest, recording_id: int) -> HttpResponse:
    return _replace(request, _changeable(request, Recording, recording_id), NewRecordingForm)


def addresses(media: Media) -> dict[str, str]:
    """Of its screens."""
    kind, _name, edit, rights = SCREENS[type(media)]
    return {
        "edit": reverse(edit, args=[media.pk]),
        "versions": reverse(f"loa_{kind}_versions", args=[media.pk]),
        "replace": reverse(f"loa_{kind}_replace", args=[media.pk]),
        "rights": reverse(rights, args=[media.pk]) if rights else "",
    }


def _changeable(request: StaffRequest, model: Any, pk: int) -> Any:
    media = get_object_or_404(model, pk=pk)
    policy = policy_registry.get_by_type(model)
    if not policy.user_has_permission_for_instance(request.user, "change", media):
        raise PermissionDenied
    return media


def _versions(request: StaffRequest, media: Any) -> HttpResponse:
    rows = history(media, request.user)
    if request.method == "POST":
        newest = _changeable(request, type(media), newest_of(media).pk)
        chosen = [row.version for row in rows if str(row.version.pk) == request.POST.get("again")]
        if chosen:
            _use_again(request, chosen[0])
        else:
            _tell(request, move_drafts(newest, request.user))
        return redirect(addresses(newest_of(type(media).objects.get(pk=media.pk)))["versions"])
    context = {"media": media, "rows": rows, "newest": newest_of(media), **_common(media)}
    return TemplateResponse(request, "cms/admin/versions.html", context)


def _use_again(request: StaffRequest, version: Any) -> None:
    try:
        made = use_again(version=version, user=request.user)
    except VersionRefused as error:
        messages.error(request, str(error))
        return
    said = _("Version %(old)s is the newest again, as version %(new)s.")
    messages.success(request, said % {"old": version.version, "new": made.version})
    _tell(request, move_drafts(made, request.user))


def _replace(request: StaffRequest, media: Any, form_class: Any) -> HttpResponse:
    newest = newest_of(media)
    if newest != media:
        return redirect(addresses(newest)["replace"])
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_class(*posted, newest=newest)
    if posted and form.is_valid() and (made := _made(request, newest, form)):
        _tell_what_was_made(request, made, form)
        _tell(request, move_drafts(made, request.user))
        return redirect(addresses(made)["versions"])
    rows = history(media, request.user)
    context = {"media": media, "form": form, "rows": rows, **_common(media)}
    return TemplateResponse(request, "cms/admin/replace_file.html", context)


def _made(request: StaffRequest, newest: Any, form: Any) -> Any:
    made = form.save(commit=False)
    try:
        return replace(of=newest, made=made, user=request.user)
    except VersionRefused as error:
        form.add_error(None, str(error))
        return None


def _common(media: Media) -> dict[str, Any]:
    kind, name, *_addresses = SCREENS[type(media)]
    return {"urls": addresses(media), "kind": kind, "kind_name": name}


def _tell_what_was_made(request: StaffRequest, made: Any, form: Any) -> None:
    notes = getattr(made, "intake_notes", ())
    if looked := normalised(form.cleaned_data["file"]):
        notes = looked.notes
    said = _("Version %(number)s was saved.") % {"number": made.version}
    messages.success(request, " ".join([said, *map(str, notes)]))
    rights = addresses(made)["rights"]
    if rights and not made.nobody_recognisable:
        words, there = _whom_to_name(made)
        admin_messages.warning(request, words, buttons=[admin_messages.button(rights, there)])


def _whom_to_name(made: Media) -> tuple[str, str]:
    if isinstance(made, Recording):
        words = _("Name who can be recognised in the new recording; it does not go out before.")
        return words, _("Rights of the recording")
    words = _("Name who can be recognised in the new picture; it does not go out before.")
    return words, _("Rights of the picture")


def _tell(request: StaffRequest, moved: Moved) -> None:
    teller = Teller(request.user)
    if moved.moved:
        n = len(moved.moved)
        said = ngettext(
            "%(n)s draft uses the newest version now, and goes to approval as usual: %(titles)s.",
            "%(n)s drafts use the newest version now, and go to approval as usual: %(titles)s.",
            n,
        )
        titles = _listed([teller.name(page) for page in moved.moved])
        messages.success(request, said % {"n": n, "titles": titles})
    if moved.left:
        told = [f"{teller.name(left.page)} ({left.why})" for left in moved.left]
        said = _("These keep the older version for now: %(which)s.")
        messages.warning(request, said % {"which": _listed(told)})
    if not moved.moved and not moved.left:
        messages.info(request, _("No draft uses an older version."))


def _listed(told: list[str]) -> str:
    more = ["…"] if len(told) > MOST_NAMED else []
    return "; ".join([*told[:MOST_NAMED], *more])
