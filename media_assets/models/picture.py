"""Pictures. Who owns one follows from its collection (each office has its own)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.search import index

from ..ai_mark import with_mark
from ..intake import lookalikes
from .checksummed import Checksummed, checksum_field, download_name_field
from .presets import LONGEST_NAME, InPresets
from .rights import RIGHTS_FIELDS, MadeByAI, Rights
from .unreadable import telling
from .version import Versioned, one_newest


class Picture(Versioned, Checksummed, InPresets, Rights, AbstractImage):
    """An original picture. `sha256` is what an approval covers, so a replaced file is noticed.

    `crops`: what editors drew, `{preset: [x, y, width, height]}` in pixels of the original. They stand
    with the picture, so that showing a page asks for them no further.
    """

    folder = "original_images"
    alt_text = models.CharField(_("alternative text"), max_length=250, blank=True)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    made_by_ai = models.CharField(
        _("artificial intelligence"), max_length=8, choices=MadeByAI.choices, blank=True
    )
    nobody_recognisable = models.BooleanField(_("nobody can be recognised"), default=False)
    sha256 = checksum_field()
    download_name = download_name_field()
    look = models.CharField(max_length=16, blank=True, editable=False)  # see intake.lookalikes
    crops = models.JSONField(_("crops"), default=dict, blank=True, editable=False)

    admin_form_fields = (
        *(*Image.admin_form_fields, "alt_text", "caption", "credit"),
        *("nobody_recognisable", *RIGHTS_FIELDS, "made_by_ai"),
    )
    search_fields = (*AbstractImage.search_fields, index.FilterField("superseded"))

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = one_newest("picture")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.has_new_file:
            self.look = lookalikes.look_of(self.file.open("rb"))
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        return f"{self.folder}/{filename}"

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title

    def marked(self, content: bytes, kind: str) -> bytes:
        """`content`, a size of this picture, with what machines are told of how it was made."""
        return with_mark(content, kind, self.made_by_ai)

    @contextmanager
    def get_willow_image(self) -> Iterator[Any]:
        """Raises PictureUnreadable, for whatever is done with the picture within too."""
        with telling(self), super().get_willow_image() as picture:
            yield picture

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """Raises PictureUnreadable."""
        with telling(self):
            made = super().generate_rendition_file(filter, source=source)
        if self.download_name and made.name.startswith(self.sha256[:8]):  # Wagtail's own sizes
            ending = made.name.partition(".")[2]
            stem = PurePath(self.filename).stem[: LONGEST_NAME - len(ending)]
            made.name = f"{stem}.{ending}"  # readers see it in addresses
        return made

    def create_renditions(self, *filters: Any) -> Any:
        """Raises PictureUnreadable."""
        with telling(self):
            return super().create_renditions(*filters)


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendition_once_per_picture_and_spec",
            )
        ]
