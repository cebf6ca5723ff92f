"""What people were written to about a request, so that nobody is told twice."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TranslationNotice(models.Model):
    """`about` names the occasion: a due day with its distance, or what came to be reviewed."""

    request = models.ForeignKey(
        "translations.TranslationRequest", on_delete=models.CASCADE, related_name="notices"
    )
    about = models.CharField(max_length=60)
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice about a translation")
        verbose_name_plural = _("notices about translations")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "about"], name="one_notice_per_translation_and_occasion"
            ),
            models.CheckConstraint(
                condition=~Q(about=""), name="notice_of_a_translation_has_an_occasion"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.about}"
