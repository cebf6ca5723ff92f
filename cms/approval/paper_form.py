"""What is given when a signature on paper is recorded."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from ..models import User
from . import evidence, paper
from .errors import Refused
from .paper_rights import signatories

# The first and last days of the calendar have no midnight in UTC.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
DAYS = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SignedPaperForm(forms.Form):
    """What every paper with a fingerprint needs that somebody signed; who signed is for each kind to say."""

    fingerprint = forms.CharField(
        label=_("Fingerprint on the paper"),
        max_length=100,
        strip=True,
        help_text=_("The 16 characters at the foot of every page. A scanned QR code fills it in."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )
    signed_on = forms.DateField(
        label=_("Day of the signature"),
        validators=DAYS,
        widget=day_input(),
    )
    scan = forms.FileField(
        label=_("Scan of the signed sheet"),
        max_length=200,
        help_text=_("All pages, as PDF, JPEG or PNG, up to 20 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(evidence.ENDINGS)}),
    )
    comment = forms.CharField(
        label=_("What the reader wrote (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_fingerprint(self) -> str:
        try:
            return paper.as_typed(self.cleaned_data["fingerprint"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_scan(self) -> UploadedFile:
        scan: UploadedFile = self.cleaned_data["scan"]
        try:
            evidence.ending_of(scan)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return scan


class PaperForm(SignedPaperForm):
    """Of a secretary, for a step of the approval."""

    signatory = forms.ModelChoiceField(
        User.objects.none(), label=_("Who signed"), empty_label=_("Choose…")
    )

    field_order = ("signatory",)

    def __init__(self, *args: Any, task_state: TaskState, recorder: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].label = _("What the leader wrote (optional)")
        people = signatories(task_state, recorder)
        chosen = self.fields["signatory"]
        assert isinstance(chosen, forms.ModelChoiceField)
        chosen.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        if len(people) == 1:
            chosen.initial = people[0]
