"""What allows a file to be shown: who made it, under which licence, and who can be recognised in it.

Nothing stated is no right: `media_assets.rights` says what is missing before a file goes out.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    OWN = "own", _("Made by the agency itself")
    PARTNER = "partner", _("Given by a partner, who agreed")
    CC_BY = "cc_by", _("Free licence CC BY")
    CC_BY_SA = "cc_by_sa", _("Free licence CC BY-SA")
    CC0 = "cc0", _("Free of rights (CC0)")
    BOUGHT = "bought", _("Bought")
    STATE = "state", _("Document of a state agency")
    UNKNOWN = "unknown", _("Not known")

    __empty__ = _("Not stated yet")


class MadeByAI(models.TextChoices):
    CHANGED = "changed", _("Changed by AI")
    MADE = "made", _("Made by AI")

    __empty__ = _("Not made or changed by AI")


# Wagtail's models, into which it is mixed, have no types; a typed base beside them confuses mypy.
if TYPE_CHECKING:

    class _Model: ...

else:
    _Model = models.Model


class Rights(_Model):
    """Mixin of files. An empty licence: not stated yet, as of every file from before."""

    licence = models.CharField(
        _("right to use it"),
        max_length=8,
        choices=Licence.choices,
        blank=True,
        help_text=_("It can be stated later, but before the file goes out."),
    )
    licence_address = models.URLField(
        _("where the free licence is stated"), max_length=500, blank=True
    )
    source = models.CharField(
        _("where it comes from"),
        max_length=250,
        blank=True,
        help_text=_("Who gave or sold it, the letter of consent, or the address of the page."),
    )

    class Meta:
        abstract = True


RIGHTS_FIELDS = ("licence", "licence_address", "source")


class Person(models.Model):
    """Somebody who can be recognised in a file, and the basis for showing them."""

    class Age(models.TextChoices):
        ADULT = "adult", _("Adult")
        FROM_SEVEN = "seven", _("Child from seven years")
        UNDER_SEVEN = "small", _("Child under seven years")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Agreed, until a date")
        EVENT = "event", _("Public event where people were told of photographs")
        OFFICIAL = "official", _("Official on duty")

    who = models.CharField(
        _("who, or where in the picture"),
        max_length=150,
        help_text=_("For example: woman in a blue shirt, on the left."),
    )
    age = models.CharField(_("age"), max_length=8, choices=Age.choices, default=Age.ADULT)
    basis = models.CharField(_("basis"), max_length=8, choices=Basis.choices, blank=True)
    consent_until = models.DateField(_("agreed until"), null=True, blank=True)
    guardian_agreed = models.BooleanField(_("the guardian agreed"), default=False)
    child_agreed = models.BooleanField(_("the child agreed"), default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.who


class PersonShown(Person):
    picture = models.ForeignKey(
        "media_assets.Picture", on_delete=models.CASCADE, related_name="persons"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person in a picture")
        verbose_name_plural = _("persons in pictures")


class PersonRecorded(Person):
    """Seen in a video, or known by the voice."""

    recording = models.ForeignKey(
        "media_assets.Recording", on_delete=models.CASCADE, related_name="persons"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("person in a recording")
        verbose_name_plural = _("persons in recordings")
