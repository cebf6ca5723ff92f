"""What the editor sends: one segment at a time, by script or by a plain form."""

from typing import Any

from django import forms

from ..models import SegmentTranslation
from ..services.writing import Draft

LONGEST_TEXT = 20_000
_Origin = SegmentTranslation.Origin
# A file brings its own (`services.exchanging`), and only the centre's words are the centre's.
_NOT_TYPED = (_Origin.IMPORT, _Origin.NATIONAL)
_ORIGINS = [(one.value, one.label) for one in _Origin if one not in _NOT_TYPED]


class SegmentForm(forms.Form):
    segment = forms.UUIDField()


class TextForm(SegmentForm):
    """Spaces at the ends are the service's business."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST_TEXT)


class SaveForm(TextForm):
    """`unit` is that of the memory which was accepted, `note` says which suggestion it was."""

    class Verb:
        SAVE, TRANSLATED, REVIEWED, REOPEN = "save", "translated", "reviewed", "reopen"
        ALL = (SAVE, TRANSLATED, REVIEWED, REOPEN)

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    verb = forms.ChoiceField(choices=[(one, one) for one in Verb.ALL], required=False)
    origin = forms.ChoiceField(choices=_ORIGINS, required=False)
    note = forms.CharField(required=False, max_length=120)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    reason = forms.CharField(required=False, max_length=500)

    def draft(self) -> Draft:
        given: dict[str, Any] = self.cleaned_data
        origin = given["origin"] or _Origin.HUMAN
        note = "" if origin == _Origin.HUMAN else given["note"]
        return Draft(given["text"], given["version"], origin, note)


class CommentForm(SegmentForm):
    text = forms.CharField(required=False, max_length=2000)
    to_author = forms.BooleanField(required=False)
