"""The pages that hold items: home, section, and an office's own part of the tree."""

from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from .item import SluggedPage


class HomePage(SluggedPage):
    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels: list = []
    settings_panels: list = []
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.SectionPage", "cms.OfficePage"]
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        from ..listing import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self, request)


class SectionPage(SluggedPage):
    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels: list = []
    settings_panels: list = []
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    parent_page_types = ["cms.HomePage", "cms.OfficePage", "cms.SectionPage"]
    subpage_types = [
        "cms.SectionPage",
        "cms.ArticlePage",
        "cms.DocumentPage",
        "cms.CampaignPage",
    ]
    template = "cms/section_page.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request, *args, **kwargs):
        from ..listing import section_context

        return super().get_context(request, *args, **kwargs) | section_context(self, request)


class OfficePage(SluggedPage):
    """Home of an office's part of the tree.

    Whatever it has no page of its own for, it answers with the national page of that path, shown
    with this office's facts, so that the office's posts link to a page with its own hotline.
    """

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels: list = []
    settings_panels: list = []
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.SectionPage"]
    template = "cms/office_page.html"

    class Meta:
        verbose_name = _("office home page")
        verbose_name_plural = _("office home pages")

    def route(self, request, path_components):
        try:
            return super().route(request, path_components)
        except Http404:
            if not path_components or not self.live:
                raise
            national = self.get_parent().specific
            if national.get_children().type(OfficePage).filter(slug=path_components[0]).exists():
                raise  # no office answers for another one
            request.loa_office = self.office_home
            return national.route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from ..listing import office_context

        return super().get_context(request, *args, **kwargs) | office_context(self, request)
