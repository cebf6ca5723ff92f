"""An order of many drawings of one infographic, as one ZIP."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class BulkDrawing(models.Model):
    """What was ordered, and how far it is. What is drawn stands in `folder`, whatever dies.

    Worked at in turns: a message names the turn that it may take, so one that comes twice takes
    none. Whoever works says so by `moved_at`; if that grows old, anybody takes the next turn.
    `unended`: turns in a row whose worker died of them. `undrawn`: what the typesetter gave up,
    which can be drawn again without all the rest.
    """

    wagtail_reference_index_ignore = True  # no use of the page that anybody need know

    class State(models.TextChoices):
        DRAWING = "drawing", _("Being drawn")
        READY = "ready", _("Ready to download")
        CANCELLED = "cancelled", _("Cancelled")
        FAILED = "failed", _("Stopped by a fault")
        EXPIRED = "expired", _("Removed after its time")

    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="bulk_drawings"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=255)
    offices = models.JSONField(default=list)  # codes
    languages = models.JSONField(default=list)
    formats = models.JSONField(default=list)
    draft = models.BooleanField(default=False)
    folder = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAWING)
    turn = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(db_default=Now())
    unended = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    packed = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    flawed = models.PositiveIntegerField(default=0)
    not_made = models.PositiveIntegerField(default=0)
    undrawn = models.PositiveIntegerField(default=0)
    undrawn_first = models.JSONField(default=list)  # office, language, format, reason of each
    size = models.PositiveBigIntegerField(default=0)
    problems = models.JSONField(default=list)  # the first ones, in words
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("order of drawings")
        verbose_name_plural = _("orders of drawings")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "user"],
                condition=models.Q(state="drawing"),
                name="one_order_of_drawings_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["state", "moved_at"], name="bulk_drawing_state_moved")]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display()})"

    @property
    def drawn(self) -> int:
        return self.total - self.left

    @property
    def has_file(self) -> bool:
        """A ZIP was made, be it that what it lacks is being drawn again."""
        return self.size > 0
