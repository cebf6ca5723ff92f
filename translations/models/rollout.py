"""A national change on its way to the local copies: how grave it is, how far it came, what each
office has to decide."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    MINOR = "minor", _("Minor: offices need not look")
    ORDINARY = "ordinary", _("Ordinary")
    CRITICAL = "critical", _("Critical: to be acted upon by a day")


class AtDeadline(models.TextChoices):
    """What happens to a copy whose office did not act on a critical change."""

    NOTICE = "notice", _("A notice stands on the local page")
    TAKE_DOWN = "take_down", _("The local page is taken off the portal")


class ChangeDeclaration(models.Model):
    """What the centre says of a change before it submits it; its approvers see it.

    For the text of `revision` and of later ones until it is said anew.
    """

    edition = models.ForeignKey("cms.Edition", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    # Days from going live; of a critical change only.
    days = models.PositiveSmallIntegerField(_("days to act"), null=True, blank=True)
    at_deadline = models.CharField(
        _("when an office did not act"), max_length=10, choices=AtDeadline.choices, blank=True
    )
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("declared change")
        verbose_name_plural = _("declared changes")

    def __str__(self) -> str:
        return f"{self.edition}: {self.severity}"


class Rollout(models.Model):
    """One national version brought to every copy of its item. The row is the work to do: whatever
    dies, the clock finds it and goes on behind `last_copy`."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")

    edition = models.ForeignKey("cms.Edition", on_delete=models.CASCADE, related_name="rollouts")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    national = models.JSONField()  # as `translations.local_content.content_of`
    severity = models.CharField(_("severity"), max_length=8, choices=Severity.choices)
    deadline = models.DateTimeField(null=True, blank=True)
    at_deadline = models.CharField(max_length=10, choices=AtDeadline.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State.choices, default=State.WAITING, db_index=True
    )
    last_copy = models.PositiveIntegerField(default=0)  # id of the last local copy that was done
    copies = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("rollout")
        verbose_name_plural = _("rollouts")
        constraints = [
            models.UniqueConstraint(fields=["edition", "revision"], name="one_rollout_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.edition} ({self.created_at:%d/%m/%Y})"

    @property
    def is_withdrawal(self) -> bool:
        """The national item was taken down: there is nothing to take in, only something to decide."""
        return not self.national

    @property
    def is_silent(self) -> bool:
        return self.severity == Severity.MINOR


class ChangeNotice(models.Model):
    """What one national version means for one copy; a line of its office's inbox."""

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")  # conflicts, or the copy could not be written just now
        MERGED = "merged", _("Taken in; to be submitted for approval")
        COVERED = "covered", _("Taken in and published: the national approval covers it")
        KEPT = "kept", _("Kept as it was")
        RESOLVED = "resolved", _("Decided")
        OVERTAKEN = "overtaken", _("A newer national version came")

    copy = models.ForeignKey(
        "translations.LocalCopy", on_delete=models.CASCADE, related_name="notices"
    )
    rollout = models.ForeignKey(Rollout, on_delete=models.CASCADE, related_name="notices")
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.OPEN, db_index=True
    )
    # What the merge found, as data, for the screen: see `translations.rolling.notices`.
    conflicts = models.JSONField(default=list, blank=True)
    changes = models.JSONField(default=list, blank=True)
    # What was decided of each conflict so far, by its path.
    decisions = models.JSONField(default=dict, blank=True)
    # The copy as it was before: the id of its `revision`, and the `base` of its edition.
    before = models.JSONField(default=dict, blank=True)
    # The draft that the change was taken into, and what was decided of it last.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Why the copy could not be written: in review, suspended; empty otherwise.
    waits_because = models.CharField(max_length=250, blank=True)
    retry_at = models.DateTimeField(null=True, blank=True)
    # Of a critical change: when its office was reminded of the deadline.
    reminded_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)  # when its deadline was acted upon
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change notice")
        verbose_name_plural = _("change notices")
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "rollout"], name="one_notice_per_copy_and_rollout"
            )
        ]

    def __str__(self) -> str:
        return f"{self.copy}: {self.rollout}"
