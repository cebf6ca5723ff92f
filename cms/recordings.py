"""Sounds and videos on the portal: their addresses, and that what is public stays as approved."""

from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _

from media_assets.models import Recording
from media_assets.recording_form import RecordingForm

from .going_live import NotApproved
from .released import is_released
from .released_media import is_awaited, waits, why_it_is_kept

SHOWN = (
    *("sha256", "file", "title", "transcript", "captions", "credit", "made_by_ai"),
    *("kind", "media_type", "seconds", "file_size", "width", "height", "poster_sha256"),
)


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


def _what_to_do() -> str:
    return _(
        "A published page shows this recording. Upload the new one beside it, choose it in the item"
        " and have the item approved."
    )


def _what_to_do_before_its_time() -> str:
    return _(
        "An item that waits for its release shows this recording, so it stays as it was approved."
        " Upload the new one beside it and choose it in the item, or cancel the release and have the"
        " item approved again."
    )


def _why_it_stays(recording: Recording) -> str:
    """Empty where readers may get something else than this."""
    if is_released(recording):
        return _what_to_do()
    return _what_to_do_before_its_time() if waits(recording) else ""


def _changed(stored: Recording, recording: Recording) -> list[str]:
    return [
        name
        for name in SHOWN
        if str(getattr(stored, name) or "") != str(getattr(recording, name) or "")
    ]


@receiver(pre_save, sender=Recording)
def refuse_changing_what_is_public(instance: Recording, raw: bool = False, **kwargs: Any) -> None:
    """Raises NotApproved."""
    stored = None if raw or not instance.pk else Recording.objects.filter(pk=instance.pk).first()
    if stored is None:
        return
    moved = stored.collection_id != instance.collection_id
    hidden = moved and instance.collection.get_view_restrictions().exists()
    if (hidden or _changed(stored, instance)) and (why := _why_it_stays(stored)):
        raise NotApproved(why)


@receiver(pre_delete, sender=Recording)
def refuse_deleting_what_is_public(instance: Recording, **kwargs: Any) -> None:
    """Raises NotApproved. Also while it is in review or waits: it goes out as it was approved."""
    if is_released(instance):
        raise NotApproved(_what_to_do())
    if is_awaited(instance):
        raise NotApproved(why_it_is_kept())


class LibraryForm(RecordingForm):
    """Says at the form what the guard above would refuse."""

    def clean(self) -> Any:
        cleaned = super().clean()
        stored = Recording.objects.filter(pk=self.instance.pk).first()
        if stored is not None and self._would_change(stored) and (why := _why_it_stays(stored)):
            raise ValidationError(why)
        return cleaned

    def _would_change(self, stored: Recording) -> bool:
        """Of what readers see; captions are in the instance already."""
        given = {"title", "transcript", "credit", "made_by_ai"}.intersection(self.changed_data)
        return bool(given) or stored.captions != self.instance.captions


class ChooserForm(LibraryForm):
    """What is asked when one is uploaded within the editor; the rest can follow in the library."""

    class Meta(LibraryForm.Meta):
        fields = ("title", "file", "collection", "transcript", "licence", "nobody_recognisable")
