"""Emergency bulletins (khẩn cấp: disaster, fire, epidemic; played at once): off unless the centre allows
them, and released only with the agreement of a second leader.

Whoever writes a release asks here (`release_rows`), so no way round it is left: a schedule, the
interface of the site, a covered copy and a release for one office all write one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from cms.approval import Refused, seams
from cms.approval.authors import authors_of_pages, writers_since
from cms.approval.deciding import role_of
from cms.approval.steps import line_of
from cms.ledger_check import Finding
from cms.ledger_seals import name_of
from cms.models import Approval, ItemPage, Membership, Office, Role, User

from .airing.wishes import EMERGENCY
from .channel import Post, Problem
from .genuine_rows import is_genuine, with_seals
from .models import EmergencyAgreement, EmergencyRule, Release, StoredPost

if TYPE_CHECKING:
    from .package import Assembly, Leg


def rule_in_force() -> EmergencyRule | None:
    """By which emergency bulletins are allowed now; None: they are off. One query.

    A row that Loa did not seal allows nothing.
    """
    last = with_seals(EmergencyRule).order_by("-sequence").first()
    return last if last is not None and last.allowed and is_genuine(last) else None


def is_emergency(post: Post | None) -> bool:
    return post is not None and post.extra.get("class") == EMERGENCY


def among(legs: "Iterable[Leg]") -> bool:
    return any(is_emergency(leg.post) for leg in legs)


def problems_among(legs: "Iterable[Leg]") -> Iterator[Problem]:
    """Of the item itself, while nobody allows what it wishes; one query, if it wishes that at all."""
    if among(legs) and rule_in_force() is None:
        yield not_allowed()


def not_allowed() -> Problem:
    return Problem(
        "emergency_off",
        _(
            "Emergency bulletins are switched off: only a leader of the centre can allow them. Choose "
            "“Priority”."
        ),
    )


# --- the second leader ------------------------------------------------------------------------------


def agreements(page: Page, fingerprint: str) -> list[EmergencyAgreement]:
    """To exactly this package, in order; a row that Loa did not seal is none. One query."""
    rows = with_seals(EmergencyAgreement).filter(page_id_then=page.pk, fingerprint=fingerprint)
    return [row for row in rows.order_by("sequence") if is_genuine(row)]


def is_agreed(page: ItemPage, revision: Revision) -> bool:
    """Whether a second leader's word stands for what would be released now."""
    given = agreements(page, seams.fingerprint(page, revision))
    return any(row.user_id not in writers_since(page, row.at) for row in given)


def leads(page: ItemPage, user: User) -> Office | None:
    """As whose leader the user may be the second: of the item's office, or of one above it; by a role of
    their own, which nobody lent, and no author of the item."""
    line = line_of(page.edition.office)
    rows = Membership.objects.filter(
        user=user, role=Role.LEADER, office__in=line, user__is_active=True
    )
    offices = {row.office_id: row.office for row in rows.select_related("office")}
    nearest = next((offices[one.pk] for one in line if one.pk in offices), None)
    if nearest is None or user.pk in authors_of_pages([page]).get(page.pk, set()):
        return None
    return nearest


@dataclass(frozen=True)
class Standing:
    """How an emergency bulletin stands. `task_state`: the leader's step, where it waits there."""

    agreements: Sequence[EmergencyAgreement]
    task_state: TaskState | None
    may_agree: bool


def standing_of(assembly: "Assembly", task_state: TaskState | None, user: User) -> Standing | None:
    """None where nothing of it is an emergency. At most four queries more."""
    if not among(assembly.legs):
        return None
    given = agreements(assembly.page, assembly.fingerprint)
    waits = task_state if waits_for_leader(task_state) else None
    mine = any(row.user_id == user.pk for row in given)
    may = waits is not None and not mine and leads(assembly.page, user) is not None
    return Standing(given, waits, may)


def waits_for_leader(task_state: TaskState | None) -> bool:
    if task_state is None or task_state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    return role_of(task_state) == Role.LEADER


def demand_second(assembly: "Assembly", *, approved_by: User | None) -> None:
    """Raises Refused where an emergency bulletin would go out on the word of one person."""
    if not among(assembly.legs):
        return
    if rule_in_force() is None:
        raise Refused(str(not_allowed().message))
    others = [
        row
        for row in agreements(assembly.page, assembly.fingerprint)
        # Who wrote on it after agreeing is no second person any more, though the words are the same.
        if approved_by is not None
        and row.user_id not in {approved_by.pk, *writers_since(assembly.page, row.at)}
    ]
    if not others:
        raise Refused(needs_second())


def refuse_emergency(assembly: "Assembly") -> None:
    """Raises Refused: what nobody looked at as a whole brings no emergency bulletin."""
    if among(assembly.legs):
        raise Refused(
            _(
                "It is an emergency bulletin, which two leaders approve each time: have the item "
                "approved again."
            )
        )


def check_second(page: ItemPage, approval: Approval) -> None:
    """What `settings.LOA_APPROVED` names: the second leader is nobody of those whose approval it is,
    whoever signed on paper or lent it among them. Raises Refused."""
    released = Release.objects.filter(page=page.pk, fingerprint=approval.fingerprint)
    if not released.filter(content__emergency=True).exists():
        return
    deciding = {approval.user_id, approval.on_behalf_of, approval.signatory_for}
    if all(row.user_id in deciding for row in agreements(page, approval.fingerprint)):
        raise Refused(needs_second())


def needs_second() -> str:
    return _(
        "An emergency bulletin needs two leaders: another leader of the office, or of the office above, "
        "opens this item and presses “Agree as second leader” first. Nothing was released."
    )


def released_on_one_word() -> Iterator[Finding]:
    """Releases with an emergency bulletin to which no second leader agreed: for `verify_ledger`."""
    loud = StoredPost.objects.filter(data__extra__class=EMERGENCY)
    releases = Release.objects.filter(variants__post__in=loud).distinct().order_by("pk")
    for release in releases.exclude(kind=Release.Kind.WITHDRAW).iterator(200):
        rows = with_seals(EmergencyAgreement).filter(
            work_pk=release.work_id, fingerprint=release.fingerprint
        )
        if not any(is_genuine(row) and row.user_id != release.approved_by_id for row in rows):
            message = _("Release %(pk)d (“%(title)s”): no second leader agreed to the emergency.")
            values = {"pk": release.pk, "title": release.title}
            yield Finding(name_of(EmergencyAgreement), "second", message % values, None)
