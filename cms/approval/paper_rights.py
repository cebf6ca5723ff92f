"""Who may record a signature on paper, and whose."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import TaskState

from ..models import Delegation, Membership, Office, Role, User
from ..working_time import today
from .approvers import Standings, standings_of
from .standing import Standing
from .steps import line_of

PAPER_STEPS = (Role.LEADER, Role.SECTION_HEAD)


def may_record(task_state: TaskState, user: User, standings: Standings | None = None) -> bool:
    """A secretary of the item's office, or of the nearest above that has one; never an author.

    `standings` where a screen has asked for them already.
    """
    if task_state.status != TaskState.STATUS_IN_PROGRESS or not user.is_active:
        return False
    if task_state.task.specific.role not in PAPER_STEPS:
        return False
    page = task_state.workflow_state.content_object.specific
    standings = standings or Standings([page])
    if not standings.of_user(page, Role.SECRETARY, user):
        return False
    return any(person.pk != user.pk for person in _everybody(task_state, standings))


def offices_recorded_by(user: User) -> set[int]:
    """Those whose nearest secretary the user is; who wrote what is left aside."""
    secretaries = Membership.objects.filter(role=Role.SECRETARY, user__is_active=True)
    posts = set(secretaries.filter(user=user).values_list("office_id", flat=True))
    if not posts:
        return set()
    staffed = set(secretaries.values_list("office_id", flat=True))
    parents: dict[int, int | None] = dict(Office.objects.values_list("pk", "parent_id"))
    return {office for office in parents if _nearest(office, parents, staffed) in posts}


def _nearest(office: int | None, parents: dict[int, int | None], staffed: set[int]) -> int | None:
    while office is not None and office not in staffed:
        office = parents[office]
    return office


def may_sign(user: User) -> bool:
    """Whether some step that takes paper could be the user's own, by role or by delegation."""
    own = Membership.objects.filter(user=user, role__in=PAPER_STEPS)
    lent = Delegation.objects.in_force().filter(delegate=user)
    return own.exists() or lent.exists()


def signatories(task_state: TaskState, recorder: User) -> list[User]:
    """Who could have signed on some day since the text stands. Nobody records their own signature."""
    standings = Standings([task_state.workflow_state.content_object.specific])
    people = {person.pk: person for person in _everybody(task_state, standings)}
    return [person for person in people.values() if person.pk != recorder.pk]


def standing_on(day: date, task_state: TaskState, signatory: User) -> Standing | None:
    """Why they could approve the step on that day; None if they could not."""
    page = task_state.workflow_state.content_object.specific
    found = standings_of(page, task_state.task.specific.role, day)
    return next((one for one in found if one.user.pk == signatory.pk), None)


def _everybody(task_state: TaskState, standings: Standings) -> Iterator[User]:
    page, role = task_state.workflow_state.content_object, task_state.task.specific.role
    for day in _days(task_state):
        yield from (one.user for one in standings.of(page, role, day))


def _days(task_state: TaskState) -> Iterator[date]:
    """Today, and the last days of delegations that ended since the text stands."""
    yield today()
    page = task_state.workflow_state.content_object
    house = timezone.get_default_timezone()
    since = timezone.localdate(task_state.revision.created_at, house)
    over = Delegation.objects.filter(
        office__in=line_of(page.edition.office),
        role=task_state.task.specific.role,
        last_day__gte=since,
    )
    yield from sorted({day for one in over if since <= (day := _last_day(one)) < today()})


def _last_day(delegation: Delegation) -> date:
    """The last whole day; one that was revoked ended with the day before."""
    if delegation.revoked_at is None:
        return delegation.last_day
    before = timezone.localdate(delegation.revoked_at, timezone.get_default_timezone())
    return min(delegation.last_day, before - timedelta(days=1))
