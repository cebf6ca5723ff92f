"""What an editor prepares beside an item: destinations, texts per destination, and the time."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Package(models.Model):
    """One per page. Absent legs mean that the rules' proposal has not been looked at yet."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="package"
    )
    go_live_at = models.DateTimeField(_("publish at"), null=True, blank=True)
    # Goes before everything that is neither urgent, a correction nor a taking down.
    urgent = models.BooleanField(_("urgent"), default=False)
    # Texts and options per channel, by channel name: {"facebook": {"text": "…", "options": {}}}.
    texts = models.JSONField(default=dict, blank=True)
    # Of a translated page: what was filled in from the translation last, so that what an editor
    # changed since is told from it: {"texts": {channel: text}, "legs": {uuid: text}, "places": [uuid]}.
    filled = models.JSONField(default=dict, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("package")
        verbose_name_plural = _("packages")

    def __str__(self) -> str:
        return str(self.page)


class PackageLeg(models.Model):
    """A destination that the editor chose; an own text only where it differs from the channel's."""

    package = models.ForeignKey(Package, on_delete=models.CASCADE, related_name="legs")
    destination = models.ForeignKey(
        "publishing.Destination", on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField(_("text"), blank=True)
    # What the item said beside a text that is read aloud, as `own_words.written_hash` gives it.
    beside = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("chosen destination")
        verbose_name_plural = _("chosen destinations")
        constraints = [
            models.UniqueConstraint(
                fields=["package", "destination"], name="destination_once_per_package"
            )
        ]

    def __str__(self) -> str:
        return str(self.destination)
