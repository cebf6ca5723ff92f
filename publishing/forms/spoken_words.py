"""The forms of “Cách đọc trên loa”."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import SpokenProfile
from ..services.spoken_words import LONGEST_SAID, LONGEST_WRITTEN, cleaned, refuse_unsayable


class WordForm(forms.Form):
    written = forms.CharField(
        label=_("As it is written"),
        max_length=LONGEST_WRITTEN,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    said = forms.CharField(
        label=_("As it is read aloud"),
        max_length=LONGEST_SAID,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("In words only, without digits or signs."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "written" in data and "said" in data:
            data["written"], data["said"] = cleaned(data["written"]), cleaned(data["said"])
            try:
                refuse_unsayable(data["written"], data["said"])
            except ValidationError as error:
                self.add_error("said", error)
        return data


class ProfileForm(forms.Form):
    profile = forms.ChoiceField(
        required=False,
        label=_("Way of reading"),
        choices=[("", _("As usual in our province")), *SpokenProfile.Name.choices],
    )
