"""Addresses. The only module of the site that may import publishing."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from publishing import urls as publishing_urls

from .views import choosers, health, media, page_types, recordings, robots, search, share_cards

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("robots.txt", robots.robots, name="robots"),
    path(
        "sitemap.xml",
        require_safe(sitemap),
        {"sitemaps": {"pages": robots.PublicPages}},
        name="sitemap",
    ),
    path("admin/failwhale/", health.no_such_page),  # Wagtail's way to make a fault at will
    path("admin/choose-page/chosen-multiple/", choosers.chosen_pages),
    path("admin/reports/page-types-usage/", page_types.page_types),
    path("admin/reports/page-types-usage/results/", page_types.page_types_results),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(publishing_urls)),
    path("media/the-chia-se/<int:page_id>.png", share_cards.share_card, name="share_card"),
    path("media/images/<path:path>", media.rendition, name="rendition"),
    path("media/ban-ghi/<int:pk>/tep/<str:name>", recordings.recording, name="recording"),
    path("media/ban-ghi/<int:pk>/anh/<str:sha256>.jpg", recordings.poster, name="recording_poster"),
    path("media/ban-ghi/<int:pk>/phu-de.vtt", recordings.captions, name="recording_captions"),
    *i18n_patterns(
        path("tim-kiem/", search.search, name="search"),
        # One way in, where wrong passwords are counted: Wagtail has a second for readers.
        path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
