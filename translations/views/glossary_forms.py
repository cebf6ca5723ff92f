"""Forms of the glossary: several forms of a term stand in one field, a line each."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import policy_registry

from cms.models import User
from cms.recording_chooser import viewset as recordings
from media_assets.models import Recording

from ..glossary.collecting import LONGEST, LONGEST_TEXT, prose
from ..glossary.collecting import forms as unlike
from ..glossary.entries import TermEntry, Wording
from ..memory.wording import composed
from ..models import Term, TermTranslation

MOST_FORMS = 50


class FormsField(forms.CharField):
    """A form a line; cleans to a tuple."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(
            required=False, widget=widget, max_length=MOST_FORMS * LONGEST, strip=False, **kwargs
        )

    def clean(self, value: Any) -> Any:
        return forms_in(super().clean(value))


def forms_in(text: str) -> tuple[str, ...]:
    return unlike(text.splitlines())


class TermForm(forms.Form):
    headword = forms.CharField(label=_("Vietnamese term"), max_length=LONGEST)
    others = FormsField(
        label=_("Other forms in Vietnamese texts"),
        help_text=_("One a line, like an abbreviation: BHYT"),
    )
    domain = forms.CharField(label=_("Domain"), max_length=80, required=False)
    definition = forms.CharField(
        label=_("What it means"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label=_("Note for translators"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def entry(self) -> TermEntry:
        given = self.cleaned_data
        return TermEntry(
            composed(given["headword"]),
            given["others"],
            prose(given["definition"]),
            prose(given["note"]),
            composed(given["domain"]),
        )

    @staticmethod
    def initial_of(term: Term) -> dict[str, str]:
        return {
            "headword": term.headword,
            "others": "\n".join(term.forms),
            "domain": term.domain,
            "definition": term.definition,
            "note": term.note,
        }


class SoundChooser(recordings.widget_class):  # type: ignore[misc]  # made by Wagtail
    """What nobody can have chosen is shown as nothing chosen; Wagtail's own dies of it."""

    def get_instance(self, value: Any) -> Any:
        try:
            return super().get_instance(value)
        except (Recording.DoesNotExist, ValueError, TypeError, OverflowError):
            return None


class WordingForm(forms.Form):
    preferred = forms.CharField(label=_("Form to use"), max_length=LONGEST, required=False)
    allowed = FormsField(
        label=_("Also allowed"), help_text=_("One a line. The check takes each of them.")
    )
    forbidden = FormsField(
        label=_("Not to be used"), help_text=_("One a line. The check refuses each of them.")
    )
    note = forms.CharField(
        label=_("Note for translators"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sound: "forms.ModelChoiceField[Recording]" = forms.ModelChoiceField(
        label=_("Sound sample"),
        queryset=Recording.objects.none(),
        required=False,
        help_text=_("From the library: how the word is said on air."),
    )

    def __init__(self, *args: Any, user: User, row: TermTranslation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = policy_registry.get_by_type(Recording)
        mine = policy.instances_user_has_any_permission_for(user, ["choose"])
        own = Recording.objects.filter(pk__in=[row.sound_id] if row and row.sound_id else [])
        field: Any = self.fields["sound"]
        field.queryset = Recording.objects.filter(pk__in=mine.values("pk")) | own
        field.widget = SoundChooser()

    def wording(self, language: str) -> Wording:
        given = self.cleaned_data
        return Wording(
            language,
            composed(given["preferred"]),
            given["allowed"],
            given["forbidden"],
            prose(given["note"]),
        )

    @staticmethod
    def initial_of(row: TermTranslation | None) -> dict[str, Any]:
        if row is None:
            return {}
        return {
            "preferred": row.preferred,
            "allowed": "\n".join(row.allowed),
            "forbidden": "\n".join(row.forbidden),
            "note": row.note,
            "sound": row.sound_id,
        }
