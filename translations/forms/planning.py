"""What the screens of requests and assignments ask for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.languages import DEFAULT, LANGUAGES
from cms.models import Office, User
from cms.visibility import offices_of
from cms.working_time import today

from ..planning.matrix import LATE, NONE, Asked
from ..planning.standing import LABELS, Stage
from ..planning.tally import months_back
from ..planning.wording import in_order, language_name
from ..rights import WRITERS
from ..services import Plan

LAST_DAY = MaxValueValidator(date(2999, 12, 31))
MOST = 10**18  # what every database takes for a number
NUMBERS = RegexValidator(r"^\d{1,18}(,\d{1,18}){0,199}$")


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        required=False, label=label, widget=widget, validators=[LAST_DAY], **options
    )


def not_past(day: date | None, known: date | None = None) -> date | None:
    """A new day may not be over; one that stood already stays. Raises ValidationError."""
    if day and day != known and day < today():
        raise forms.ValidationError(_("This day is over. Choose a later one."))
    return day


class RequestForm(forms.Form):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=[(one.code, one.name_vi) for one in LANGUAGES],
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    due_on = day_field(gettext_lazy("Due on"))
    note = forms.CharField(
        label=gettext_lazy("Note for the translators"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_due_on(self) -> date | None:
        return not_past(self.cleaned_data["due_on"])


class PlanRow(forms.Form):
    """A row of “Giao việc”, with what it said when it was shown."""

    requests = forms.CharField(validators=[NUMBERS])
    assignee = forms.IntegerField(required=False, max_value=MOST)
    reviewer = forms.IntegerField(required=False, max_value=MOST)
    due_on = day_field(gettext_lazy("Due on"))
    seen_assignee = forms.IntegerField(required=False, max_value=MOST)
    seen_reviewer = forms.IntegerField(required=False, max_value=MOST)
    seen_due_on = day_field("")

    @property
    def numbers(self) -> list[int]:
        """Nothing where they were not readable."""
        given = self.cleaned_data.get("requests", "")
        return [int(number) for number in given.split(",") if number]

    def people(self) -> set[int]:
        names = ("assignee", "reviewer", "seen_assignee", "seen_reviewer")
        return {pk for name in names if (pk := self.cleaned_data.get(name))}

    def names_only(self, people: Mapping[int, User]) -> bool:
        """Whether those who were chosen are all there still; the form says so if not."""
        chosen = [self.cleaned_data.get(name) for name in ("assignee", "reviewer")]
        if all(pk is None or pk in people for pk in chosen):
            return True
        self.add_error(None, _("Somebody whom you chose has no account any more. Choose again."))
        return False

    def seen(self, people: Mapping[int, User]) -> Plan:
        return self._plan(people, "seen_")

    def wanted(self, people: Mapping[int, User]) -> Plan:
        return self._plan(people, "")

    def _plan(self, people: Mapping[int, User], prefix: str) -> Plan:
        data = self.cleaned_data
        return Plan(
            people.get(data.get(f"{prefix}assignee") or 0),
            people.get(data.get(f"{prefix}reviewer") or 0),
            data.get(f"{prefix}due_on"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            not_past(cleaned.get("due_on"), cleaned.get("seen_due_on"))
        except forms.ValidationError as error:
            self.add_error("due_on", error)
        return cleaned


class ForAll(forms.Form):
    """One day for every row, so that nobody types it twelve times."""

    every_due_on = day_field(gettext_lazy("Due day for all rows"))

    def clean_every_due_on(self) -> date | None:
        return not_past(self.cleaned_data["every_due_on"])


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it is not needed any more"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class _Filter(forms.Form):
    """Read from the address; what is not understood is left out, never an error."""

    text = forms.CharField(
        required=False,
        label=gettext_lazy("Item"),
        max_length=160,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("Part of the title")}
        ),
    )
    language = forms.ChoiceField(required=False, label=gettext_lazy("Language"))
    stage = forms.ChoiceField(required=False, label=gettext_lazy("State"))


class MatrixFilter(_Filter):
    office = forms.ModelChoiceField(
        Office.objects.none(),
        required=False,
        label=gettext_lazy("Office"),
        empty_label=gettext_lazy("All"),
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label=gettext_lazy("Translator or reviewer"),
        empty_label=gettext_lazy("All"),
    )
    mine = forms.BooleanField(required=False, label=gettext_lazy("Only what I asked for"))

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        offices = offices_of(user)
        self._choose("office", offices.order_by("code"))
        linguists = User.objects.filter(
            memberships__role__in=WRITERS, memberships__office__in=offices.values("pk")
        )
        self._choose("person", linguists.distinct().order_by("last_name", "first_name", "pk"))
        _set_choices(self, "language", language_choices())
        _set_choices(self, "stage", stage_choices())

    def _choose(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})


class QueueFilter(_Filter):
    def __init__(self, data: Any) -> None:
        super().__init__(data)
        _set_choices(self, "language", language_choices())
        stages = (Stage.NEW, Stage.WORKING, Stage.STALE)
        late = [(LATE, _("Overdue"))]
        _set_choices(self, "stage", [("", _("All")), *late, *((s, LABELS[s]) for s in stages)])


class TallyFilter(forms.Form):
    """Read from the address, as `_Filter`; without a month, this one."""

    month = forms.ChoiceField(required=False, label=gettext_lazy("Month"))
    language = forms.ChoiceField(required=False, label=gettext_lazy("Language"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.months = {f"{day:%Y-%m}": day for day in months_back(today())}
        _set_choices(self, "month", [(key, f"{day:%m/%Y}") for key, day in self.months.items()])
        _set_choices(self, "language", language_choices())

    def chosen(self) -> tuple[date, str]:
        self.is_valid()
        month = self.months.get(self.cleaned_data.get("month", ""))
        return month or today().replace(day=1), self.cleaned_data.get("language", "")


def language_choices() -> list[tuple[str, str]]:
    named = [(one.code, language_name(one.code)) for one in LANGUAGES if one.code != DEFAULT]
    return [("", _("All")), *sorted(named, key=lambda one: in_order(one[1]))]


def stage_choices() -> list[tuple[str, Any]]:
    return [
        ("", _("All")),
        (LATE, _("Overdue")),
        *((stage, LABELS[stage]) for stage in Stage),
        (NONE, _("Live items without translations")),
    ]


def _set_choices(form: forms.Form, name: str, choices: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def numbers_in(data: Any, name: str, most: int) -> list[int]:
    """What stands in the address or a form under this name; what is no number is left out."""
    given = [value for value in data.getlist(name) if value.isascii() and value.isdigit()]
    return list(dict.fromkeys(int(value) for value in given if len(value) < 19))[:most]
