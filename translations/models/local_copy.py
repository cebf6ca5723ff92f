"""How an office's edition follows the national one, and what the centre lets offices change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LocalCopy(models.Model):
    """One per edition of kind *local copy*.

    The edition's `source` is the national edition; its `base_content` (as
    `translations.local_content.content_of` returns it) is the national text that was taken in last,
    the base of the next merge. `base_revision` names where that text came from, while it is kept.
    """

    class State(models.TextChoices):
        FOLLOWING = "following", _("Follows the national item")
        SUSPENDED = "suspended", _("Following is suspended")
        DETACHED = "detached", _("Detached for good")

    edition = models.OneToOneField(
        "cms.Edition", on_delete=models.CASCADE, related_name="local_copy"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.FOLLOWING
    )
    base_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    suspended_until = models.DateField(_("suspended until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("local copy")
        verbose_name_plural = _("local copies")

    def __str__(self) -> str:
        return str(self.edition)


class LocalRule(models.Model):
    """The centre's word on one place of a national item; a place without a rule is free.

    `place` is the id of a block of the body, or `field:` and the name of a field (`field:title`).
    """

    class Rule(models.TextChoices):
        LOCKED = "locked", _("Locked: stays as the centre wrote it")
        SLOT = "slot", _("To be filled in by every office")

    edition = models.ForeignKey("cms.Edition", on_delete=models.CASCADE, related_name="local_rules")
    place = models.CharField(max_length=80)
    rule = models.CharField(_("rule"), max_length=8, choices=Rule.choices)
    note = models.CharField(
        _("note for the offices"),
        max_length=250,
        blank=True,
        help_text=_("What is to be filled in, or why it is locked."),
    )

    class Meta:
        verbose_name = _("rule for local copies")
        verbose_name_plural = _("rules for local copies")
        constraints = [
            models.UniqueConstraint(fields=["edition", "place"], name="one_local_rule_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}"
