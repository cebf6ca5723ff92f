"""What language review leaves behind beside the history of segments. Rows are only added."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .event import AppendOnly


class SignedSheet(AppendOnly):
    """A reader without an account signed the printed translation; `user` recorded it with the scan.

    `fingerprint` is that of the sheet: of every source and translation on it. `segments` are the
    uuids that it approved.
    """

    request = models.ForeignKey(
        "translations.TranslationRequest", on_delete=models.PROTECT, related_name="signed_sheets"
    )
    fingerprint = models.CharField(max_length=64)
    reader_name = models.CharField(_("who read and signed"), max_length=150)
    reader_position = models.CharField(_("position"), max_length=150)
    signed_on = models.DateField(_("day of the signature"))
    evidence = models.FileField(_("scan"), max_length=200)
    evidence_sha256 = models.CharField(max_length=64)
    segments = models.JSONField(default=list)

    class Meta(AppendOnly.Meta):
        verbose_name = _("signed review sheet")
        verbose_name_plural = _("signed review sheets")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reader_name="") & ~Q(reader_position="") & ~Q(evidence=""),
                name="signed_sheet_names_reader_and_scan",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request} – {self.reader_name}"


class BackTranslation(AppendOnly):
    """What a translation says, put into Vietnamese again: `text` of the translation `of`.

    It holds for exactly these words; the last one counts.
    """

    segment = models.ForeignKey(
        "translations.Segment", on_delete=models.PROTECT, related_name="back_translations"
    )
    language = models.CharField(max_length=35)
    of = models.TextField()
    text = models.TextField(_("back-translation"))

    class Meta(AppendOnly.Meta):
        verbose_name = _("back-translation")
        verbose_name_plural = _("back-translations")
        indexes = [models.Index(fields=["segment", "language"], name="back_translation_segment")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(of=""), name="back_translation_has_words"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
