"""The pages that hold items: home, section, and an office's own part of the tree."""

from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from ..languages import INTERFACE
from .approved import KeptVersions
from .item import SluggedPage
from .office import Office


class HomePage(KeptVersions, SluggedPage):
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

    def route(self, request, path_components):
        """Vietnamese never answers at the address of another language; English is the interface's."""
        active = get_language()
        if active in (*INTERFACE, None) or active == self.locale.language_code:
            return super().route(request, path_components)
        raise Http404("This language has no home page.")

    def get_context(self, request, *args, **kwargs):
        from ..listing import home_context

        return super().get_context(request, *args, **kwargs) | home_context(self, request)


class SectionPage(KeptVersions, SluggedPage):
    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    promote_panels: list = []
    settings_panels: list = []
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    parent_page_types = ["cms.HomePage", "cms.OfficePage", "cms.SectionPage"]
    subpage_types = [
        "cms.SectionPage",
        "cms.ArticlePage",
        "cms.InfographicPage",
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


class OfficePage(KeptVersions, SluggedPage):
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

    @property
    def office(self) -> Office | None:
        """Whose home this is; a translation of the page belongs to the same office."""
        return Office.objects.filter(home__translation_key=self.translation_key).first()

    def route(self, request, path_components):
        if not self.live:
            raise Http404("This office has no public part.")
        try:
            return super().route(request, path_components)
        except Http404:
            if not path_components:
                raise
            return self._route_to_national_page(request, path_components)

    def _route_to_national_page(self, request, path_components):
        national, office = self.get_parent().specific, self.office
        others = national.get_children().type(OfficePage)
        if office is None or others.filter(slug=path_components[0]).exists():
            raise Http404("No office answers for another one.")
        found = national.route(request, path_components)
        request.loa_office = office
        own = self._own_edition_of(found.page, office)
        return RouteResult(own) if own else found

    def _own_edition_of(self, page, office):
        """The office's approved local copy takes the place of the national page."""
        if not getattr(page, "is_item", False):
            return None
        own = Page.objects.live().filter(
            edition__work=page.edition.work_id, edition__office=office, locale=page.locale_id
        )
        return own.specific().first()

    def get_context(self, request, *args, **kwargs):
        from ..listing import office_context

        return super().get_context(request, *args, **kwargs) | office_context(self, request)
