"""A segment in a language."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..unit import State


class SegmentTranslation(models.Model):
    """There is none until somebody writes it; then it is only ever changed.

    `based_on` is the source that it was said of last: where the segment's is another now, a word
    diff of the two shows what changed. `stale_from` is the state before the source changed.
    `writers` are the ids of all who wrote it since it was approved: none of them may review it.
    `version` grows with every change, so that nobody overwrites what they have not seen.
    """

    class Origin(models.TextChoices):
        HUMAN = "human", _("Person")
        MEMORY = "memory", _("Memory")
        MACHINE = "machine", _("Machine")
        IMPORT = "import", _("File")
        COPY = "copy", _("Copy of the source")
        NATIONAL = "national", _("The centre’s translation")

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    segment = models.ForeignKey(
        "translations.Segment", on_delete=models.PROTECT, related_name="translations"
    )
    language = models.CharField(max_length=35)
    text = models.TextField(_("translation"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=[(state.value, state.value) for state in State]
    )
    based_on = models.TextField(blank=True)
    stale_from = models.CharField(max_length=10, blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.HUMAN)
    origin_note = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    writers = models.JSONField(default=list, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = _("translation of a segment")
        verbose_name_plural = _("translations of segments")
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "language"], name="one_translation_per_segment_and_language"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="translation_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(text="", state=State.EMPTY.value)
                | (~Q(text="") & ~Q(state=State.EMPTY.value)),
                name="translation_without_words_is_empty",
            ),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("author")),
                name="translation_not_reviewed_by_its_author",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("author")),
                name="translation_not_approved_by_its_author",
            ),
        ]
        indexes = [
            models.Index(
                fields=["language", "state", "updated_at"], name="translation_language_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:80]}"

    @property
    def is_outdated(self) -> bool:
        """The source is another than when somebody last said that this translates it."""
        return bool(self.text) and self.based_on != self.segment.source
