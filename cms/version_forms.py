"""“Thay tệp”: the new file, and what is said of it. What holds for one picture is not taken to hold
for another, nor of one recording: who can be known in it and what made it are asked anew."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from media_assets.forms import PictureField, cleaned_document
from media_assets.models import Attachment, MadeByAI, Picture, sha256_of
from media_assets.models.rights import RIGHTS_FIELDS
from media_assets.recording_form import TakesRecording

from .recordings import LanguageField
from .version_uses import Media

NOT_BY_AI = "no"


class _NewVersionForm(forms.ModelForm):
    """Of an unsaved row; what may still hold is proposed as the `newest` version has it."""

    carried: tuple[str, ...] = ()
    kept: tuple[str, ...] = ("title",)  # without being asked for

    def __init__(self, data: Any = None, files: Any = None, *, newest: Media) -> None:
        self.newest = newest
        proposed = {name: getattr(newest, name) for name in self.carried}
        made = type(newest)(**{name: getattr(newest, name) for name in self.kept})
        super().__init__(data, files, instance=made, initial=proposed)
        self.fields["file"].required = True

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        file = cleaned.get("file")
        if file and sha256_of(file) == self.newest.sha256:
            self.add_error("file", _("This is the same file. Choose the new one."))
        return cleaned


class _OfPersonsForm(_NewVersionForm):
    """Of what persons can be recognised in."""

    made_by_ai = forms.ChoiceField(
        label=capfirst(_("artificial intelligence")),
        # Something has to be chosen: an empty choice would stand for an answer that nobody gave.
        choices=[(NOT_BY_AI, MadeByAI.__empty__), *((one.value, one.label) for one in MadeByAI)],
        widget=forms.RadioSelect,
    )

    def clean_made_by_ai(self) -> str:
        chosen = self.cleaned_data["made_by_ai"]
        return "" if chosen == NOT_BY_AI else chosen


class NewPictureForm(_OfPersonsForm):
    carried = ("alt_text", "caption", "credit", *RIGHTS_FIELDS)

    class Meta:
        model = Picture
        fields = (
            *("file", "made_by_ai", "nobody_recognisable", "alt_text", "caption", "credit"),
            *RIGHTS_FIELDS,
        )
        field_classes = {"file": PictureField}
        widgets = {"file": forms.FileInput}
        labels = {"nobody_recognisable": _("Nobody can be recognised in the new picture")}
        help_texts = {
            "nobody_recognisable": _("Otherwise name the persons on the next screen."),
            "alt_text": _("Does it still say what the picture shows?"),
        }


class NewFileForm(_NewVersionForm):
    carried = RIGHTS_FIELDS

    class Meta:
        model = Attachment
        fields = ("file", *RIGHTS_FIELDS)
        widgets = {"file": forms.FileInput}

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        made = cleaned_document(file)
        self.instance.pages, self.instance.intake_notes = made.pages, made.notes
        return file


class NewRecordingForm(TakesRecording, _OfPersonsForm):
    """Blocks take a sound or a video, so a version is what the one before was."""

    carried = ("title", "language", "transcript", "credit", *RIGHTS_FIELDS)
    kept = ("title", "captions")

    class Meta(TakesRecording.Meta):
        fields = (
            *("file", "made_by_ai", "nobody_recognisable", "title", "language", "transcript"),
            *("captions_file", "without_captions", "credit", *RIGHTS_FIELDS),
        )
        field_classes = {"language": LanguageField}
        help_texts = {
            **TakesRecording.Meta.help_texts,
            "nobody_recognisable": _("Otherwise name the persons on the next screen."),
            "transcript": _("Does it still say all that is heard and seen?"),
        }

    def clean(self) -> Any:
        cleaned = super().clean()
        if cleaned.get("file"):
            self._compare_with_newest()
        return cleaned

    def _compare_with_newest(self) -> None:
        made = self.instance
        if made.kind != self.newest.kind:
            words = _(
                "Items show the present version as %(kind)s. Choose a file of that kind, or upload"
                " this one as another recording."
            )
            self.add_error("file", words % {"kind": self.newest.get_kind_display().lower()})
        elif "captions_file" not in self.errors and self.outlasts(made.captions):
            words = _(
                "The captions of the present version are longer than the new video. Choose those that"
                " belong to it, or take the captions away."
            )
            self.add_error("captions_file", words)
