"""A legal or administrative document (Văn bản)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from ..search import words_of
from .item import ItemPage


class DocumentPage(ItemPage):
    number = models.CharField(_("number"), max_length=60)
    issued_on = models.DateField(_("date of issue"))
    issuer = models.CharField(_("issuer"), max_length=160)
    signer = models.CharField(_("signer"), max_length=160, blank=True)
    attachment = models.ForeignKey(
        "media_assets.Attachment",
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *ItemPage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("issued_on"),
                FieldPanel("issuer"),
                FieldPanel("signer"),
                FieldPanel("attachment"),
            ],
            heading=_("Document"),
        ),
        *ItemPage.content_panels[2:],
    ]
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []
    template = "cms/document_page.html"
    work_kind = "document"
    search_fields = [*ItemPage.search_fields, index.AutocompleteField("number")]

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")

    @property
    def search_text(self) -> str:
        return f"{super().search_text} {words_of(self.number)} {words_of(self.issuer)}"

    @property
    def kind_label(self) -> str:
        return str(_("Legal document"))

    @property
    def shown_date(self):
        return self.issued_on

    @property
    def needs_policy_review(self) -> bool:
        return True


DocumentPage.edit_handler = DocumentPage.item_edit_handler()
