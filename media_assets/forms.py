"""The form field of an uploaded picture: what passes was written anew, from its pixels."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from .intake import Refused, names
from .intake.pictures import LONGEST_SIDE, Normalised, normalise

__all__ = ["LONGEST_SIDE", "PictureField", "normalised"]


def normalised(file: Any) -> Normalised | None:
    """What the field below made of an upload; None of anything else."""
    return getattr(file, "normalised", None)


class PictureField(WagtailImageField):
    """Takes what a picture is, not what it is called.

    The upload itself is rewritten: whoever reads it after the form (Wagtail keeps one whose other
    fields are wrong) finds the cleaned picture under a harmless name.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _(
            "A photo or drawing: JPEG, PNG, GIF, WebP, HEIC, AVIF or SVG, up to 40 MB and 64 million"
            " pixels. Where and by whom a photo was taken is removed from the file."
        )

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is None or normalised(file) is not None:
            return file
        try:
            made = normalise(file)
        except Refused as refusal:
            message = _("“%(name)s”: %(reason)s")
            params = {"name": names.shown(file.name), "reason": refusal.message}
            raise ValidationError(message, code=refusal.code, params=params) from refusal
        _rewrite(file, made)
        return file


def _rewrite(file: UploadedFile, made: Normalised) -> None:
    """In place: a large upload lies in a temporary file, which the storage would move as it is."""
    held = file.file
    held.seek(0)
    held.truncate()
    held.write(made.content)
    held.flush()
    held.seek(0)
    file.name = names.safe(file.name or "", made.ending)
    file.size = len(made.content)
    file.content_type = made.media_type
    file.normalised = made  # type: ignore[attr-defined]  # read by normalised() above
