"""Files that people bring and fetch, and long work: what was asked for, how far it is, what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Errand(models.Model):
    """An uploaded file that waits for its person to confirm it, or work that goes on behind a screen.

    `turn` is the fencing number of whoever works at it (`translations.errands.turns`); `report` has a
    line per problem: where, what, and whether it was taken all the same.
    """

    class Kind(models.TextChoices):
        TRANSLATION = "translation", _("Translator's file")
        GLOSSARY = "glossary", _("Glossary file")
        MACHINE = "machine", _("Drafts by machine")
        MEMORY_IN = "memory_in", _("Import into the memory")
        MEMORY_OUT = "memory_out", _("Export of the memory")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Waits for your confirmation")
        WAITING = "waiting", _("Waits for its turn")
        RUNNING = "running", _("Being worked at")
        DONE = "done", _("Done")
        FAILED = "failed", _("Not done")
        CANCELLED = "cancelled", _("Cancelled")

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    request = models.ForeignKey(
        "translations.TranslationRequest",
        null=True,
        on_delete=models.CASCADE,
        related_name="errands",
    )
    office = models.ForeignKey("cms.Office", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=35, blank=True)
    options = models.JSONField(default=dict)
    name = models.CharField(_("file"), max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    turn = models.PositiveIntegerField(default=0)
    unended = models.PositiveIntegerField(default=0)  # turns whose worker died, in a row
    created_at = models.DateTimeField(_("time"))
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("work on files")
        verbose_name_plural = _("work on files")
        indexes = [models.Index(fields=["state", "moved_at"], name="errand_state_moved")]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(kind="machine", state__in=["waiting", "running"]),
                name="one_machine_at_a_translation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}".strip()

    @property
    def goes_on(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)


class ErrandFile(models.Model):
    """What was uploaded, or what waits to be fetched: for the web server and for workers elsewhere."""

    errand = models.OneToOneField(Errand, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("file of such work")
        verbose_name_plural = _("files of such work")

    def __str__(self) -> str:
        return f"{self.errand} ({self.size})"
