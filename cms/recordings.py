"""Sounds and videos on the portal: their addresses, and the forms of their library."""

from hashlib import sha256
from typing import Any

from django import forms
from django.urls import reverse

from media_assets.models import Recording
from media_assets.recording_form import RecordingForm

from .languages import LANGUAGES
from .released_media import KeepsWhatIsPublic


def address(recording: Recording) -> str:
    """Of the file as it is: other bytes have another address."""
    return reverse("recording", args=[recording.pk, f"{recording.sha256}.{recording.ending}"])


def poster_address(recording: Recording) -> str:
    if not recording.poster:
        return ""
    return reverse("recording_poster", args=[recording.pk, recording.poster_sha256])


def captions_address(recording: Recording) -> str:
    """New with every word of them: browsers keep for an hour what they fetched."""
    if not recording.captions:
        return ""
    version = sha256(recording.captions.encode()).hexdigest()[:16]
    return f"{reverse('recording_captions', args=[recording.pk])}?v={version}"


def _choices() -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in LANGUAGES]


class LanguageField(forms.ChoiceField):
    """In the place of the column's own field, which takes anything."""

    def __init__(self, *, max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(choices=_choices, **kwargs)


class LibraryForm(KeepsWhatIsPublic, RecordingForm):
    """Says at the form what the guard of `cms.released_media` would refuse."""

    class Meta(RecordingForm.Meta):
        field_classes = {**RecordingForm.Meta.field_classes, "language": LanguageField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._captions = self.instance.captions

    def changes(self) -> set[str]:
        """Captions are in the instance by now."""
        new = {"captions"} if self.instance.captions != self._captions else set()
        return super().changes() | new


class ChooserForm(LibraryForm):
    """What is asked when one is uploaded within the editor; the rest can follow in the library."""

    class Meta(LibraryForm.Meta):
        fields = (
            *("title", "file", "collection", "language", "transcript"),
            *("licence", "nobody_recognisable"),
        )
