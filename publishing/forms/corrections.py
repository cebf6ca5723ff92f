"""A correction of fact."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    date = forms.DateField(
        label=_("Date"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    wrong = forms.CharField(
        label=_("What was wrong"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    right = forms.CharField(
        label=_("What is right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
