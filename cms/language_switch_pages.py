"""The pages around the items in another language: real pages, drafts until their words are theirs.

Each page that is live in Vietnamese gets one in every language that is on, at the same place. It
brings the Vietnamese title, and nothing else, for whoever writes its own: such a page goes on the
portal by `cms.structure_release` alone, which refuses words that are still Vietnamese ones.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Locale, Page, Site
from wagtail.signals import page_published

from .editions import offices_around
from .languages import DEFAULT
from .models import HomePage, LanguageSwitch
from .permissions import sync_office_permissions
from .structure_changes import STRUCTURE, is_structure

NOT_COPIED = ["intro", "seo_title", "search_description"]


def make_missing(locale: Locale, around: Page | None = None, most: int | None = None) -> list[Page]:
    """Drafts of the pages that are live in Vietnamese and not there yet, from the top down.

    `around` leaves out all but the pages above it and itself; `most` stops after so many. Repeatable.
    """
    made = list(islice(_make(_missing_in(locale, around), locale), most))
    for office in {office.pk: office for office in offices_around(made).values()}.values():
        sync_office_permissions(office)  # writers get their part of the tree in this language too
    return made


def count_missing(locale: Locale) -> int:
    """Pages that `make_missing` would make, as far as that can be counted beforehand."""
    return len(list(_missing_in(locale, None)))


def pages_in(locale: Locale) -> list[Page]:
    """What stands around the items in a language, from the top down."""
    pages = Page.objects.type(*STRUCTURE).filter(locale=locale, alias_of=None)
    return list(pages.order_by("path").specific())


def _missing_in(locale: Locale, around: Page | None) -> Iterator[Page]:
    home = _home()
    if home is None or locale.language_code == DEFAULT:
        return
    there = Page.objects.filter(locale=locale).values("translation_key")
    sources = home.get_descendants(inclusive=True).type(*STRUCTURE).live().filter(alias_of=None)
    if around is not None:
        sources = sources.ancestor_of(around, inclusive=True)
    sources = sources.exclude(translation_key__in=there)
    yield from sources.order_by("path").specific()


def _home() -> Page | None:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return site.root_page if site else None


def _make(sources: Iterable[Page], locale: Locale) -> Iterator[Page]:
    for source in sources:
        if isinstance(source, HomePage) or _parent_is_there(source, locale):
            yield source.copy_for_translation(locale, exclude_fields=NOT_COPIED)


def _parent_is_there(source: Page, locale: Locale) -> bool:
    """Not so below a page that is not live in Vietnamese: nobody reads what stands there."""
    key = source.get_parent().translation_key
    return Page.objects.filter(translation_key=key, locale=locale).exists()


# --- what is put on the portal later ------------------------------------------------------------


@receiver(page_published)
def follow_what_goes_on_the_portal(instance: Page, **kwargs: object) -> None:
    _follow(instance)


@receiver(post_save)
def follow_what_is_made_live(
    instance: Page, created: bool = False, raw: bool = False, **kwargs: object
) -> None:
    """By the commands that load offices and sections."""
    if created and not raw and isinstance(instance, Page) and instance.live:
        _follow(instance)


def _follow(page: Page) -> None:
    if not is_structure(page) or page.locale.language_code != DEFAULT:
        return
    switches = LanguageSwitch.objects.filter(is_on=True)
    for switch in switches.select_related("locale"):
        make_missing(switch.locale, around=page)
