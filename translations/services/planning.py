"""Asking and giving out for several items and languages at once, and telling those whom it concerns."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.models import User

from .. import log_actions
from ..errors import Refused
from ..models import TranslationRequest
from ..planning import notices
from ..planning.shown import with_people
from ..rights import Rights, require
from ..rows import require_open
from .requesting import assign_translation, request_translation


@dataclass(frozen=True)
class Plan:
    """Who translates, who reviews, until when."""

    assignee: User | None = None
    reviewer: User | None = None
    due_on: date | None = None

    @classmethod
    def of(cls, request: TranslationRequest) -> "Plan":
        return cls(request.assignee, request.reviewer, request.due_on)


@transaction.atomic
def request_translations(
    *,
    pages: Sequence[Page],
    languages: Collection[str],
    user: Any,
    due_on: date | None = None,
    note: str = "",
) -> list[TranslationRequest]:
    """Of all these pages or of none; gives those that were not asked for before.

    Translators whom it may concern are told, one mail each. Raises NotYours, Refused.
    """
    standing = TranslationRequest.objects.filter(withdrawn_at=None)
    before = set(standing.filter(page__in=[p.pk for p in pages]).values_list("pk", flat=True))
    made: list[TranslationRequest] = []
    for page in pages:
        made += request_translation(
            page=page, languages=languages, user=user, due_on=due_on, note=note
        )
    numbers = [one.pk for one in made if one.pk not in before]
    new = list(with_people(TranslationRequest.objects.filter(pk__in=numbers)).order_by("pk"))
    notices.tell_offered([one for one in new if one.assignee is None], user)
    notices.tell_assigned(
        to_write=[one for one in new if one.assignee],
        to_review=[one for one in new if one.reviewer],
        by=user,
    )
    return new


@transaction.atomic
def assign_translations(
    *,
    plans: Mapping[int, tuple[Plan, Plan]],
    user: Any,
) -> list[TranslationRequest]:
    """By number of the request, what was on the screen and what is to be; gives what changed.

    All or none; one mail to each person who is named anew. Raises NotYours, and Refused where
    somebody else changed one of them meanwhile.
    """
    rows = TranslationRequest.objects.select_for_update(of=("self",)).filter(pk__in=plans)
    requests = list(with_people(rows).order_by("pk"))
    rights = Rights(user)
    for request in requests:
        require(rights.may_assign(request))
        require_open(request)
    changed = [one for one in requests if plans[one.pk][0] != plans[one.pk][1]]
    before = {one.pk: Plan.of(one) for one in changed}
    _require_seen(changed, {number: seen for number, (seen, _wanted) in plans.items()})
    for wanted, group in _grouped(changed, plans).items():
        assign_translation(requests=group, user=user, **vars(wanted))
    notices.tell_assigned(
        to_write=[one for one in changed if one.assignee != before[one.pk].assignee],
        to_review=[one for one in changed if one.reviewer != before[one.pk].reviewer],
        by=user,
    )
    return changed


def _require_seen(changed: Iterable[TranslationRequest], seen: Mapping[int, Plan]) -> None:
    others = [one for one in changed if Plan.of(one) != seen[one.pk]]
    if others:
        titles = ", ".join(dict.fromkeys(str(one.work) for one in others[:3]))
        message = _(
            "Somebody else changed this meanwhile: %(titles)s. Look at it, then save again."
        )
        raise Refused(message % {"titles": titles})


def _grouped(
    requests: Iterable[TranslationRequest], plans: Mapping[int, tuple[Plan, Plan]]
) -> dict[Plan, list[TranslationRequest]]:
    groups: defaultdict[Plan, list[TranslationRequest]] = defaultdict(list)
    for one in requests:
        groups[plans[one.pk][1]].append(one)
    return groups


@transaction.atomic
def take_translation(*, request: TranslationRequest, user: Any) -> None:
    """“I translate this”: of what nobody has been named for. Raises NotYours, Refused."""
    require(Rights(user).may_write(request))
    page = require_open(request)
    if request.reviewer_id == user.pk:
        raise Refused(_("You are to review this one. Somebody else translates it."))
    free = TranslationRequest.objects.filter(pk=request.pk, assignee=None)
    if not free.update(assignee=user):
        request.refresh_from_db()
        if request.assignee_id == user.pk:  # their own form arrived once more
            return
        message = _("%(person)s translates this already. Choose another one.")
        raise Refused(message % {"person": request.assignee})
    log(page, log_actions.ASSIGN, user=user, data={"languages": [request.language]})
