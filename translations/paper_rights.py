"""Whether a reader without an account may stand in for a language reviewer, and who records it."""

from collections.abc import Collection, Iterable

from cms.approval.steps import line_of
from cms.models import Membership, Role, User

from .models import TranslationRequest
from .rights import EDITORS, WRITERS, people_for
from .rows import Row

RECORDERS = (*EDITORS, *WRITERS, Role.SECRETARY)


def may_record(request: TranslationRequest, user: User) -> bool:
    """By role; that they wrote none of it is asked of each segment."""
    if not user.is_active:
        return False
    line = [office.pk for office in line_of(request.office)]
    mine = Membership.objects.filter(user=user, office__in=line, role__in=RECORDERS)
    return mine.exists()


def writers_of(rows: Iterable[Row]) -> set[int]:
    """Ids of all who wrote any of these since it was approved last."""
    found: set[int] = set()
    for row in rows:
        one = row.translation
        found |= {*one.writers, *([one.author_id] if one.author_id else [])}
    return found


def reviewers_at_hand(request: TranslationRequest, rows: Collection[Row]) -> list[User]:
    """Who could review all of these in Loa: of the office itself, or asked by name."""
    wrote = writers_of(rows)
    people = {one.pk: one for one in people_for(request.language, Role.LANGUAGE_REVIEWER)}
    here = Membership.objects.filter(office=request.office_id, role=Role.LANGUAGE_REVIEWER)
    near = {*here.values_list("user_id", flat=True), request.reviewer_id}
    return [one for pk, one in people.items() if pk in near and pk not in wrote]
