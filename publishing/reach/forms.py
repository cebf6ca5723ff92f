"""What the table of communes can be asked for; what is not understood is left out."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES

from ..forms.board import DAYS

DAYS_BACK = 30


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, label=label, validators=DAYS, widget=widget)


class ReachFilter(forms.Form):
    """`bulletins`: pairs of release number and title; `provinces`: names."""

    bulletin = forms.ChoiceField(required=False, label=_("Bulletin"))
    since = _day(_("From"))
    until = _day(_("Until"))
    province = forms.ChoiceField(required=False, label=_("Province"))
    language = forms.ChoiceField(required=False, label=_("Language"))

    def __init__(self, data: Any, *, bulletins: list[Any], provinces: list[str]) -> None:
        super().__init__(data)
        every = [("", _("All"))]
        fields: dict[str, Any] = self.fields
        fields["bulletin"].choices = [("", _("All of the period")), *bulletins]
        fields["province"].choices = every + [(name, name) for name in provinces]
        fields["language"].choices = every + [(one.code, one.name) for one in LANGUAGES]
        self.is_valid()

    def asked(self, name: str) -> Any:
        return self.cleaned_data.get(name) or ""

    def period(self) -> tuple[datetime, datetime]:
        """Whole days in Vietnam's time; the last thirty where nothing was said."""
        last = self.asked("until") or timezone.localdate()
        first = self.asked("since") or last - timedelta(days=DAYS_BACK)
        start = timezone.make_aware(datetime.combine(min(first, last), time.min))
        return start, timezone.make_aware(datetime.combine(max(first, last), time.max))
