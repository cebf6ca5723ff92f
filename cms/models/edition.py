"""The place of every page: which work, for which office, in which language."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Work(models.Model):
    """One item across all its offices and languages. Never deleted: releases hang on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self) -> str:
        return self.title


class Edition(models.Model):
    """A page of a work for one office in one language."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("Original")
        LOCAL_COPY = "local_copy", _("Local copy")
        TRANSLATION = "translation", _("Translation")

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="edition"
    )
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="editions")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ORIGINAL)
    source = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="derived"
    )
    base_content = models.JSONField(
        null=True,
        blank=True,
        help_text=_("The national content that a local copy was taken from; base of the merge."),
    )
    # Of a local copy that did not take in a critical national change in time: its page says so.
    outdated_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["work", "office", "locale"], name="one_edition_per_work_office_locale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page.title} – {self.office} ({self.locale.language_code})"
