"""The rights of a picture or recording, with a row for each person who can be recognised in it."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from media_assets.models import PersonRecorded, PersonShown, Picture, Recording

SHOWN = ("nobody_recognisable", "licence", "licence_address", "credit", "source", "made_by_ai")
OF_PERSON = ("who", "age", "basis", "consent_until", "guardian_agreed", "child_agreed")


class RightsForm(forms.ModelForm):
    """What is stated once may change, but not become unsaid."""

    class Meta:
        model = Picture
        fields = SHOWN
        labels = {"nobody_recognisable": _("Nobody can be recognised in the picture")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"].required = True


class _Persons(forms.BaseInlineFormSet):
    nobody = False  # what the form above says

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        named = any(row.get("who") and not row.get("DELETE") for row in rows)
        if not named and not self.nobody and self._was_stated():
            message = _(
                "This was stated before. Name who can be recognised, or tick that nobody can be."
            )
            raise forms.ValidationError(message)
        if self.nobody and named:
            message = _("Either tick that nobody can be recognised, or name the persons: not both.")
            raise forms.ValidationError(message)

    def _was_stated(self) -> bool:
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        nobody = stored.filter(nobody_recognisable=True)
        return bool(self.get_queryset()) or nobody.exists()


def _rows(media: type[Model], person: type[Model]) -> Any:
    return forms.inlineformset_factory(
        media,
        person,
        formset=_Persons,
        fields=OF_PERSON,
        extra=2,
        can_delete_extra=False,
        widgets={"consent_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
    )


PersonsForm = _rows(Picture, PersonShown)


class RecordingRightsForm(RightsForm):
    class Meta(RightsForm.Meta):
        model = Recording
        labels = {"nobody_recognisable": _("Nobody can be recognised, by face or voice")}


RecordingPersonsForm = _rows(Recording, PersonRecorded)
