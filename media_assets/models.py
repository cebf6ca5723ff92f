"""Pictures and documents. Who owns one follows from its collection (each office has its own)."""

import hashlib
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


def sha256_of(file) -> str:
    """Hex digest of a Django file's whole content; leaves the file open at its start."""
    digest = hashlib.sha256()
    file.open("rb")
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _checksum_field() -> models.CharField:
    return models.CharField(max_length=64, editable=False, blank=True, db_index=True)


class Checksummed:
    """Mixin before a model with `file` and `sha256`: keeps the latter true, however it changed."""

    file: Any
    sha256: Any

    def save(self, *args, **kwargs):
        if self.has_new_file:
            self.sha256 = sha256_of(self.file)
        super().save(*args, **kwargs)
        self._stored_name = self.file.name

    @property
    def has_new_file(self) -> bool:
        """Whether the file is another one than the database knows the checksum of."""
        if not self.file:
            return False
        return not self.sha256 or self.file.name != getattr(self, "_stored_name", None)

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = super().from_db(db, field_names, values)
        instance._stored_name = instance.file.name if "file" in field_names else None
        return instance


class Picture(Checksummed, AbstractImage):
    """An original picture. `sha256` is what an approval covers, so a replaced file is noticed."""

    alt_text = models.CharField(_("alternative text"), max_length=250, blank=True)
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    credit = models.CharField(_("credit"), max_length=150, blank=True)
    sha256 = _checksum_field()

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "caption", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.title

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendition_once_per_picture_and_spec",
            )
        ]


class Attachment(Checksummed, AbstractDocument):
    """A file that readers download (a legal document, a form)."""

    sha256 = _checksum_field()

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document file")
        verbose_name_plural = _("document files")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if self.has_new_file:
            self.file_size = self.file.size
        super().save(*args, **kwargs)
