"""“Thay tệp”: the new file, and what is said of it. What holds for one picture is not taken to hold
for another: who can be seen in it and what made it are asked anew."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from media_assets.forms import PictureField, cleaned_document
from media_assets.models import Attachment, MadeByAI, Picture, sha256_of
from media_assets.models.rights import RIGHTS_FIELDS

from .version_uses import Media

NOT_BY_AI = "no"


class _NewVersionForm(forms.ModelForm):
    """Of an unsaved row; what may still hold is proposed as the `newest` version has it."""

    carried: tuple[str, ...] = ()

    def __init__(self, data: Any = None, files: Any = None, *, newest: Media) -> None:
        self.newest = newest
        proposed = {name: getattr(newest, name) for name in self.carried}
        made = type(newest)(title=newest.title)
        super().__init__(data, files, instance=made, initial=proposed)
        self.fields["file"].required = True

    def clean(self) -> Any:
        cleaned: Any = super().clean()
        file = cleaned.get("file")
        if file and sha256_of(file) == self.newest.sha256:
            self.add_error("file", _("This is the same file. Choose the new one."))
        return cleaned


class NewPictureForm(_NewVersionForm):
    made_by_ai = forms.ChoiceField(
        label=capfirst(_("artificial intelligence")),
        # Something has to be chosen: an empty choice would stand for an answer that nobody gave.
        choices=[(NOT_BY_AI, MadeByAI.__empty__), *((one.value, one.label) for one in MadeByAI)],
        widget=forms.RadioSelect,
    )
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

    def clean_made_by_ai(self) -> str:
        chosen = self.cleaned_data["made_by_ai"]
        return "" if chosen == NOT_BY_AI else chosen


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
