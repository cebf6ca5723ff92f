"""What an item is about and whom it is for."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A named choice, Vietnamese first with English beside it."""

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name


class Topic(Term):
    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Audience(Term):
    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Genre(models.TextChoices):
    NEWS = "news", _("News")
    FEATURE = "feature", _("Feature")
    GUIDE = "guide", _("Guide")
    QUESTION = "question", _("Questions and answers")
    NOTICE = "notice", _("Notice")
