"""Which pictures of the library a release shows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .release import Release


class ShownPicture(models.Model):
    """Written with the release, so that each sending can ask what may still be shown of it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="shown_pictures")
    picture = models.ForeignKey("media_assets.Picture", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("picture of a release")
        verbose_name_plural = _("pictures of releases")
        constraints = [
            models.UniqueConstraint(fields=["release", "picture"], name="picture_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.release}: {self.picture}"
