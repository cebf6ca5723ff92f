"""Releases and what they publish. They keep their content themselves and outlive their pages."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseQuerySet(models.QuerySet["Release"]):
    def versions(self) -> "ReleaseQuerySet":
        """Of a version of the whole item: neither takings down nor releases for one office."""
        return self.exclude(kind__in=(Release.Kind.WITHDRAW, Release.Kind.OFFICE))


class Release(models.Model):
    """One approved decision about one edition: publish it, correct it, or take it down."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("Publication")
        UPDATE = "update", _("New version")
        WITHDRAW = "withdraw", _("Taking down")
        # Of one office: facts of its own that changed, or were missing before. It replaces no release.
        OFFICE = "office", _("For one office")

    class State(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        WITHDRAWN = "withdrawn", _("Taken down")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    work = models.ForeignKey("cms.Work", on_delete=models.PROTECT, related_name="releases")
    office = models.ForeignKey("cms.Office", on_delete=models.PROTECT, related_name="releases")
    language = models.CharField(max_length=20)
    edition = models.ForeignKey(
        "cms.Edition", null=True, on_delete=models.SET_NULL, related_name="releases"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="releases"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    address = models.CharField(_("address"), max_length=500, blank=True)
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    # Nobody's page says so: the marker that the live page carries once this release is up.
    marker = models.CharField(max_length=64, blank=True, db_index=True)
    goes_live_at = models.DateTimeField(_("publish at"))
    went_live_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    # An emergency bulletin is among what it sends: for lists; `content` says so, too, and is sealed.
    emergency = models.BooleanField(default=False)
    urgent = models.BooleanField(_("urgent"), default=False)  # as approved with its package
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by_name = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_error = models.CharField(max_length=500, blank=True)
    # After the clock failed with it: when it is tried again. Its schedule stays as approved.
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        indexes = [models.Index(fields=["state", "goes_live_at"], name="release_due")]

    def __str__(self) -> str:
        return self.title


class StoredPost(models.Model):
    """A post as frozen at approval; equal posts of many destinations are one row."""

    hash = models.CharField(max_length=64, primary_key=True)
    data = models.JSONField()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return self.data.get("title") or self.data.get("text", "")[:60]


class Variant(models.Model):
    """What one destination publishes of a release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="variants")
    destination = models.ForeignKey(
        "publishing.Destination", on_delete=models.PROTECT, related_name="variants"
    )
    language = models.CharField(max_length=20)
    post = models.ForeignKey(StoredPost, on_delete=models.PROTECT, related_name="variants")

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "destination", "language"],
                name="variant_once_per_release_destination_language",
            )
        ]

    def __str__(self) -> str:
        return f"{self.release} → {self.destination}"
