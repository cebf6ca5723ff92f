"""Pictures of pages: loaded together, with their sizes, in a fixed number of queries."""

from collections.abc import Iterable

from media_assets.models import Picture
from media_assets.presets import PRESETS

ON_CARDS = ("card",)
IN_ARTICLES = ("inline-small", "inline", "lead", "share")


def specs(*presets: str) -> list[str]:
    return [spec for preset in presets for spec in PRESETS[preset].specs]


def load_covers(pages: Iterable, presets: tuple[str, ...] = ON_CARDS) -> None:
    """Give every page its cover with the named sizes: two queries however many there are."""
    pages = [page for page in pages if page.cover_id]
    if not pages:
        return
    wanted = Picture.objects.filter(pk__in={page.cover_id for page in pages})
    found = {picture.pk: picture for picture in wanted.prefetch_renditions(*specs(*presets))}
    for page in pages:
        page.cover = found.get(page.cover_id)


def load_pictures(page) -> None:
    """The cover and every picture of the body, with their sizes, in two queries more."""
    pictures = [block.value["picture"] for block in page.body if block.block_type == "picture"]
    pictures = [picture for picture in pictures if picture is not None]
    load_covers([page], IN_ARTICLES)
    if not pictures:
        return
    wanted = Picture.objects.filter(pk__in={picture.pk for picture in pictures})
    found = wanted.prefetch_renditions(*specs(*IN_ARTICLES)).in_bulk()
    for picture in pictures:
        picture.prefetched_renditions = found[picture.pk].prefetched_renditions
