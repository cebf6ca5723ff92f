"""Where in an office's part of the tree a local copy lies.

Sections are public pages that a leader vouches for, so none is made on the way: the office's section
that answers the national one is taken, or else the nearest one that it has.
"""

from dataclasses import dataclass

from wagtail.models import Page

from cms.languages import DEFAULT
from cms.models import Office, SectionPage


@dataclass(frozen=True)
class Shelf:
    """`answers`: it is the office's own of the national section; else the nearest that there is."""

    section: SectionPage
    answers: bool


def sections_of(office: Office) -> list[SectionPage]:
    """In Vietnamese, in the order of the tree; those on the portal before those that are not."""
    if office.home is None:
        return []
    found = SectionPage.objects.descendant_of(office.home)
    return list(found.filter(locale__language_code=DEFAULT).order_by("-live", "path"))


def shelf_for(page: Page, office: Office, section: SectionPage | None = None) -> Shelf | None:
    """None where the office has no section at all, or `section` is none of its own."""
    own = sections_of(office)
    slug = page.get_parent().slug
    if section is not None:
        return next((Shelf(each, each.slug == slug) for each in own if each.pk == section.pk), None)
    answering = [each for each in own if each.slug == slug]
    chosen = next(iter(answering or own), None)
    return Shelf(chosen, bool(answering)) if chosen else None
