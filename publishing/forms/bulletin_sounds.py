"""What is asked when a recording of a bulletin is brought, and when machine voices are let out."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.models import Office
from media_assets.models import Recording
from translations.review_forms import VoiceForm


class OfLibrary(forms.ModelChoiceField):
    def label_from_instance(self, obj: Recording) -> str:
        return f"{obj.title} ({obj.length})"


class ReadingForm(VoiceForm):
    """A sound file, or a recording that the library has already."""

    kept: Any = OfLibrary(
        Recording.objects.none(),
        label=_("Or a recording of the library"),
        required=False,
        empty_label=_("– none: the file above –"),
    )

    field_order: Any = ("file", "kept", "reader_name", "consent_until", "source", "licence", "seen")

    def __init__(self, *args: Any, offered: QuerySet[Recording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = False
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ModelChoiceField)
        kept.queryset = offered
        if not offered:
            del self.fields["kept"]

    def clean(self) -> Any:
        said: Any = super().clean()
        if "file" in self.errors:
            return said
        if said.get("file") and said.get("kept"):
            self.add_error("kept", _("Choose one: the file above or a recording of the library."))
        elif not said.get("file") and not said.get("kept"):
            self.add_error("file", _("Record it above or choose a sound file."))
        return said

    def recording(self) -> Recording:
        """Of the library, or new and not saved."""
        kept: Recording | None = self.cleaned_data.get("kept")
        return kept if kept is not None else self.save(commit=False)


class MachineVoiceForm(forms.Form):
    """What the leader of `offices` says of one of them."""

    GOES_OUT = (("no", _("Stay inside: only editors hear them")), ("yes", _("Go out to communes")))

    office = forms.ModelChoiceField(Office.objects.none(), widget=forms.HiddenInput)
    goes_out = forms.ChoiceField(label=_("Machine voices"), choices=GOES_OUT)
    says_label = forms.BooleanField(
        label=_("The sound ends with the words “This bulletin was read by a machine voice.”"),
        required=False,
        initial=True,
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = offices
