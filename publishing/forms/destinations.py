"""Forms of destinations, made from what a channel says it needs."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.models import Audience, Office

from ..channel import Channel, Setting
from ..keeping import fixed_settings, is_tied, offices_kept_by
from ..models import Destination
from ..registry import channels
from ..services.destinations import OTHER_ACCOUNT, OTHER_LANGUAGE

PREFIX = "setting_"


class SettingsForm(forms.Form):
    """One field for each setting of `channel`; secrets are never shown again."""

    def __init__(
        self,
        *args: Any,
        channel: type[Channel],
        destination: Destination | None = None,
        only_secrets: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.channel, self.destination = channel, destination
        for setting in channel.settings:
            if setting.secret or not only_secrets:
                self.fields[PREFIX + setting.name] = self._field(setting)

    @property
    def config(self) -> dict[str, str]:
        return dict(self._given(secret=False))

    @property
    def secrets(self) -> dict[str, str]:
        """Only those that were typed."""
        return {name: value for name, value in self._given(secret=True) if value}

    def _given(self, *, secret: bool) -> Iterator[tuple[str, str]]:
        for setting in self.channel.settings:
            field = PREFIX + setting.name
            if setting.secret is secret and field in self.cleaned_data:
                yield setting.name, self.cleaned_data[field]

    def _field(self, setting: Setting) -> forms.Field:
        stored = bool(self.destination and setting.name in self.destination.secrets)
        common: dict[str, Any] = {
            "label": setting.label,
            "help_text": STORED if setting.secret and stored else setting.help,
            "required": setting.required and not stored,
            "validators": [_pattern(setting)] if setting.pattern else [],
        }
        if not setting.secret and self.destination:
            common["initial"] = self.destination.config.get(setting.name, "")
        if setting.kind == "choice":
            return forms.ChoiceField(choices=setting.choices, **common)
        if setting.secret:
            attrs = {"autocomplete": "new-password", "spellcheck": "false"}
            return forms.CharField(widget=forms.PasswordInput(attrs=attrs), **common)
        if setting.kind == "url":
            return forms.URLField(assume_scheme="https", **common)
        return forms.CharField(max_length=500, **common)


STORED = _("Stored. Leave empty to keep it; type a new one to replace it.")


def _pattern(setting: Setting) -> RegexValidator:
    message = _("This does not look right. Copy it again, whole and without spaces.")
    return RegexValidator(rf"\A(?:{setting.pattern})\Z", message)


class DestinationForm(SettingsForm):
    """A destination whole: what every one has, then what its channel needs."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        help_text=_("As colleagues know it, for example the name of the page."),
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.none())
    language = forms.ChoiceField(label=_("Language of the posts"), choices=settings.LANGUAGES)
    audiences = forms.ModelMultipleChoiceField(
        label=_("Audiences"),
        queryset=Audience.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Proposed for items for these audiences; empty means for every item."),
    )
    proposed = forms.BooleanField(label=_("Propose for new items"), required=False)

    field_order = ("name", "office")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices, audiences = self.fields["office"], self.fields["audiences"]
        assert isinstance(offices, forms.ModelChoiceField)
        assert isinstance(audiences, forms.ModelMultipleChoiceField)
        offices.queryset = offices_kept_by(user)
        audiences.queryset = Audience.objects.all()
        if self.destination:
            self._start_from(self.destination)
            self._fix(self.destination)
            del self.fields["office"]
        else:
            self.initial = {"language": settings.LANGUAGE_CODE, "proposed": True, **self.initial}
            if len(first := list(offices.queryset[:2])) == 1:
                self.initial.setdefault("office", first[0])
        last = ("language", "audiences", "proposed")
        middle = [name for name in self.fields if name.startswith(PREFIX)]
        self.order_fields(["name", "office", *middle, *last])

    def _start_from(self, destination: Destination) -> None:
        self.initial = {
            "name": destination.name,
            "language": destination.language,
            "audiences": destination.audiences.all(),
            "proposed": destination.proposed,
            **self.initial,
        }

    def _fix(self, destination: Destination) -> None:
        """Read-only what says which account this is, once posts went there."""
        for name in fixed_settings(destination):
            field = self.fields[PREFIX + name]
            field.disabled, field.help_text = True, OTHER_ACCOUNT
        if is_tied(destination):
            language = self.fields["language"]
            language.disabled, language.help_text = True, OTHER_LANGUAGE

    def common(self) -> dict[str, Any]:
        """Arguments that creating and editing share."""
        return {
            "name": self.cleaned_data["name"],
            "language": self.cleaned_data["language"],
            "audiences": self.cleaned_data["audiences"],
            "proposed": self.cleaned_data["proposed"],
            "config": self.config,
            "secrets": self.secrets,
        }


class DestinationFilter(forms.Form):
    """What the list shows: never fails, nonsense is left out."""

    q = forms.CharField(label=_("Search"), required=False, strip=True)
    channel = forms.ChoiceField(label=_("Channel"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kinds = self.fields["channel"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = [("", _("All channels")), *((c.name, c.label) for c in channels().values())]
        self.archived = "archived" in data
        self.is_valid()

    def narrow(self, rows: QuerySet[Destination]) -> QuerySet[Destination]:
        """Centre first, then provinces, then grassroots offices; by name within one."""
        rows = rows.filter(archived_at__isnull=not self.archived)
        if channel := self.cleaned_data.get("channel"):
            rows = rows.filter(channel=channel)
        if words := self.cleaned_data.get("q"):
            rows = rows.filter(Q(name__icontains=words) | Q(office__name__icontains=words))
        whens = [When(office__level=level, then=Value(n)) for n, level in enumerate(Office.Level)]
        return rows.order_by(Case(*whens), "office__code", "channel", "name")

    def as_query(self) -> str:
        """Of the address of other pages of the same list."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode({**chosen, "archived": 1} if self.archived else chosen)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=250)
