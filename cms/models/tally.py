"""How often something went wrong so far; see `cms.limits`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """`key` names the limit and, hashed, who is counted. The time is fixed by the first count."""

    key = models.CharField(max_length=80, unique=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("count of failures")
        verbose_name_plural = _("counts of failures")

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
