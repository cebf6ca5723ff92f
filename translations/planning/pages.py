"""Pages with their place among the editions, in one query for any number of them."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.models import Edition


def with_editions(pages: Iterable[Page]) -> list[Page]:
    """Those that have one, each with it: office and the offices above come along."""
    every = list(pages)
    rows = Edition.objects.filter(page__in=[page.pk for page in every])
    known = {each.page_id: each for each in rows.select_related("office__parent__parent", "locale")}
    found = [page for page in every if page.pk in known]
    for page in found:
        page.edition = known[page.pk]
        page.locale = known[page.pk].locale
    return found
