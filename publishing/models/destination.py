"""Where posts go: accounts and outlets, their holds, stop switches and commune links."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .. import registry


class DestinationQuerySet(models.QuerySet["Destination"]):
    def active(self) -> "DestinationQuerySet":
        return self.filter(archived_at=None)


class NationalPosts(models.TextChoices):
    """What the head of an office lets the centre post in its name. Taking down always goes."""

    AUTO = "auto", _("Go out by themselves")
    NOD = "nod", _("Wait for a nod of the office's leader")
    NEVER = "never", _("Never go out here")


class Destination(models.Model):
    """One account or outlet of one office on a channel. Archived, never deleted.

    `config` holds what is no secret; `secrets` maps setting names to ciphertexts bound to `uuid`
    and the name (see `publishing.credentials`).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="destinations")
    channel = models.CharField(_("channel"), max_length=30)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=20, default="vi")
    config = models.JSONField(default=dict, blank=True)
    secrets = models.JSONField(default=dict, blank=True, editable=False)
    audiences = models.ManyToManyField(
        "cms.Audience",
        verbose_name=_("audiences"),
        blank=True,
        related_name="+",
        help_text=_("Proposed for items for these audiences; empty means for every item."),
    )
    proposed = models.BooleanField(_("proposed for new items"), default=True)
    # Set by the office's leader alone, see `services.national_posts`.
    national_posts = models.CharField(
        _("national posts"),
        max_length=5,
        choices=NationalPosts.choices,
        default=NationalPosts.AUTO,
        editable=False,
    )
    # Working hours that a national post waits for the nod; then it is left out, and both are told.
    nod_hours = models.PositiveSmallIntegerField(default=8, editable=False)
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    held_reason = models.CharField(max_length=250, blank=True, editable=False)
    throttled_until = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DestinationQuerySet.as_manager()

    class Meta:
        ordering = ["channel", "name"]
        verbose_name = _("destination")
        verbose_name_plural = _("destinations")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "channel", "name"],
                condition=models.Q(archived_at=None),
                name="destination_name_once_per_office_and_channel",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_own_text(self) -> bool:
        return registry.channel_class(self.channel).capabilities.editable_text

    @property
    def channel_label(self) -> str:
        return str(registry.channel_class(self.channel).label)


class StopSwitch(models.Model):
    """In force from `set_at` until `lifted_at` for everything that has not begun.

    Narrowed by channel, office or destination; all empty means everything.
    """

    channel = models.CharField(_("channel"), max_length=30, blank=True)
    office = models.ForeignKey(
        "cms.Office", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    destination = models.ForeignKey(
        Destination, null=True, blank=True, on_delete=models.CASCADE, related_name="stops"
    )
    reason = models.CharField(_("reason"), max_length=250)
    # In whose right it was set: it is lifted there or above, not below. Null: in the right of
    # whoever it stops.
    set_from = models.ForeignKey(
        "cms.Office", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lift_reason = models.CharField(_("why it was lifted"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("stop switch")
        verbose_name_plural = _("stop switches")

    def __str__(self) -> str:
        return self.reason


class CommuneLink(models.Model):
    """The one way in for a commune's radio staff: no login, revocable, stored as a hash only."""

    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("commune link")
        verbose_name_plural = _("commune links")
        constraints = [
            models.UniqueConstraint(
                fields=["destination"],
                condition=models.Q(revoked_at=None),
                name="one_link_in_force_per_commune",
            )
        ]

    def __str__(self) -> str:
        return f"{self.destination} ({self.created_at:%d/%m/%Y})"
