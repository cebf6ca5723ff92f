"""Addresses. The only module of the site that may import publishing."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from publishing import urls as publishing_urls

from .views import health, media, robots, search

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": robots.PublicPages}}, name="sitemap"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(publishing_urls)),
    path("media/images/<path:path>", media.rendition, name="rendition"),
    *i18n_patterns(
        path("tim-kiem/", search.search, name="search"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
