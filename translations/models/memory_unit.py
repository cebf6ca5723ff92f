"""What was translated before: a source beside its translation, and where it is found again."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MemoryUnit(models.Model):
    """Written by `translations.memory.keep` only, which also writes its keys.

    `office` is the province whose own it is; none: the centre's, proposed to everybody.
    `fingerprint` (language, office, source and target) makes the same pair one row, whoever comes
    with it again. `segment` is the uuid of the segment that it came from first. What is not
    `approved` was translated or came in a file, and is never proposed as good.
    """

    language = models.CharField(_("language"), max_length=35)
    office = models.ForeignKey(
        "cms.Office",
        verbose_name=_("office"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source = models.TextField(_("source"))
    masked = models.TextField()  # the source with every number masked
    target = models.TextField(_("translation"))
    approved = models.BooleanField(_("approved"), default=False)
    segment = models.UUIDField(null=True, blank=True, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now)
    used = models.PositiveIntegerField(_("times used"), default=0)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("unit of the translation memory")
        verbose_name_plural = _("units of the translation memory")
        constraints = [
            models.UniqueConstraint(fields=["fingerprint"], name="one_memory_unit_per_pair"),
            models.CheckConstraint(
                condition=~models.Q(source="") & ~models.Q(target=""),
                name="memory_unit_has_both_sides",
            ),
        ]

    def __str__(self) -> str:
        return self.source[:80]


class MemoryKey(models.Model):
    """A run of words of a unit's source, as a number (see `translations.memory.keys`).

    No foreign key in the database and no index on the unit: there are some 25 rows a unit.
    """

    pk = models.CompositePrimaryKey("key", "unit")
    key = models.BigIntegerField()
    unit = models.ForeignKey(
        MemoryUnit,
        on_delete=models.CASCADE,
        related_name="keys",
        db_index=False,
        db_constraint=False,
    )

    def __str__(self) -> str:
        return f"{self.key}: {self.unit_id}"
