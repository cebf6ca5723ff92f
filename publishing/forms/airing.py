"""What is wished of a bulletin on air; a part of the form of the package page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.languages import DEFAULT, language_name

from ..airing.wishes import (
    EMERGENCY,
    EVERY_DAY,
    LONGEST_PAUSE,
    ORDINARY,
    PRIORITY,
    SLOTS,
    Time,
    Wishes,
    length,
)

CLASSES = [(ORDINARY, _("Ordinary: the commune chooses when")), (PRIORITY, _("Priority"))]
EMERGENCIES = (EMERGENCY, _("Emergency: two leaders"))
REPEATS = [(str(n), str(n)) for n in (1, 2, 3, 5, 10)]
ROWS = 4  # wanted times
DAYS = [
    ("1", _("Mon")),
    ("2", _("Tue")),
    ("3", _("Wed")),
    ("4", _("Thu")),
    ("5", _("Fri")),
    ("6", _("Sat")),
    ("7", _("Sun")),
]


class AiringForm(forms.Form):
    """Fields `time_N` and `days_N` for each wanted time; no day ticked means every day."""

    bulletin_class = forms.ChoiceField(choices=CLASSES, required=False, label=_("Class"))
    repeats = forms.ChoiceField(choices=REPEATS, required=False, label=_("Times to play"))
    pause = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=LONGEST_PAUSE,
        label=_("Pause between two playings (seconds)"),
    )
    slot = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Length of the slot")
    )
    first_day = forms.DateField(
        required=False,
        label=_("Play from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last_day = forms.DateField(
        required=False,
        label=_("Play until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    languages = forms.MultipleChoiceField(
        required=False, label=_("Languages wanted"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        options: Mapping[str, Any],
        languages: Iterable[str],
        emergencies: bool,
        **kwargs: Any,
    ) -> None:
        """`options`: as stored. `languages`: codes to choose from. `emergencies`: whether the centre
        allows them."""
        super().__init__(*args, **kwargs)
        self.stored = Wishes.read(options)
        self.offers_emergencies = emergencies
        self.offers_languages = set(languages) | set(self.stored.languages) != {DEFAULT}
        self._set_choices({*languages, *self.stored.languages, DEFAULT}, emergencies)
        for number in range(ROWS):
            self._add_time(number)
        self._set_initial()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif last and last < timezone.localdate():
            self.add_error("last_day", _("This day is already over. Choose a later one."))
        for number in range(ROWS):
            if cleaned.get(f"days_{number}") and not cleaned.get(f"time_{number}"):
                self.add_error(f"time_{number}", _("Say at which time on these days."))
        return cleaned

    def options(self) -> dict[str, Any]:
        """For `Package.texts`: only what was wished."""
        data = self.cleaned_data
        made = replace(
            Wishes(),
            pause=data.get("pause") or 0,
            slot=data.get("slot"),
            times=tuple(self._times()),
            first_day=data.get("first_day"),
            last_day=data.get("last_day"),
            languages=tuple(data.get("languages") or ()),
        ).to_data()
        chosen = {"class": data["bulletin_class"] or ORDINARY, "repeats": data["repeats"] or "1"}
        return made | chosen

    @property
    def times(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"time_{number}"], self[f"days_{number}"]) for number in range(ROWS)]

    @property
    def usual(self) -> list[forms.BoundField]:
        return [self[name] for name in ("bulletin_class", "slot", "repeats")]

    @property
    def seldom(self) -> list[forms.BoundField]:
        return [self[name] for name in ("pause", "first_day", "last_day")]

    @property
    def is_open(self) -> bool:
        """Whether what is seldom wanted is shown from the start."""
        seldom = replace(self.stored, klass=ORDINARY, repeats=1)
        return self.is_bound or seldom != Wishes()

    def _times(self) -> Iterator[Time]:
        for number in range(ROWS):
            moment: time | None = self.cleaned_data.get(f"time_{number}")
            if moment is not None:
                days = tuple(int(day) for day in self.cleaned_data[f"days_{number}"])
                yield Time(moment.hour * 60 + moment.minute, days or EVERY_DAY)

    def _set_choices(self, languages: Iterable[str], emergencies: bool) -> None:
        self._field("bulletin_class").choices = [*CLASSES, *([EMERGENCIES] if emergencies else [])]
        slots = [(str(seconds), length(seconds)) for seconds in SLOTS]
        self._field("slot").choices = [("", _("One to three minutes, as usual")), *slots]
        named = [(code, language_name(code)) for code in languages]
        self._field("languages").choices = sorted(
            named, key=lambda one: (one[0] != DEFAULT, one[1])
        )

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _add_time(self, number: int) -> None:
        self.fields[f"time_{number}"] = forms.TimeField(
            required=False,
            label=_("Time"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        )
        self.fields[f"days_{number}"] = forms.MultipleChoiceField(
            choices=DAYS, required=False, label=_("Days"), widget=forms.CheckboxSelectMultiple
        )

    def _set_initial(self) -> None:
        stored = self.stored
        self.initial = {
            "bulletin_class": stored.klass,
            "repeats": str(stored.repeats),
            "pause": stored.pause or None,
            "slot": stored.slot or "",
            "first_day": stored.first_day,
            "last_day": stored.last_day,
            "languages": list(stored.languages),
        }
        for number, wanted in enumerate(stored.times[:ROWS]):
            days = [] if wanted.days == EVERY_DAY else [str(day) for day in wanted.days]
            self.initial |= {f"time_{number}": wanted.clock, f"days_{number}": days}
