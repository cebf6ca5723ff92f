"""Files that readers download. Who owns one follows from its collection."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.search import index

from .checksummed import Checksummed, checksum_field, download_name_field
from .rights import RIGHTS_FIELDS, Rights
from .version import Versioned, one_newest


class Attachment(Versioned, Checksummed, Rights, AbstractDocument):
    """A file that readers download (a legal document, a form)."""

    folder = "documents"
    sha256 = checksum_field()
    download_name = download_name_field()
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, editable=False)

    admin_form_fields = (*Document.admin_form_fields, *RIGHTS_FIELDS)
    search_fields = (*AbstractDocument.search_fields, index.FilterField("superseded"))

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document file")
        verbose_name_plural = _("document files")
        constraints = one_newest("attachment")

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if self.has_new_file:
            self.file_size = self.file.size
        super().save(*args, **kwargs)
