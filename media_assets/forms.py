"""Fields of uploads: a picture that passes was written anew from its pixels, a document was cleaned."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from .intake import Refused, documents, names
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
        self.error_messages["empty"] = _(
            "The file is empty. Copy it anew from where it was taken, then upload it again."
        )

    def to_python(self, data: Any) -> Any:
        file: Any = FileField.to_python(self, data)
        if file is None or normalised(file) is not None:
            return file
        try:
            made = normalise(file)
        except Refused as refusal:
            raise invalid(file, refusal) from refusal
        _rewrite(file, made.content, made.ending)
        file.content_type = made.media_type
        file.normalised = made  # read by normalised() above
        return file


def invalid(file: Any, refusal: Refused) -> ValidationError:
    """The refusal as a form says it: with the name of the file, since there may be several."""
    params = {"name": names.shown(file.name or ""), "reason": refusal.message}
    return ValidationError(_("“%(name)s”: %(reason)s"), code=refusal.code, params=params)


def cleaned_document(file: Any) -> documents.Cleaned:
    """Whoever reads `file` afterwards gets the cleaned one. Raises ValidationError."""
    try:
        made = documents.clean(file)
    except Refused as refusal:
        raise invalid(file, refusal) from refusal
    if made.content is not None:
        _rewrite(file, made.content, made.ending)
    file.name = names.safe(file.name or "", made.ending)
    return made


def _rewrite(file: Any, content: bytes, ending: str) -> None:
    """In place: a large upload lies in a temporary file, which the storage would move as it is."""
    held = file.file
    held.seek(0)
    held.truncate()
    held.write(content)
    held.flush()
    held.seek(0)
    file.name = names.safe(file.name or "", ending)
    file.size = len(content)
