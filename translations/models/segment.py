"""One translatable unit of a page, and where a page's units were taken from."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import unit
from ..slots import scope_of


class SourceText(models.Model):
    """Of a page that is translated: the revision that its segments were taken from.

    Whoever takes a source, or builds a page from it, holds this row until the end.
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="source_text"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    fingerprint = models.CharField(max_length=64, blank=True)  # of what was extracted
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("source of translations")
        verbose_name_plural = _("sources of translations")

    def __str__(self) -> str:
        return f"{self.page} – {self.revision_id}"


class SegmentQuerySet(models.QuerySet):
    def present(self):
        """In reading order."""
        return self.filter(gone_at=None).order_by("order", "pk")


class Segment(models.Model):
    """Never deleted: its uuid is its name in files and memory, whatever becomes of block and page.

    `slot` is the place by ids of blocks; several sentences may stand in one.
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="segments"
    )
    work = models.ForeignKey("cms.Work", on_delete=models.PROTECT, related_name="segments")
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slot = models.CharField(max_length=255)
    kind = models.CharField(
        max_length=8,
        choices=[(kind.value, kind.value) for kind in unit.Kind],
        default=unit.Kind.TEXT.value,
    )
    order = models.PositiveIntegerField()
    label = models.CharField(_("place"), max_length=255, blank=True)
    source = models.TextField(_("source"))
    marks = models.JSONField(default=dict, blank=True)
    longest = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField()  # its source, or it was new
    gone_at = models.DateTimeField(null=True, blank=True)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        indexes = [models.Index(fields=["page", "gone_at", "order"], name="segment_page_order")]

    def __str__(self) -> str:
        return self.source[:80]

    @property
    def scope(self) -> str:
        return scope_of(self.slot)

    @property
    def is_of_the_page(self) -> bool:
        """Not of a text that others keep of the item (`translations.sources`)."""
        return ":" not in self.slot

    @property
    def is_optional(self) -> bool:
        """A value: without one of its own, a language shows that of the source."""
        return self.kind != unit.Kind.TEXT


class MinorEdit(models.Model):
    """An editor vouches that a new wording says the same, so that translations stay approved.

    It holds for exactly this text: one more change, and it is as if it had not been said.
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="minor_edits"
    )
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("minor edit")
        verbose_name_plural = _("minor edits")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint"], name="one_minor_edit_per_page_and_text"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="minor_edit_has_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reason
