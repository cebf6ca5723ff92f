"""What the translation memory has yet to be told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MemoryNews(models.Model):
    """Written in the transaction of the step that it tells of, gone once the memory knows it.

    So approving a page costs the same whatever the memory's many keys cost, and nothing is lost.
    What the memory could not be told while others could is set aside, and not told again by itself:
    later news of the same segment may be known by then.
    """

    class Kind(models.TextChoices):
        TRANSLATED = "translated"
        APPROVED = "approved"
        WITHDRAWN = "withdrawn"  # nothing of this segment counts as approved any more

    wagtail_reference_index_ignore = True  # no use of a page that anybody need know

    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=35)
    office = models.ForeignKey(
        "cms.Office", null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    segment = models.UUIDField()
    source = models.TextField(blank=True)
    target = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("news for the memory")
        verbose_name_plural = _("news for the memory")

    def __str__(self) -> str:
        return f"{self.language}: {self.kind}"
