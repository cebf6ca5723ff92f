"""A theme or peak drive: dates, audiences, goals, and the items that name it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from .item import ItemPage


class CampaignPage(ItemPage):
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    goals = StreamField(
        [("goal", blocks.CharBlock(label=_("Goal"), max_length=250))],
        verbose_name=_("goals"),
        blank=True,
    )

    content_panels = [
        *ItemPage.content_panels[:2],
        MultiFieldPanel(
            [FieldPanel("starts_on"), FieldPanel("ends_on"), FieldPanel("goals")],
            heading=_("Campaign"),
        ),
        *ItemPage.content_panels[2:],
    ]
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []
    template = "cms/campaign_page.html"
    work_kind = "campaign"

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    @property
    def kind_label(self) -> str:
        return str(_("Campaign"))

    def get_context(self, request, *args, **kwargs):
        from ..listing import campaign_context

        return super().get_context(request, *args, **kwargs) | campaign_context(self, request)

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first one.")})


CampaignPage.edit_handler = CampaignPage.item_edit_handler()
