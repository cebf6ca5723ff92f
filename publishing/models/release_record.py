"""What was approved, sealed when it was: the deliveries of a release send nothing else."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.ledger import LedgerRow


class ReleaseRecord(LedgerRow):
    """A release as it was written; `publishing.sealed_releases` writes and reads it.

    Of several for one release the newest speaks: it was written with a newer state of the release
    by Loa itself, since nobody else can seal.
    """

    # No foreign key: the record outlives the release, and its number is part of what is sealed.
    release_pk = models.PositiveBigIntegerField(db_index=True)
    kind = models.CharField(max_length=10)
    work_pk = models.PositiveBigIntegerField()
    office_pk = models.PositiveBigIntegerField()
    office_code = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=255)
    address = models.CharField(_("address"), max_length=500, blank=True)
    fingerprint = models.CharField(max_length=64)
    marker = models.CharField(max_length=64, blank=True)
    goes_live_at = models.DateTimeField(_("publish at"))
    expires_at = models.DateTimeField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=160, blank=True)
    urgent = models.BooleanField(default=False)
    page_hash = models.CharField(max_length=64, blank=True)  # with its pictures and files
    revision_hash = models.CharField(max_length=64, blank=True)  # of the page's own fields
    content_hash = models.CharField(max_length=64)
    posts = models.JSONField()  # by hash of the post: the ids of its destinations, sorted
    posts_digest = models.CharField(max_length=64)
    # Of a taking down: the numbers of the deliveries whose posts it takes away. None: a publication,
    # or a taking down written before these were recorded.
    removes = models.JSONField(null=True)

    class Meta(LedgerRow.Meta):
        verbose_name = _("release record")
        verbose_name_plural = _("release records")

    def __str__(self) -> str:
        return f"{self.release_pk} {self.title}"

    def ledger_fields(self) -> dict[str, object]:
        return {
            "release_pk": self.release_pk,
            "kind": self.kind,
            "work_pk": self.work_pk,
            "office_pk": self.office_pk,
            "office_code": self.office_code,
            "language": self.language,
            "title": self.title,
            "address": self.address,
            "fingerprint": self.fingerprint,
            "marker": self.marker,
            "goes_live_at": self.goes_live_at,
            "expires_at": self.expires_at or "",
            "approved_by_name": self.approved_by_name,
            "page_hash": self.page_hash,
            "revision_hash": self.revision_hash,
            "content_hash": self.content_hash,
            "posts_digest": self.posts_digest,
            # What rows of the first versions did not have is no part of what they sealed.
            **({"urgent": True} if self.urgent else {}),
            **({} if self.removes is None else {"removes": self.removes}),
        }
