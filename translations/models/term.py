"""The glossary: Vietnamese terms, and what they are called in each language."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class GlossaryVersion(models.Model):
    """One row. Another value after every change of a term, in the same transaction.

    Random, not counted: a change that is rolled back leaves no number that another one could take,
    so that no process mistakes what it remembers for what another has written.
    """

    version = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.version)

    @classmethod
    def renew(cls) -> None:
        GlossaryVersion.objects.bulk_create(
            [GlossaryVersion(pk=1, version=uuid.uuid4())],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["version"],
        )

    @classmethod
    def now(cls) -> uuid.UUID | None:
        return cls.objects.filter(pk=1).values_list("version", flat=True).first()


class TermQuerySet(models.QuerySet["Term"]):
    """Whatever changes terms makes what is remembered of them invalid."""

    def update(self, **fields: Any) -> int:
        with transaction.atomic(using=self.db):
            changed = super().update(**fields)
            GlossaryVersion.renew()
        return changed

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db):
            gone = super().delete()
            GlossaryVersion.renew()
        return gone

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> Any:
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **options)
            GlossaryVersion.renew()
        return made


class Term(models.Model):
    """`headword` as in a dictionary; `forms` are the other ways in which texts have it.

    The same word may be a term of two domains. Case, spaces and the place of a tone mark (hoà, hòa)
    make no other form.
    """

    headword = models.CharField(_("term"), max_length=200)
    forms = models.JSONField(_("other forms"), default=list, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    note = models.TextField(_("note"), blank=True)
    domain = models.CharField(_("domain"), max_length=80, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["headword", "domain"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["headword", "domain"], name="one_term_per_domain"),
            models.CheckConstraint(condition=~models.Q(headword=""), name="term_has_a_headword"),
        ]

    def __str__(self) -> str:
        return self.headword

    def save(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            super().save(*args, **options)
            GlossaryVersion.renew()

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            gone = super().delete(*args, **options)
            GlossaryVersion.renew()
        return gone


class TermTranslation(models.Model):
    """Of a term in a language. `allowed` are good too; `forbidden` are known mistakes.

    Without a preferred form it may still say what not to write.
    """

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=35)
    preferred = models.CharField(_("preferred form"), max_length=200, blank=True)
    allowed = models.JSONField(_("allowed forms"), default=list, blank=True)
    forbidden = models.JSONField(_("forbidden forms"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True)
    sound = models.ForeignKey(
        "media_assets.Recording",
        verbose_name=_("sound sample"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        ordering = ["language"]
        verbose_name = _("translation of a term")
        verbose_name_plural = _("translations of terms")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"], name="one_translation_per_term_and_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.preferred}"
