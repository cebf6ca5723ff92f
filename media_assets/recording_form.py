"""The form of a sound or video: what is uploaded is known by its content and written anew."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm, CollectionChoiceField
from wagtail.permissions import policy_registry
from wagtail.search import index as search_index

from . import captions
from .forms import invalid
from .intake import Refused, audiovisual, names
from .models import Recording
from .models.rights import RIGHTS_FIELDS
from .stated_rights import KeepsStatedRights

ACCEPTED = ".mp3,.wav,.m4a,.ogg,.mp4,.mov,.webm,audio/*,video/*"
LATE = 2.0  # seconds by which captions may outlast the recording


class TakesRecording(forms.ModelForm):
    """What an upload is, and what is written to it, whatever else the form asks for."""

    captions_file = forms.FileField(
        label=_("Captions"),
        required=False,
        help_text=_("Of a video: a file WebVTT (.vtt). Another one takes the place of the first."),
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )
    without_captions = forms.BooleanField(label=_("Take the captions away"), required=False)

    class Meta:
        model = Recording
        fields: tuple[str, ...] = ()
        widgets = {
            "file": forms.FileInput(attrs={"accept": ACCEPTED}),
            "transcript": forms.Textarea(attrs={"rows": 8}),
        }
        labels = {
            "credit": _("Who made it, as readers are told"),
            "nobody_recognisable": _("Nobody can be recognised, by face or voice"),
        }
        help_texts = {
            "file": _(
                "Sound: MP3, WAV, M4A, OGG. Video: MP4, MOV, WebM. Up to 500 MB and three hours. Where"
                " and by whom it was recorded is removed from the file."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.captions:
            self.fields.pop("without_captions", None)

    def clean_title(self) -> str:
        """Often the name of the file, which may hold marks that turn the reading direction."""
        return names.plain(self.cleaned_data["title"]).strip() or names.FALLBACK

    def clean_transcript(self) -> str:
        lines = self.cleaned_data["transcript"].replace("\r\n", "\n").split("\n")
        return "\n".join(names.plain(line).rstrip() for line in lines).strip()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            try:
                found = audiovisual.clean(file, file.file)
            except Refused as refusal:
                raise invalid(file, refusal) from refusal
            file.seek(0, 2)
            file.size = file.tell()
            file.seek(0)
            file.name = names.safe(file.name or "", found.ending)
            self.instance.measured(found, file.size)
            self.instance.intake_notes = found.notes  # for whoever shows the form next
        return file

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        if cleaned.get("without_captions"):
            self.instance.captions = ""
        upload = cleaned.get("captions_file")
        if upload and "file" not in self.errors:
            self._take_captions(upload)
        return cleaned

    def _take_captions(self, upload: UploadedFile) -> None:
        try:
            made = captions.read(upload.read(captions.MOST_BYTES + 1))
        except Refused as refusal:
            self.add_error("captions_file", invalid(upload, refusal))
            return
        if self.instance.kind != Recording.Kind.VIDEO:
            message = _("Only videos have captions. Write what is said into the transcript.")
            self.add_error("captions_file", ValidationError(message))
        elif self.outlasts(made):
            message = _("These captions are longer than the video: they belong to another one.")
            self.add_error("captions_file", ValidationError(message))
        else:
            self.instance.captions = made

    def outlasts(self, words: str) -> bool:
        """Whether they are captions of something longer."""
        return captions.last_second(words) > self.instance.seconds + LATE


class RecordingForm(KeepsStatedRights, TakesRecording, BaseCollectionMemberForm):
    class Meta(TakesRecording.Meta):
        fields: tuple[str, ...] = (
            *("title", "file", "collection", "language", "transcript", "captions_file"),
            *("without_captions", "credit", "nobody_recognisable", *RIGHTS_FIELDS, "made_by_ai"),
        )
        field_classes: dict[str, type[forms.Field]] = {"collection": CollectionChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if collection := self.fields.get("collection"):
            collection.label = _("Collection")
            collection.empty_label = None  # type: ignore[attr-defined]  # of a choice
        if self.instance.pk:  # its file stays: another one is a new version
            self.fields.pop("file", None)

    @cached_property
    def permission_policy(self) -> Any:
        return policy_registry.get_by_type(Recording)

    def save(self, commit: bool = True) -> Any:
        recording = super().save(commit=commit)
        if commit:
            search_index.insert_or_update_object(recording)
        return recording
