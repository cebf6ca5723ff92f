"""What an office settled about how its bulletins are read aloud."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models import Office


class SpokenWordQuerySet(models.QuerySet):
    def in_force(self) -> "SpokenWordQuerySet":
        return self.filter(withdrawn_at=None)


class SpokenWord(models.Model):
    """How an office says a written form: it holds there and at the offices below.

    Rows are never edited: who says it otherwise withdraws the one before and adds another.
    """

    office = models.ForeignKey(
        Office, verbose_name=_("office"), on_delete=models.PROTECT, related_name="spoken_words"
    )
    written = models.CharField(_("written"), max_length=120)
    said = models.CharField(_("said"), max_length=250)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = SpokenWordQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["written", "pk"]
        verbose_name = _("spoken word")
        verbose_name_plural = _("spoken words")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "written"],
                condition=models.Q(withdrawn_at=None),
                name="one_reading_of_a_word_at_an_office",
            )
        ]

    def __str__(self) -> str:
        return f"{self.written} → {self.said}"


class SpokenProfile(models.Model):
    """The region whose way of saying numbers an office chose; without a row that of its province."""

    class Name(models.TextChoices):
        NORTH = "north", _("Northern: nghìn, linh, hai mươi tư")
        CENTRAL = "central", _("Central: nghìn, lẻ, hai mươi tư")
        SOUTH = "south", _("Southern: ngàn, lẻ, hai mươi bốn")

    office = models.OneToOneField(
        Office, verbose_name=_("office"), on_delete=models.PROTECT, related_name="spoken_profile"
    )
    name = models.CharField(_("way of reading"), max_length=10, choices=Name.choices)

    class Meta:
        verbose_name = _("way of reading")
        verbose_name_plural = _("ways of reading")

    def __str__(self) -> str:
        return f"{self.office}: {self.name}"
