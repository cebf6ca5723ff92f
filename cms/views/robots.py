"""What crawlers may read, and the list of pages for them."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

HIDDEN = ("/admin/", "/tim-kiem/", "/en/tim-kiem/", "/*/tim-kiem/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class PublicPages(Sitemap):
    """Every live page in every language; its national address is the one to index."""

    def items(self) -> PageQuerySet:
        root = self.get_wagtail_site().root_page
        homes = Page.objects.filter(translation_key=root.translation_key).live()
        below = reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))
        return Page.objects.filter(below).live().public().order_by("path")
