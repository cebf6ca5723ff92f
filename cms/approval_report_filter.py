"""What the report of approvals can be asked for."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from .approval_report import Criteria
from .models import Approval, Office, User
from .visibility import offices_of

# The first and last days of the calendar have no midnight in UTC.
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, label=label, validators=DAYS, widget=widget)


class ReportFilter(forms.Form):
    """Read from the address; what is not understood is left out, never an error."""

    office = forms.ModelChoiceField(
        Office.objects.none(), required=False, label=_("Office"), empty_label=_("All")
    )
    person = forms.CharField(
        required=False,
        label=_("Person"),
        max_length=160,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Part of the name")}),
    )
    decision = forms.ChoiceField(required=False, label=_("Decision"))
    since = _day(_("From day"))
    until = _day(_("To day"))

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)
        decision.choices = [("", _("All")), *Approval.Decision.choices]
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = offices_of(user).order_by("code")

    def criteria(self) -> Criteria:
        self.is_valid()
        return Criteria(**{name: value for name, value in self.cleaned_data.items() if value})
