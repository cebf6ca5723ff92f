"""Mail about emergency bulletins: to whoever may be the second leader, and on to who approves."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from cms.approval.approvers import standings_of
from cms.approval.authors import authors_of_pages
from cms.approval.deciding import page_of
from cms.approval.steps import line_of
from cms.models import ItemPage, Membership, Role, User
from cms.notices import address_of, queue_all

from .airing.wishes import Wishes
from .booth import LOUDSPEAKER
from .emergency import waits_for_leader
from .models import Package


def ask_for_second(task_state: TaskState) -> None:
    """To every leader of the item's office, or of one above, who wrote none of it; each once.

    Nothing where it waits for somebody else, or wishes no emergency bulletin.
    """
    if not waits_for_leader(task_state):
        return
    page = page_of(task_state)
    if not wishes_emergency(page):
        return
    words = _words(
        page,
        lambda: _(
            "“%(title)s” of %(office)s is an emergency bulletin and waits. It goes out only when one leader "
            "agrees to it and another approves it."
        ),
        "publishing_emergency_agree",
        task_state,
    )
    subject = partial(_subject, page, lambda: _("Emergency, needs two leaders: %(title)s"))
    queue_all((person, subject, words) for person in leaders_of(page))


def tell_agreed(task_state: TaskState, by: User) -> None:
    """To whoever may approve it now; the second leader is nobody of them."""
    page = page_of(task_state)
    words = _words(
        page,
        lambda: _(
            "%(person)s agreed to the emergency bulletin “%(title)s” as second leader. It goes out once you "
            "approve it."
        ),
        "loa_approve",
        task_state,
        by,
    )
    subject = partial(_subject, page, lambda: _("Emergency, to approve now: %(title)s"))
    approvers = {one.user.pk: one.user for one in standings_of(page, Role.LEADER)}
    queue_all((one, subject, words) for pk, one in approvers.items() if pk != by.pk)


def wishes_emergency(page: ItemPage) -> bool:
    """As its package says; whether a place gets such a bulletin is asked when it is approved. One query."""
    texts = Package.objects.filter(page_id=page.pk).values_list("texts", flat=True).first() or {}
    return Wishes.read(texts.get(LOUDSPEAKER, {}).get("options", {})).is_emergency


def leaders_of(page: ItemPage) -> list[User]:
    """Whom `emergency.leads` lets agree. Two queries."""
    rows = Membership.objects.filter(
        role=Role.LEADER, office__in=line_of(page.edition.office), user__is_active=True
    )
    authors = authors_of_pages([page]).get(page.pk, set())
    people = {row.user_id: row.user for row in rows.select_related("user").order_by("pk")}
    return [person for pk, person in people.items() if pk not in authors]


def _subject(page: ItemPage, words: Callable[[], str]) -> str:
    return words() % {"title": page.draft_title}


def _words(
    page: ItemPage,
    words: Callable[[], str],
    screen: str,
    task_state: TaskState,
    person: User | None = None,
) -> Callable[[], str]:
    names = {"title": page.draft_title, "office": page.edition.office, "person": person}
    return lambda: f"{words() % names}\n\n{address_of(screen, task_state.pk)}\n"
