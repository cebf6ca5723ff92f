"""What a commune's radio staff says of a bulletin, and who says it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from media_assets.intake.refusal import Refused

from ..models import Confirmation
from ..proofs import MOST_BYTES, cleaned
from ..services.confirmations import CLOCK_TOLERANCE, FIRST_YEAR

Kind = Confirmation.Kind
OTHER = "other"
REASONS = [
    ("not_approved", _("The commune's leaders did not approve it")),
    ("power", _("Power cut")),
    ("broken", _("The loudspeaker is broken")),
    ("clash", _("Clash with another programme")),
    ("nobody", _("Nobody was there to play it")),
    ("language", _("The bulletin is not in the language of the people here")),
    (OTHER, _("Another reason")),
]
NAME_LENGTH, POSITION_LENGTH = 70, 70
MOST_TIMES = 50
LONGEST_PLAN = timedelta(days=366)  # a later day is a slip of the pen


class ConfirmationForm(forms.Form):
    """One form with a button for each kind; only the fields of the pressed one are looked at.

    `said()` is what the service takes.
    """

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in (Kind.RECEIVED, Kind.SCHEDULED, Kind.PLAYED)]
        + [(Kind.NOT_PLAYED, Kind.NOT_PLAYED)]
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    position = forms.CharField(
        label=_("Your title"),
        required=False,
        max_length=POSITION_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    scheduled_date = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    scheduled_time = forms.TimeField(
        label=pgettext_lazy("hour", "Time"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    played_date = forms.DateField(
        label=_("Day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    played_time = forms.TimeField(
        label=pgettext_lazy("hour", "Time"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    times = forms.IntegerField(
        label=_("How many times"),
        required=False,
        min_value=1,
        max_value=MOST_TIMES,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", "—"), *REASONS], widget=forms.Select
    )
    reason_text = forms.CharField(label=_("More about the reason"), required=False, max_length=160)
    proof = forms.FileField(
        label=_("Photo or recording, if you like"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*,audio/*", "data-most": MOST_BYTES}),
    )
    # Filled in by the page's script: one for each press, sent again with it.
    press = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        check = {
            Kind.SCHEDULED: self._check_scheduled,
            Kind.PLAYED: self._check_played,
            Kind.NOT_PLAYED: self._check_not_played,
        }.get(data.get("kind", ""))
        for name in set(self.errors) - {"kind", "name", "position", *self._fields_of_kind()}:
            del self.errors[name]
        if check:
            check(data)
        if data.get("kind") == Kind.PLAYED and data.get("proof") and not self.errors:
            self._take_in(data)  # last: reading it takes time
        return data

    def said(self) -> dict[str, Any]:
        """Arguments of `confirm_delivery`."""
        data = self.cleaned_data
        said: dict[str, Any] = {"kind": data["kind"], "who": self.who()}
        said["press"] = data.get("press")
        if data["kind"] == Kind.SCHEDULED:
            said["happened_at"] = _moment(data, "scheduled")
        elif data["kind"] == Kind.PLAYED:
            said |= {"happened_at": _moment(data, "played"), "times": data["times"] or 1}
            said["photo"] = data.get("proof")
        elif data["kind"] == Kind.NOT_PLAYED:
            said["reason"] = self._reason(data)
        return said

    def who(self) -> str:
        """“Name, title” as given; nobody has proved it."""
        parts = (self.cleaned_data.get("name", ""), self.cleaned_data.get("position", ""))
        return ", ".join(" ".join(part.split()) for part in parts if part.strip())

    def _fields_of_kind(self) -> tuple[str, ...]:
        return {
            Kind.SCHEDULED: ("scheduled_date", "scheduled_time"),
            Kind.PLAYED: ("played_date", "played_time", "times", "proof"),
            Kind.NOT_PLAYED: ("reason", "reason_text"),
        }.get(self.data.get("kind", ""), ())

    def _check_scheduled(self, data: Mapping[str, Any]) -> None:
        moment = _moment(data, "scheduled")
        if moment is None:
            self._complain("scheduled_date", _("Choose the day and time of the broadcast."))
        elif moment < timezone.now() - timedelta(days=1):
            self._complain("scheduled_date", _("This time is over. Choose a later one."))
        elif moment > timezone.now() + LONGEST_PLAN:
            self._complain(
                "scheduled_date", _("This day is more than a year away. Check the year.")
            )

    def _check_played(self, data: Mapping[str, Any]) -> None:
        moment = _moment(data, "played")
        if moment is None or moment.year < FIRST_YEAR:
            self._complain("played_date", _("Say on which day and at what time it was played."))
        elif moment > timezone.now() + CLOCK_TOLERANCE:
            self._complain("played_date", _("This time lies in the future. Check it."))

    def _check_not_played(self, data: Mapping[str, Any]) -> None:
        if not data.get("reason"):
            self._complain("reason", _("Choose why it was not played."))
        elif data["reason"] == OTHER and not data.get("reason_text", "").strip():
            self._complain("reason_text", _("Say why it was not played."))

    def _take_in(self, data: dict[str, Any]) -> None:
        try:
            data["proof"] = cleaned(data["proof"])
        except Refused as refusal:
            self.add_error("proof", refusal.message)

    def _complain(self, field: str, message: Any) -> None:
        if field not in self.errors:
            self.add_error(field, message)

    @staticmethod
    def _reason(data: Mapping[str, Any]) -> str:
        words = str(dict(REASONS)[data["reason"]])
        more = " ".join(data["reason_text"].split())
        return more if data["reason"] == OTHER else f"{words} – {more}" if more else words


def _moment(data: Mapping[str, Any], name: str) -> datetime | None:
    """Day and time as entered, in Vietnam's time; None when either is missing."""
    day, hour = data.get(f"{name}_date"), data.get(f"{name}_time")
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour))
