"""A page in a language: who asked for it, who translates it, until when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TranslationRequest(models.Model):
    """Stands before any translated page does. Outlives both pages: the work stays."""

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="translation_requests",
    )
    work = models.ForeignKey("cms.Work", on_delete=models.PROTECT, related_name="translations")
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=35)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    requested_at = models.DateTimeField(_("requested"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("translator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations_to_do",
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("language reviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="translations_to_review",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    translated_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("translated page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("translation request")
        verbose_name_plural = _("translation requests")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "language"], name="one_translation_request_per_page_and_language"
            ),
            models.CheckConstraint(
                condition=~Q(language=""), name="translation_request_names_a_language"
            ),
        ]
        indexes = [models.Index(fields=["language", "due_on"], name="translation_request_due")]

    def __str__(self) -> str:
        return f"{self.work} ({self.language})"
