"""What the buttons of a delivery ask."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import Confirmation
from ..services.confirmations import FIRST_YEAR

MOST_PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_ENDINGS = ["jpg", "jpeg", "png", "webp"]


def _small_enough(photo: UploadedFile) -> None:
    if photo.size and photo.size > MOST_PHOTO_BYTES:
        raise ValidationError(_("The photo is larger than 10 MB. Choose a smaller one."))


def _address(**options: Any) -> forms.URLField:
    """Web addresses only: it is shown as a link."""
    field = forms.URLField(
        label=_("Address of the post"),
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        **options,
    )
    field.validators[0].schemes = ["http", "https"]  # type: ignore[attr-defined]
    return field


def _photo() -> forms.ImageField:
    return forms.ImageField(
        label=_("Photo or screenshot"),
        required=False,
        validators=[FileExtensionValidator(PHOTO_ENDINGS), _small_enough],
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp"}),
    )


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), required=False, max_length=250)


class SeenForm(forms.Form):
    """Which unknown state the person looked at: since when it was one."""

    since = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["since"] = _moment(cleaned.get("since", ""))
        except (ValueError, OverflowError):
            message = _(
                "It cannot be told what you looked at. Open this page again and look again."
            )
            raise ValidationError(message) from None
        return cleaned


def _moment(text: str) -> datetime | None:
    """None: the screen had nothing to say. Raises ValueError or OverflowError."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment.astimezone(UTC)


class FoundForm(SeenForm):
    address = _address()


class AbsentForm(SeenForm):
    looked = forms.BooleanField(
        label=_("I have looked at the page just now, and the post is not there"),
        error_messages={"required": _("Look at the page first, then tick this.")},
    )


class SecondForm(forms.Form):
    remote_id = forms.CharField(max_length=200, widget=forms.HiddenInput)


class PostedForm(forms.Form):
    """Proof is an address or a photo."""

    address = _address(required=False)
    photo = _photo()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("address") and not cleaned.get("photo"):
            raise ValidationError(_("Give the address of the post, or a photo of it."))
        return cleaned


class RemovedForm(forms.Form):
    photo = _photo()


class CallForm(forms.Form):
    """What a commune said on the telephone."""

    kind = forms.ChoiceField(
        label=_("What the commune says"),
        choices=[
            (Confirmation.Kind.PLAYED, _("Played")),
            (Confirmation.Kind.NOT_PLAYED, _("Not played")),
            (Confirmation.Kind.RECEIVED, _("Received")),
        ],
        widget=forms.RadioSelect,
    )
    who = forms.CharField(label=_("Who said so (name, position)"), max_length=160)
    happened_at = forms.DateTimeField(
        label=_("When it was played"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    times = forms.IntegerField(label=_("How many times"), required=False, min_value=1, max_value=50)
    reason = forms.CharField(label=_("Why it was not played"), required=False, max_length=250)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Confirmation.Kind.RECEIVED:
            cleaned |= {"happened_at": None, "times": None, "reason": ""}
        elif cleaned.get("kind") == Confirmation.Kind.NOT_PLAYED:
            if not cleaned.get("reason", "").strip():
                self.add_error("reason", _("Say why it was not played."))
            cleaned["happened_at"] = cleaned["times"] = None
        elif cleaned.get("happened_at") and cleaned["happened_at"].year < FIRST_YEAR:
            self.add_error("happened_at", _("Say on which day and at what time it was played."))
        elif cleaned.get("happened_at") and cleaned["happened_at"] > timezone.now():
            self.add_error("happened_at", _("The time lies in the future. Check it."))
        return cleaned
