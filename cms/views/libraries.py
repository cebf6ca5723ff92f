"""The libraries of pictures and files: Wagtail's lists, of the newest versions only."""

from typing import Any

from django.urls import path
from wagtail.documents import admin_urls as document_urls
from wagtail.documents.views import documents
from wagtail.images import admin_urls as image_urls
from wagtail.images.views import images


class _NewestOnly:
    """Mixin of Wagtail's lists. Older versions stand under “Versions” of the newest."""

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(superseded=False)  # type: ignore[misc]  # of the view


class PictureList(_NewestOnly, images.IndexView):
    pass


class FileList(_NewestOnly, documents.IndexView):
    pass


def take_over() -> None:
    """Puts these lists in the place of Wagtail's, under the same addresses and names."""
    for module, view in ((image_urls, PictureList), (document_urls, FileList)):
        patterns = module.urlpatterns
        for at, pattern in enumerate(patterns):
            if pattern.name in ("index", "index_results"):
                only_rows = pattern.name == "index_results"
                made = view.as_view(results_only=only_rows)
                patterns[at] = path(str(pattern.pattern), made, name=pattern.name)
