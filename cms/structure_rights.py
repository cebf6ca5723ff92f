"""Who reads the drafts of pages around the items, and who puts them before the public.

A leader of the office or of the centre vouches, and never for words of their own: what is published
was seen by two. Rules of approval may leave out steps, the leader's never, so none is asked here.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from .approval.approvers import holders, is_member
from .approval.authors import writers_since
from .approval.steps import line_of
from .editions import office_around
from .models import Membership, Office, Role, User

WRITERS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)


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
    return is_leader_for(page, user) or page.permissions_for_user(user).can_edit()


def may_write(page: Page, user: User) -> bool:
    """Whoever may edit it, and leaders, who may publish it."""
    return page.permissions_for_user(user).can_edit() or is_leader_for(page, user)


def may_have_any(user: User) -> bool:
    """Whether the list of these pages is of any use to the user."""
    writes = Membership.objects.filter(user=user, role__in=(*WRITERS, Role.OBSERVER))
    return user.is_superuser or writes.exists()


def writers_of(page: Page) -> QuerySet[User]:
    """Everybody who wrote what is not on the portal yet."""
    return User.objects.filter(pk__in=writers_since(page, page.last_published_at))


def deciders(page: Page) -> list[User]:
    """Leaders who wrote none of it, of the office or else of the nearest one above."""
    writers = writers_since(page, page.last_published_at)
    for office in line_of(office_behind(page)):
        people = [user for user in holders(office, Role.LEADER) if user.pk not in writers]
        if people:
            return people
    return []


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
