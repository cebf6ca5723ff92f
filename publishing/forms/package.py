"""The form of the package page."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import registry
from ..booth import LOUDSPEAKER, READINGS
from ..emergency import rule_in_force
from ..models import Destination, Package
from ..own_words import BESIDE, bound_to, of_places
from ..short_versions import SHORT, slot_of
from .airing import AiringForm
from .readings import Answers, answers_in
from .short_version import FIELD, Pressed

LONGEST_TEXT = 20_000  # characters; an hour of reading aloud


class PackageForm(forms.Form):
    """Destinations, one text a channel, the loudspeaker's wishes, and the time."""

    destinations = forms.ModelMultipleChoiceField(
        Destination.objects.none(), required=False, label=_("Destinations")
    )
    when = forms.ChoiceField(
        choices=[("now", _("As soon as it is approved")), ("at", _("At a set time"))],
        widget=forms.RadioSelect,
        label=_("When"),
    )
    go_live_at = forms.DateTimeField(
        required=False,
        label=_("Day and time (Vietnam)"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    urgent = forms.BooleanField(
        required=False,
        label=_("Urgent: goes before everything that is not urgent"),
        help_text=_(
            "For storms, closed offices, sudden changes. The approver sees it and approves it too. "
            "Corrections and takings down go first anyway."
        ),
    )
    still_right = forms.BooleanField(
        required=False, label=_("I read it again: the text for the loudspeakers is still right")
    )

    def __init__(
        self,
        *args: Any,
        offered: Iterable[Destination],
        ticked: Iterable[Destination],
        package: Package | None,
        pressed: Pressed | None = None,
        **kwargs: Any,
    ) -> None:
        """`pressed`: what was asked for the loudspeaker's text, which `data` has already."""
        self.pressed = pressed or Pressed()
        self.offered = list(offered)
        self.package = package
        self.texts: dict[str, Any] = package.texts if package else {}
        super().__init__(*args, **kwargs)
        self.answers: Answers | None = None
        chooser = self.fields["destinations"]
        assert isinstance(chooser, forms.ModelMultipleChoiceField)
        chooser.queryset = Destination.objects.filter(pk__in=[one.pk for one in self.offered])
        self._add_channel_texts()
        self._set_initial(ticked)
        self.airing = AiringForm(
            self.data if self.is_bound else None,
            options=self.texts.get(LOUDSPEAKER, {}).get("options", {}),
            languages={
                place.language
                for place in self.offered
                if registry.words_of(place.channel) == LOUDSPEAKER
            },
            emergencies=self.has_bulletin and rule_in_force() is not None,
        )

    def is_valid(self) -> bool:
        of_airing = self.airing.is_valid()
        return super().is_valid() and of_airing

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_own_texts()
        if self.pressed.error:
            self.add_error(FIELD if self.has_bulletin else None, self.pressed.error)
        self.answers = answers_in(self.data, self.readings)
        for message in self.answers.errors.values():
            self.add_error(None, message)
        moment = cleaned.get("go_live_at")
        if cleaned.get("when") == "now":
            cleaned["go_live_at"] = None
        elif not moment and "go_live_at" not in self.errors:
            self.add_error("go_live_at", _("Choose the day and time."))
        elif moment and moment <= timezone.now():
            self.add_error("go_live_at", _("This time is already over. Choose a later one."))
        return cleaned

    @property
    def has_bulletin(self) -> bool:
        return f"text_{LOUDSPEAKER}" in self.fields

    @property
    def channel_fields(self) -> list[tuple[str, forms.BoundField]]:
        """Channel names with the field of their text, in the order of the registry."""
        return [
            (name, self[f"text_{name}"])
            for name in registry.channels()
            if f"text_{name}" in self.fields
        ]

    @property
    def readings(self) -> dict[str, str]:
        """That were chosen before."""
        return dict(self.texts.get(LOUDSPEAKER, {}).get(READINGS) or {})

    def wishes(self, beside: Callable[[], str] | None = None) -> dict[str, Any]:
        """Texts and options by channel; channels without any wish are left out.

        `beside` says what the item says by now, for the text that is written beside it.
        """
        data = self.cleaned_data
        wishes: dict[str, dict[str, Any]] = {
            name: {"text": data[f"text_{name}"].strip(), "options": self._options(name)}
            for name, _field in self.channel_fields
        }
        if LOUDSPEAKER in wishes:
            wishes[LOUDSPEAKER] |= self._spoken(wishes[LOUDSPEAKER]["text"], beside)
        return {name: wish for name, wish in wishes.items() if any(wish.values())}

    def _spoken(self, text: str, beside: Callable[[], str] | None) -> dict[str, Any]:
        before = self.texts.get(LOUDSPEAKER, {})
        again = self.cleaned_data["still_right"]
        readings = self.answers.readings if self.answers else self.readings
        found: dict[str, Any] = {READINGS: readings} if readings else {}
        bound = bound_to(text, before, read_again=again, beside=beside)
        found |= {BESIDE: bound} if bound else {}
        slot = self.pressed.slot or slot_of(before)
        return found | ({SHORT: slot} if text and slot else {})

    def own_texts(self) -> dict[int, str]:
        """Texts for one destination alone, by its id; blank ones are left out."""
        return {pk: text for pk, text in self._own_texts.items() if text}

    def own_beside(self, beside: Callable[[], str]) -> dict[int, str]:
        """What those that are read aloud are bound to; `beside` says what the item says by now."""
        before, spoken = of_places(self.package), registry.spoken()
        found = {
            one.pk: bound_to(
                self._own_texts[one.pk],
                before.get(one.pk, {}),
                read_again=f"leg_right_{one.pk}" in self.data,
                beside=beside,
            )
            for one in self.offered
            if one.channel in spoken and self._own_texts.get(one.pk)
        }
        return {pk: bound for pk, bound in found.items() if bound}

    def _clean_own_texts(self) -> None:
        """Their fields are drawn beside their places, not by this form."""
        field = forms.CharField(required=False, max_length=LONGEST_TEXT)
        self._own_texts: dict[int, str] = {}
        for one in self.offered:
            try:
                self._own_texts[one.pk] = field.clean(self.data.get(f"leg_text_{one.pk}", ""))
            except forms.ValidationError as error:
                self.add_error("destinations", [f"{one.name}: {said}" for said in error.messages])

    def chosen_time(self) -> datetime | None:
        return self.cleaned_data["go_live_at"]

    def _options(self, name: str) -> dict[str, str]:
        return self.airing.options() if name == LOUDSPEAKER else {}

    def _add_channel_texts(self) -> None:
        present = {registry.words_of(place.channel) for place in self.offered}
        for name, channel in registry.channels().items():
            if name in present and channel.capabilities.editable_text:
                self.fields[f"text_{name}"] = forms.CharField(
                    required=False,
                    max_length=LONGEST_TEXT,
                    label=channel.label,
                    widget=forms.Textarea(attrs={"rows": 6, "data-loa-facts": ""}),
                    initial=self.texts.get(name, {}).get("text", ""),
                )

    def _set_initial(self, ticked: Iterable[Destination]) -> None:
        moment = self.package.go_live_at if self.package else None
        self.initial = {
            "destinations": [place.pk for place in ticked],
            "when": "at" if moment else "now",
            "go_live_at": moment,
            "urgent": bool(self.package and self.package.urgent),
            **self.initial,
        }
