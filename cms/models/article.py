"""An article: the ordinary item."""

from django.utils.translation import gettext_lazy as _

from .item import ItemPage


class ArticlePage(ItemPage):
    parent_page_types = ["cms.SectionPage"]
    subpage_types: list[str] = []
    template = "cms/article_page.html"
    work_kind = "article"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


ArticlePage.edit_handler = ArticlePage.item_edit_handler()
