"""Remembers what was imported, so that the same file does not become a second draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedFile(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True)
    filename = models.CharField(_("file name"), max_length=255)
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="+")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")

    def __str__(self) -> str:
        return self.filename
