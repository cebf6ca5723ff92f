"""Offices and their fact sheets."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ..working_time import today


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
    takes_national_approval = models.BooleanField(
        _("national changes go out by themselves"),
        default=True,
        help_text=_(
            "Of a local copy in which only text of the centre changed: the national approval covers"
            " it. Otherwise the office's own leader approves every change."
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
    def approved(self):
        """What leaders put in force last, also where its validity has ended since."""
        return self.filter(state=Fact.State.IN_FORCE)

    def in_force(self, day: date | None = None):
        """What texts may quote on that day, today unless said otherwise."""
        valid = Q(valid_until=None) | Q(valid_until__gte=day or today())
        return self.approved().filter(valid)


class Fact(models.Model):
    """One value of an office's fact sheet (`hotline`, `office_address`, `figure:…`).

    A change is a new row in state *proposed*; its office's leader puts it in force, which turns
    the row before into *replaced*. Rows are never edited, so what quoted a fact stays traceable.
    After the last day of its validity a row stays *in force* but is quoted no more.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        IN_FORCE = "in_force", _("In force")
        REPLACED = "replaced", _("Replaced")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="facts")
    key = models.CharField(_("key"), max_length=60)
    value = models.CharField(_("value"), max_length=250)
    unit = models.CharField(_("unit"), max_length=30, blank=True)
    period = models.CharField(_("period"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=250, blank=True)
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("After this day texts cannot quote it any more."),
    )
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
    refused_because = models.CharField(_("reason"), max_length=250, blank=True)
    of_import = models.ForeignKey(
        "cms.FactImport", null=True, blank=True, on_delete=models.SET_NULL, related_name="facts"
    )
    reminded = models.PositiveSmallIntegerField(default=0)  # how many of the mails before its end

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

    @property
    def with_unit(self) -> str:
        return f"{self.value} {self.unit}".strip()


class FactImport(models.Model):
    """A table of facts that somebody sent in: what its preview showed is what is then proposed."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    file_name = models.CharField(_("file"), max_length=150)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    rows = models.JSONField(default=list)
    shown = models.CharField(max_length=64)  # hash of the changes that the preview showed
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("import of facts")
        verbose_name_plural = _("imports of facts")

    def __str__(self) -> str:
        return self.file_name


class StatedFact(models.Model):
    """What a live page says of an office: facts as they were approved with it, until corrected.

    Written by whoever releases the page, for every office that it was released for. A page without a
    row for an office shows the fact in force there.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="stated_facts"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    value = models.CharField(max_length=300)  # with its unit, as the sheet gives it
    # What it stated wrongly before, as its office says, and since when the page says so.
    wrong = models.CharField(max_length=300, blank=True)
    corrected_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("stated fact")
        verbose_name_plural = _("stated facts")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "office", "key"], name="fact_stated_once_per_page_and_office"
            )
        ]
        indexes = [models.Index(fields=["office", "key", "value"], name="stated_where")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
