"""What the board can be asked for, and what can be done to many rows at once."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from cms.models import Office, User

from ..board import Criteria, channels_in_use, group_filters, offices_to_choose
from ..models import Delivery
from ..sealed_releases import number_now

LONGEST_BATCH = 500
LARGEST_ID = 2**63 - 1  # a database refuses to look for a larger number
# The first and last days of the calendar have no midnight in UTC.
DAYS = [MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class BoardFilter(forms.Form):
    """Read from the address; what is not understood is left out, never an error."""

    group = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    release = forms.IntegerField(required=False, max_value=LARGEST_ID, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, max_value=LARGEST_ID, widget=forms.HiddenInput)
    query = forms.CharField(required=False, label=_("Item, campaign or destination"))
    state = forms.ChoiceField(required=False, label=_("State"))
    channel = forms.ChoiceField(required=False, label=_("Channel"))
    office = forms.ModelChoiceField(
        Office.objects.none(), required=False, label=_("Office"), empty_label=_("All")
    )
    since = forms.DateField(
        required=False,
        label=_("From day"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        required=False,
        label=_("To day"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any, *, user: User) -> None:
        self.user = user
        super().__init__(data)
        every = [("", _("All"))]
        _offer(self, "group", [("", ""), *((name, name) for name in group_filters())])
        _offer(self, "state", [*every, *Delivery.State.choices])
        _offer(self, "channel", [*every, *channels_in_use()])
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = offices_to_choose(user)

    def clean_release(self) -> int | None:
        """It may have another number since the link to it was written."""
        number = self.cleaned_data["release"]
        return number_now(number) if number else None

    def criteria(self) -> Criteria:
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Criteria(**asked)

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for beside the group."""
        return any(value for name, value in self.cleaned_data.items() if name != "group")


class BatchForm(forms.Form):
    """Rows ticked on the board."""

    RETRY, CANCEL = "retry", "cancel"

    verb = forms.ChoiceField(choices=[(RETRY, _("Send again")), (CANCEL, _("Cancel"))])
    delivery = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        ticked = data.getlist("delivery")[:LONGEST_BATCH]
        _offer(self, "delivery", [(pk, pk) for pk in ticked if _is_id(pk)])


def _is_id(ticked: str) -> bool:
    return ticked.isdecimal() and len(ticked) < 20 and int(ticked) <= LARGEST_ID


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
