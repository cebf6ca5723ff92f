"""What crawlers may read, and the list of pages for them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap

HIDDEN = ("/admin/", "/tim-kiem/", "/en/tim-kiem/")


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class PublicPages(Sitemap):
    """Every live page; its national address is the one to index."""
