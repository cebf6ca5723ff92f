"""Which languages people work in on this site."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageSwitch(models.Model):
    """Whether a language is on. One that was never switched on has no row, and often no `Locale`.

    Switched off it keeps its pages, translations and memory: it is only that nobody asks for more.
    """

    locale = models.OneToOneField(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="switch"
    )
    is_on = models.BooleanField(_("switched on"))
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("switch of a language")
        verbose_name_plural = _("switches of languages")

    def __str__(self) -> str:
        return str(self.locale)
