"""Offices and their fact sheets."""

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Office(models.Model):
    """VSS centre, a provincial office or a grassroots office; codes as in `cms/data/provinces.csv`."""

    class Level(models.TextChoices):
        CENTRE = "centre", _("Centre")
        PROVINCE = "province", _("Provincial office")
        GRASSROOTS = "grassroots", _("Grassroots office")

    code = models.CharField(_("code"), max_length=20, unique=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("office above"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    name = models.CharField(_("name"), max_length=160)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    slug = models.SlugField(_("slug"), unique=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    home = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("home page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="office_home",
        help_text=_("Root of the office's part of the page tree."),
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("collection"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="office",
    )
    logo = models.ForeignKey(
        "media_assets.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Stands in the footer of infographics and posters, but not where a small format has no"
            " room for it. A transparent PNG or an SVG, about square or up to 4 times as wide as"
            " high, at least 256 pixels, as it is to be seen on white. Without one, that of the"
            " office above is taken. What was approved keeps the logo that it had; what is in"
            " review is to be approved anew."
        ),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name

    @property
    def is_centre(self) -> bool:
        return self.level == self.Level.CENTRE


class FactQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(state=Fact.State.IN_FORCE)


class Fact(models.Model):
    """One value of an office's fact sheet (`hotline`, `office_address`, `figure:…`).

    A change is a new row in state *proposed*; its office's leader puts it in force, which turns
    the row before into *replaced*. Rows are never edited, so what quoted a fact stays traceable.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        REFUSED = "refused", _("Refused")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(_("key"), max_length=60)
    value = models.CharField(_("value"), max_length=250)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    period = models.CharField(_("period"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["office", "key", "-proposed_at"]
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "key"],
                condition=models.Q(state="in_force"),
                name="one_fact_in_force_per_office_and_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
