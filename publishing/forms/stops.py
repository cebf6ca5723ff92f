"""What an emergency stop asks: how much of it, and why. Quick to fill on a phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.models import Office

from ..registry import channels
from ..stops import may_stop, offices_stopped_by


class LiftForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it can go on"),
        min_length=3,
        max_length=250,
        error_messages={"required": _("Say why it can go on: the reason is kept.")},
    )


class StopOneForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        min_length=3,
        max_length=250,
        help_text=_("Everybody whom it concerns reads it on every screen."),
        error_messages={"required": _("Say why: everybody asks it first.")},
    )


class StopForm(StopOneForm):
    """For more than one destination."""

    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("All offices"),
        help_text=_("A provincial office stops its grassroots offices too."),
    )
    channel = forms.ChoiceField(label=_("Channel"), required=False)

    field_order = ("office", "channel", "reason")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices, kinds = self.fields["office"], self.fields["channel"]
        assert isinstance(offices, forms.ModelChoiceField)
        assert isinstance(kinds, forms.ChoiceField)
        offices.queryset = offices_stopped_by(user)
        offices.required = not may_stop(user, None)
        if offices.required:
            offices.empty_label = None
        kinds.choices = [("", _("All channels")), *((c.name, c.label) for c in channels().values())]
