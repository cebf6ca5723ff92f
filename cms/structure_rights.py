"""Who reads the drafts of pages around the items, and who puts them before the public.

A leader of the office or of the centre vouches, and never for words of their own: what is published
was seen by two. Rules of approval may leave out steps, the leader's never, so none is asked here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .approval.approvers import is_member
from .approval.authors import writers_of_pages, writers_since
from .approval.steps import line_of
from .editions import office_around, offices_around
from .models import Membership, Office, Role, User

WRITERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
READERS = (*WRITERS, Role.OBSERVER)  # to whom the list of these pages is of use


def office_behind(page: Page) -> Office:
    """Whose part of the tree the page lies in, also in another language; else the centre."""
    return office_around(page) or Office.objects.get(level=Office.Level.CENTRE)


def is_leader_for(page: Page, user: User) -> bool:
    """Deputies count; delegates do not: a delegation is for the items of an office."""
    offices = [office.pk for office in line_of(office_behind(page))]
    posts = Membership.objects.filter(user=user, role=Role.LEADER, office__in=offices)
    return user.is_active and posts.exists()


def may_read(page: Page, user: User) -> bool:
    """As with items: its office, whoever may edit it, and whoever is asked about it."""
    if user.is_superuser or is_member(user, office_behind(page)):
        return True
    return is_leader_for(page, user) or _may_edit(page, user)


def _may_edit(page: Page, user: User) -> bool:
    """By the rights in the tree, which are known of the user: no query for each page."""
    return page_permission_policy.user_has_permission_for_instance(user, "change", page)


def may_write(page: Page, user: User) -> bool:
    """Whoever may edit it, and leaders, who may publish it."""
    return page.permissions_for_user(user).can_edit() or is_leader_for(page, user)


def writers_of(page: Page) -> QuerySet[User]:
    """Everybody who wrote what is not on the portal yet."""
    return User.objects.filter(pk__in=writers_since(page, page.last_published_at))


def deciders(page: Page) -> list[User]:
    """Leaders who wrote none of it, of the office or else of the nearest one above."""
    return Around([page]).deciders(page)


def names_of(people: Collection[User]) -> str:
    """Whom a draft waits for; where nobody may decide, what to do about it."""
    if not people:
        return _(
            "Nobody may put it on the portal yet: besides those who wrote it, neither this office nor"
            " the one above has a leader. Ask the administrator of the system to appoint one."
        )
    return ", ".join(str(person) for person in people)


class Around:
    """Whose these pages are, who wrote them and who vouches: as many queries for one as for many.

    For lists; whatever decides asks anew about its one page.
    """

    def __init__(self, pages: Iterable[Page]) -> None:
        self._pages = {page.pk: page for page in pages}

    def office(self, page: Page) -> Office:
        return self._offices.get(page.pk) or self._centre

    def writers(self, page: Page) -> set[int]:
        return self._writers[page.pk]

    def deciders(self, page: Page) -> list[User]:
        for office in line_of(self.office(page)):
            people = [one for one in self._leaders[office.pk] if one.pk not in self.writers(page)]
            if people:
                return people
        return []

    def readable_by(self, user: User) -> set[int]:
        """Ids, as `may_read` says of each."""
        if user.is_superuser:
            return set(self._pages)
        mine = set(Membership.objects.filter(user=user).values_list("office_id", flat=True))
        return {pk for pk, page in self._pages.items() if self._may_read(page, user, mine)}

    def _may_read(self, page: Page, user: User, mine: set[int]) -> bool:
        line = line_of(self.office(page))
        leads = user.is_active and any(user in self._leaders[office.pk] for office in line)
        return line[0].pk in mine or leads or _may_edit(page, user)

    @cached_property
    def _offices(self) -> dict[int, Office]:
        return offices_around(self._pages.values())

    @cached_property
    def _centre(self) -> Office:
        return Office.objects.get(level=Office.Level.CENTRE)

    @cached_property
    def _writers(self) -> dict[int, set[int]]:
        pages = list(self._pages.values())
        return writers_of_pages(pages, {page.pk: page.last_published_at for page in pages})

    @cached_property
    def _leaders(self) -> defaultdict[int, list[User]]:
        lines = [line_of(self.office(page)) for page in self._pages.values()]
        offices = {office.pk for line in lines for office in line}
        rows = Membership.objects.filter(office__in=offices, role=Role.LEADER, user__is_active=True)
        found: defaultdict[int, list[User]] = defaultdict(list)
        for row in rows.select_related("user").order_by("user_id"):
            found[row.office_id].append(row.user)
        return found


def why_not(page: Page, user: User) -> str:
    """Why this person may not put the draft on the portal; empty if they may."""
    if not is_leader_for(page, user):
        return _(
            "%(person)s is no leader of this office or of the centre. Name one who agreed."
        ) % {"person": user}
    if user.pk in writers_since(page, page.last_published_at):
        return _("%(person)s wrote this draft. Another leader has to agree.") % {"person": user}
    return ""


def why_not_write(page: Page, user: User) -> str:
    """Why this person may not write a draft of the page; empty if they may."""
    if may_write(page, user):
        return ""
    return _(
        "%(person)s may not write on “%(title)s”. Ask an editor or a leader of its office to do it."
    ) % {"person": user, "title": page.title}
