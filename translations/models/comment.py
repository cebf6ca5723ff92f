"""What translators and the author say to each other about a segment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SegmentCommentQuerySet(models.QuerySet["SegmentComment"]):
    def open(self) -> "SegmentCommentQuerySet":
        return self.filter(resolved_at=None)


class SegmentComment(models.Model):
    """Of one language. `to_author` is a question that the author of the source is asked by mail.

    It stands until somebody says that it is settled; nothing is ever deleted.
    """

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    segment = models.ForeignKey(
        "translations.Segment", on_delete=models.PROTECT, related_name="comments"
    )
    language = models.CharField(max_length=35)
    text = models.TextField(_("comment"))
    to_author = models.BooleanField(_("question to the author"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    user_name = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField(_("time"))
    resolved_at = models.DateTimeField(_("settled"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = SegmentCommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment on a segment")
        verbose_name_plural = _("comments on segments")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="segment_comment_says_something"),
        ]
        indexes = [models.Index(fields=["segment", "language"], name="segment_comment_place")]

    def __str__(self) -> str:
        return self.text[:80]
