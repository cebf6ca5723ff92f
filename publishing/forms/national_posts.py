"""The rules of an office's places, all on one screen; a button sets those of a channel alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.models import Office

from ..models import Destination, NationalPosts
from ..registry import channels
from ..services.national_posts import HOURS, Rule

ALL = "all"  # the button that sets every place of the channel that is its value
MOST = 5000
COVERED, OWN = "covered", "own"
COPIES = [
    (COVERED, _("The national approval covers it")),
    (OWN, _("A leader of the office approves it each time")),
]


def hours_choices() -> list[tuple[int, Any]]:
    words = ngettext_lazy("%(n)d working hour", "%(n)d working hours", "n")
    return [(hours, words % {"n": hours}) for hours in HOURS]


class RulesForm(forms.Form):
    """Fields `posts_PK` and `hours_PK` of each place, and `posts_CHANNEL`, `hours_CHANNEL` of all;
    `copies_PK` of each office that can have local copies."""

    def __init__(
        self,
        *args: Any,
        places: Iterable[Destination],
        offices: Iterable[Office] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = list(offices)
        for office in self.offices:
            self.fields[f"copies_{office.pk}"] = forms.ChoiceField(
                choices=COPIES,
                initial=COVERED if office.takes_national_approval else OWN,
                label=str(office),
                required=False,  # what was not sent stays as it is
            )
        self.places = list(places)
        for place in self.places:
            name = f"{place} ({place.office})"
            self._add(str(place.pk), name, place.national_posts, place.nod_hours)
        for channel, (posts, hours) in self._usual().items():
            label = channels()[channel].label
            self._add(channel, str(label), posts, hours)

    def groups(self) -> list[dict[str, Any]]:
        """By channel: the fields for all of it, and those of each place."""
        listed = []
        for name, channel in channels().items():
            places = [one for one in self.places if one.channel == name]
            if places:
                rows = [(one, self[f"posts_{one.pk}"], self[f"hours_{one.pk}"]) for one in places]
                posts, hours = self[f"posts_{name}"], self[f"hours_{name}"]
                group = {"name": name, "label": channel.label, "rows": rows}
                listed.append(group | {"posts": posts, "hours": hours, "mixed": _mixed(places)})
        return listed

    def copies(self) -> list[forms.BoundField]:
        return [self[f"copies_{one.pk}"] for one in self.offices]

    def takes(self) -> dict[int, bool]:
        """By office, whether the national approval covers its local copies."""
        said = {one.pk: self.cleaned_data[f"copies_{one.pk}"] for one in self.offices}
        return {pk: choice == COVERED for pk, choice in said.items() if choice}

    def rules(self) -> dict[int, Rule]:
        """By destination; of a channel whose button was pressed all alike."""
        pressed = str(self.data.get(ALL, ""))
        return {one.pk: self._rule(pressed, one) for one in self.places}

    def _rule(self, pressed: str, place: Destination) -> Rule:
        name = place.channel if place.channel == pressed else str(place.pk)
        said = self.cleaned_data
        return Rule(NationalPosts(said[f"posts_{name}"]), int(said[f"hours_{name}"]))

    def _add(self, name: str, label: str, posts: str, hours: int) -> None:
        what = forms.ChoiceField(choices=NationalPosts.choices, initial=posts, label=label)
        what.widget.attrs["aria-label"] = f"{label}: {_('national posts')}"
        span = forms.TypedChoiceField(
            choices=hours_choices(), coerce=int, initial=hours, label=_("waits at most")
        )
        span.widget.attrs["aria-label"] = f"{label}: {_('waits at most')}"
        self.fields |= {f"posts_{name}": what, f"hours_{name}": span}

    def _usual(self) -> Mapping[str, tuple[str, int]]:
        """By channel, the rule of its first place: what the common fields begin with."""
        found: dict[str, tuple[str, int]] = {}
        for one in self.places:
            found.setdefault(one.channel, (one.national_posts, one.nod_hours))
        return found


def _mixed(places: Iterable[Destination]) -> bool:
    return len({(one.national_posts, one.nod_hours) for one in places}) > 1


class AnswerForm(forms.Form):
    """What a leader says: to which deliveries, or to all that wait of which releases, and why not."""

    verb = forms.ChoiceField(choices=[(one, one) for one in ("nod", "refuse", "let_out")])
    reason = forms.CharField(required=False, max_length=250)
    back = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("verb") == "refuse" and not said.get("reason"):
            self.add_error("reason", _("Say why: the editor of the item reads it."))
        return said

    def deliveries(self) -> list[int]:
        """Of the ticked groups; each names its own, divided by commas."""
        return numbers(",".join(self._listed("deliveries")).split(","))

    def releases(self) -> list[int]:
        return numbers(self._listed("release"))

    def _listed(self, name: str) -> list[str]:
        return self.data.getlist(name) if isinstance(self.data, QueryDict) else []


def numbers(said: Iterable[str]) -> list[int]:
    """Those that could be a row's; at most as many as a screen ever shows."""
    found = [int(one) for one in said if one.isascii() and one.isdigit() and len(one) < 10]
    return found[:MOST]
