"""What is asked when a signed sheet is recorded, and when a recording is brought."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.approval.paper_form import DAYS, SignedPaperForm, day_input
from media_assets.models import Recording
from media_assets.models.rights import Licence
from media_assets.recording_form import ACCEPTED, TakesRecording


class SignedSheetForm(SignedPaperForm):
    reader_name = forms.CharField(label=_("Who read and signed: full name"), max_length=150)
    reader_position = forms.CharField(
        label=_("Position"),
        max_length=150,
        help_text=_("For example: teacher of the language, announcer of the station."),
    )

    field_order = ("reader_name", "reader_position")


class VoiceForm(TakesRecording):
    """A sound of a translation. What it says, and its title, are the translation's own."""

    captions_file = None  # type: ignore[assignment]  # Django's way to leave a field out

    reader_name = forms.CharField(label=_("Who reads"), max_length=150)
    consent_until = forms.DateField(
        label=_("Agreed until"),
        validators=DAYS,
        widget=day_input(),
        help_text=_("The reader agreed that their voice is published, until this day."),
    )
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    class Meta(TakesRecording.Meta):
        model = Recording
        fields = ("file", "licence", "source")
        widgets = {"file": forms.FileInput(attrs={"accept": f"{ACCEPTED},.weba"})}
        labels = {"file": _("Sound file"), "source": _("Where the consent is kept (optional)")}
        help_texts = {
            "file": _(
                "MP3, WAV, M4A, OGG or what was recorded above, up to 500 MB. Where and by whom it was"
                " recorded is removed from the file."
            ),
            "source": _("Number of the letter of consent, or who has it."),
        }

    field_order = ("file", "reader_name", "consent_until", "source", "licence", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["licence"] = Licence.OWN  # over what the empty recording has
        self.fields["licence"].required = True
        self.fields["consent_until"].widget.attrs["min"] = timezone.localdate().isoformat()
        self.fields["licence"].help_text = ""

    def clean_file(self) -> Any:
        file = super().clean_file()
        if self.instance.kind == Recording.Kind.VIDEO:
            raise ValidationError(_("This is a video. Choose a sound, or record it here."))
        return file
