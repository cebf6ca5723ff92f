"""Where imported drafts may go."""

from __future__ import annotations

from cms.models import Office, Role, SectionPage, User


def sections_of(office: Office) -> list[SectionPage]:
    """The office's own sections in the language of its home page, in the order of the tree.

    Offices below lie in the same tree; their sections are theirs."""
    if office.home is None:
        return []
    below = Office.objects.exclude(pk=office.pk).filter(home__path__startswith=office.home.path)
    foreign = tuple(below.values_list("home__path", flat=True))
    sections = SectionPage.objects.descendant_of(office.home).filter(locale=office.home.locale)
    return [page for page in sections.order_by("path") if not page.path.startswith(foreign)]


def offices_to_import_for(user: User) -> list[Office]:
    """The offices whose items this user writes."""
    offices = Office.objects.filter(home__isnull=False).select_related("home")
    if not user.is_superuser:
        offices = offices.filter(memberships__user=user, memberships__role=Role.EDITOR)
    return list(offices.distinct())
