"""Deliveries (the state machine and outbox), their attempts, and the records that stay."""

import uuid
from collections.abc import Iterable
from enum import IntEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.ledger import LedgerRow

from .release import Release, Variant


class Delivery(models.Model):
    """One action of one variant on its way. The row is the outbox message."""

    class Action(models.TextChoices):
        PUBLISH = "publish", _("Publish")
        REVISE = "revise", _("Revise")
        WITHDRAW = "withdraw", _("Withdraw")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        ACCEPTED = "accepted", _("Waiting for confirmation")
        DELIVERED = "delivered", _("Delivered")
        UNKNOWN = "unknown", _("Unknown – needs a check")
        FAILED = "failed", _("Failed")
        SUPERSEDED = "superseded", _("Replaced by a newer one")
        CANCELLED = "cancelled", _("Cancelled")

    class Reason(models.TextChoices):
        """Why a delivery is where it is; `reason` holds the sentence that people read."""

        OVERTAKEN = "overtaken", _("A newer version replaced it.")
        TAKEN_DOWN = "taken_down", _("The item was taken down.")
        RELEASE_CANCELLED = "release_cancelled", _("The release was cancelled.")
        ARCHIVED = "archived", _("The destination is no longer in use.")
        EXPIRED = "expired", _("Its validity ended before it could be sent.")
        PAGE_NOT_UP = "page_not_up", _("The page that it links to did not go up.")
        NOTHING_THERE = "nothing_there", _("It never went out, so there is nothing to take down.")
        TRANSIENT = "transient", _("The platform cannot be reached now; it is tried again.")
        THROTTLED = "throttled", _("The platform asks to wait; it is tried again after that.")
        CREDENTIALS = "credentials", _("The platform refused the credentials: reconnect it.")
        STOPPED = "stopped", _("Sending was stopped before it began.")
        EXHAUSTED = "exhausted", _("Every attempt failed.")
        REFUSED = "refused", _("The platform refused it.")
        UNCLEAR = "unclear", _("The platform gave no clear answer: it may be out.")
        LOST = "lost", _("The sending process ended before an answer came: it may be out.")
        FAULT = "fault", _("An unexpected fault happened; the technical log has the details.")
        LATE = (
            "late",
            _(
                "Two posts of the same content may be showing: the confirmation of this one came "
                "late. Look at the platform and remove the surplus one."
            ),
        )
        FOREIGN = "foreign", _("The platform named a post that belongs to another delivery.")
        ABSENT = "absent", _("It was looked for and is not there; it is sent again.")
        NOT_PLAYED = "not_played", _("It was not played.")
        BY_PERSON = "by_person", _("A person cancelled it.")
        NO_NOD = "no_nod", _("The office's leader did not agree to it in time.")
        NOT_WANTED = "not_wanted", _("The office does not take national posts here.")

    class Lane(IntEnum):
        """Who goes first where many wait; `publishing.delivery.lanes` reads it."""

        TAKING_DOWN = 0
        CORRECTION = 1
        URGENT = 2
        ORDINARY = 3

    OPEN = (State.QUEUED, State.SENDING, State.ACCEPTED, State.UNKNOWN)
    MAY_BE_OUT = (State.SENDING, State.ACCEPTED, State.DELIVERED, State.UNKNOWN)
    THERE = (State.ACCEPTED, State.DELIVERED)  # the platform says that it has the post
    SETTLED = (State.DELIVERED, State.FAILED, State.SUPERSEDED, State.CANCELLED)

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="deliveries")
    work = models.ForeignKey("cms.Work", on_delete=models.PROTECT, related_name="deliveries")
    destination = models.ForeignKey(
        "publishing.Destination", on_delete=models.PROTECT, related_name="deliveries"
    )
    language = models.CharField(max_length=20)
    variant = models.ForeignKey(
        Variant, null=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    action = models.CharField(_("action"), max_length=10, choices=Action.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.QUEUED, db_index=True
    )
    # Idempotency key: the same on every attempt.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The publish delivery whose receipt a revise or withdraw acts on: the first of its line of
    # revisions, never one of them (the engine finds the newest receipt itself).
    acts_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    # The portal's delivery that must be through first, since this post links to its page.
    waits_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="waiting"
    )
    lane = models.PositiveSmallIntegerField(default=Lane.ORDINARY.value)
    due_at = models.DateTimeField(_("next attempt"), db_index=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    # Just before the first irreversible byte of the attempt in flight. It stands on this row and
    # not only on the attempt, so that marking it and expiring the lease exclude each other.
    begun_at = models.DateTimeField(null=True, blank=True)
    # Attempts that count against LOA_MAX_ATTEMPTS; refused credentials do not.
    tries = models.PositiveIntegerField(default=0)
    unknown_since = models.DateTimeField(null=True, blank=True)
    # When `find` or `check` looks next; None: only a person (or the platform's call) settles it.
    next_check_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(default=0)
    remote_id = models.CharField(max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    receipt = models.JSONField(default=dict, blank=True)
    reason_code = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # Until when the office's leader may nod; it is not sent while this stands.
    nod_until = models.DateTimeField(null=True, blank=True, db_index=True)
    nodded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "destination", "language", "action"],
                condition=~Q(action="withdraw"),
                name="delivery_once_per_release_destination_language_action",
            ),
            models.UniqueConstraint(
                fields=["release", "acts_on"],
                condition=Q(action="withdraw"),
                name="withdrawal_once_per_release_and_post",
            ),
            models.UniqueConstraint(
                fields=["destination"],
                condition=Q(state="sending"),
                name="one_sending_per_destination",
            ),
            models.UniqueConstraint(
                fields=["destination", "remote_id"],
                condition=Q(action="publish") & ~Q(remote_id=""),
                name="remote_id_belongs_to_one_delivery",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_due"),
            models.Index(fields=["state", "lane", "release", "id"], name="delivery_next"),
            models.Index(
                fields=["work", "destination", "language", "release"], name="delivery_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release} → {self.destination}"

    @classmethod
    def may_be_out(cls) -> Q:
        """A condition. Superseded with a receipt: its place on the platform shows a revision now."""
        revised = Q(state=cls.State.SUPERSEDED) & ~Q(remote_id="")
        return Q(state__in=cls.MAY_BE_OUT) | revised

    @property
    def is_unconfirmed(self) -> bool:
        """Accepted, its validity over, and nobody said that it became public: never “reached”."""
        ends = [end for end in (self.expires_at, self.release.expires_at) if end]
        return self.state == self.State.ACCEPTED and bool(ends) and min(ends) <= timezone.now()


class Attempt(models.Model):
    """One call to the platform; `number` is the fencing number of its delivery.

    A working row: what happened is sealed in `AttemptRecord`.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)  # send, find, check
    worker = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    message = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    checkpoint = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["delivery", "number"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["delivery", "number"], name="attempt_number_once_per_delivery"
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}/{self.number} {self.outcome}"


class AttemptRecord(LedgerRow):
    """The sealed outcome of an attempt."""

    delivery_key = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    remote_id = models.CharField(max_length=200, blank=True)
    # None: written before addresses were recorded; it is not part of what such a row sealed.
    address = models.CharField(max_length=500, null=True, blank=True)  # noqa: DJ001  above
    post_hash = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("attempt record")
        verbose_name_plural = _("attempt records")

    def __str__(self) -> str:
        return f"{self.delivery_key}/{self.number} {self.outcome}"

    def ledger_fields(self) -> dict[str, object]:
        return {
            "delivery_key": str(self.delivery_key),
            "number": self.number,
            "action": self.action,
            "outcome": self.outcome,
            "remote_id": self.remote_id,
            "post_hash": self.post_hash,
            "message": self.message,
            **({} if self.address is None else {"address": self.address}),
        }


class Confirmation(LedgerRow):
    """What a person says of a delivery: a commune, a grassroots officer, a channel keeper."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        SCHEDULED = "scheduled", _("Scheduled to be played")
        PLAYED = "played", _("Played")
        NOT_PLAYED = "not_played", _("Not played")
        POSTED = "posted", _("Posted")
        FOUND = "found", _("It is there")
        ABSENT = "absent", _("It is not there")
        REMOVED = "removed", _("Removed")

    class By(models.TextChoices):
        LINK = "link", _("declared through the link")
        TELEPHONE = "telephone", _("by telephone")
        USER = "user", _("by a user")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    by = models.CharField(max_length=10, choices=By.choices)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="confirmations")
    delivery_key = models.UUIDField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    who = models.CharField(_("who"), max_length=160, blank=True)
    happened_at = models.DateTimeField(_("when it happened"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("times played"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=250, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    photo = models.FileField(_("photo"), upload_to="confirmations/", blank=True)
    photo_sha256 = models.CharField(max_length=64, blank=True)
    # Given by the telephone that pressed, so that sending a press again counts once. It says nothing
    # of what happened, so no record seals it.
    press = models.UUIDField(null=True, blank=True, editable=False)

    class Meta(LedgerRow.Meta):
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "press"], name="press_counts_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.who}"

    def ledger_fields(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "by": self.by,
            "delivery_key": str(self.delivery_key),
            "user_id": self.user_id,
            "who": self.who,
            "happened_at": self.happened_at or "",
            "times": self.times,
            "reason": self.reason,
            "address": self.address,
            "photo_sha256": self.photo_sha256,
        }

    def evidence_files(self) -> Iterable[tuple[FieldFile, str]]:
        if self.photo or self.photo_sha256:
            yield self.photo, self.photo_sha256
