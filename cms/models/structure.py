"""The record of who put which words around the items before the public."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..ledger import LedgerRow


class StructureRecord(LedgerRow):
    """One act on a page around the items. Ids are plain numbers: no deletion can touch the row.

    `before` and `after` hold everything that readers see of the page, by field; of an act that
    changed nothing for readers they are what the draft replaced and what it says.
    """

    class Act(models.TextChoices):
        PUBLISHED = "published", _("Put on the portal")
        TAKEN_OFF = "taken_off", _("Taken off the portal")
        PUT_BACK = "put_back", _("Earlier text put back as a draft")

    act = models.CharField(max_length=10, choices=Act.choices)
    page_id_then = models.PositiveBigIntegerField()
    page_title = models.CharField(max_length=255)
    revision_id_then = models.PositiveBigIntegerField(null=True)
    office_code = models.CharField(max_length=20)
    user_id_then = models.PositiveBigIntegerField(null=True)
    user_name = models.CharField(max_length=160)
    # Who wrote the draft, by name: none of them may be who put it before the public.
    written_by = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta(LedgerRow.Meta):
        verbose_name = _("record of a page around the items")
        verbose_name_plural = _("records of pages around the items")
        indexes = [
            models.Index(fields=["page_id_then", "sequence"], name="structure_page_sequence")
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} – {self.page_title}"

    def ledger_fields(self) -> dict:
        names = (
            "act page_id_then page_title revision_id_then office_code user_id_then user_name"
            " written_by reason before after"
        )
        return {name: getattr(self, name) for name in names.split()}

    def changed(self) -> dict[str, tuple[str, str]]:
        """By field: before and after."""
        names = [name for name in self.after if self.before.get(name) != self.after[name]]
        return {name: (self.before.get(name, ""), self.after[name]) for name in names}
