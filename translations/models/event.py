"""What happened to segments and to pages built from them. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ledger import AppendOnlyError, LedgerQuerySet


class AppendOnly(models.Model):
    """Abstract. People are named besides: a name outlives an account."""

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    user_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(_("time"))
    reason = models.TextField(_("reason"), blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")


class SegmentEvent(AppendOnly):
    """`language` is empty where the source itself changed; then the texts are its own."""

    class Action(models.TextChoices):
        TAKEN = "taken", _("Taken from the page")
        CHANGED = "changed", _("Source changed")
        MINOR = "minor", _("Source reworded, the same is meant")
        GONE = "gone", _("Gone from the page")
        BACK = "back", _("Back on the page")
        SAVED = "saved", _("Saved")
        TRANSLATED = "translated", _("Marked as translated")
        REVIEWED = "reviewed", _("Reviewed")
        APPROVED = "approved", _("Approved")
        REOPENED = "reopened", _("Reopened")
        STALE = "stale", _("Out of date: the source changed")
        RESTORED = "restored", _("Up to date again: the source changed back")
        ADOPTED = "adopted", _("The centre’s translation, taken over")

    segment = models.ForeignKey(
        "translations.Segment", on_delete=models.PROTECT, related_name="events"
    )
    language = models.CharField(max_length=35, blank=True)
    action = models.CharField(max_length=10, choices=Action.choices)
    state_before = models.CharField(max_length=10, blank=True)
    state_after = models.CharField(max_length=10, blank=True)
    text_before = models.TextField(blank=True)
    text_after = models.TextField(blank=True)
    origin = models.CharField(max_length=8, blank=True)
    # Warnings of checks that an approver let pass for `reason`, as they were told.
    let_pass = models.JSONField(default=list, blank=True)

    class Meta(AppendOnly.Meta):
        verbose_name = _("event of a segment")
        verbose_name_plural = _("events of segments")
        indexes = [models.Index(fields=["segment", "language", "id"], name="segment_event_history")]

    def __str__(self) -> str:
        return f"{self.get_action_display()} – {self.user_name}"


class TranslationBuild(AppendOnly):
    """A translated page was built. `gaps`: what it leaves out or shows stale, for `reason`.

    `revision` is the draft that holds it; `source_revision` what it translates.
    """

    request = models.ForeignKey(
        "translations.TranslationRequest", on_delete=models.PROTECT, related_name="builds"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    source_fingerprint = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # of source and translations together
    gaps = models.JSONField(default=list)

    class Meta(AppendOnly.Meta):
        verbose_name = _("building of a translated page")
        verbose_name_plural = _("buildings of translated pages")

    def __str__(self) -> str:
        return f"{self.request} – {self.at:%Y-%m-%d %H:%M}"
