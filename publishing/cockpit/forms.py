"""What the table can be asked for."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.models import CampaignPage, Office, Topic

from ..forms.board import DAYS
from .items import NEEDS, Asked
from .standing import LOOKS


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, label=label, validators=DAYS, widget=widget)


class CockpitFilter(forms.Form):
    """Read from the address; what is not understood is left out, never an error."""

    text = forms.CharField(required=False, label=_("Title"), max_length=200)
    standing = forms.ChoiceField(required=False, label=_("How it stands"))
    topic = forms.ModelChoiceField(
        Topic.objects.none(), required=False, label=_("Topic"), empty_label=_("All")
    )
    campaign = forms.ModelChoiceField(
        CampaignPage.objects.none(), required=False, label=_("Campaign"), empty_label=_("All")
    )
    office = forms.ModelChoiceField(
        Office.objects.none(), required=False, label=_("Office"), empty_label=_("All")
    )
    since = _day(_("Changed from"))
    until = _day(_("Changed until"))

    def __init__(self, data: Any, *, offices: QuerySet[Office]) -> None:
        super().__init__(data)
        standing, every = self.fields["standing"], [("", _("All")), (NEEDS, _("Needs somebody"))]
        assert isinstance(standing, forms.ChoiceField)
        standing.choices = [*every, *((one.value, look.label) for one, look in LOOKS.items())]
        self._offer("topic", Topic.objects.all())
        self._offer("campaign", CampaignPage.objects.live().order_by("-starts_on"))
        self._offer("office", offices)

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def asked(self) -> Asked:
        self.is_valid()
        known = Asked.__dataclass_fields__
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**{name: value for name, value in found.items() if name in known})

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())
