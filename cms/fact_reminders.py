"""What ends soon, and mail about it: some days before, and once it has ended."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from . import fact_notices
from .approval.steps import line_of
from .models import Fact, Membership, Office, Role, User
from .working_time import today

logger = logging.getLogger(__name__)

TOLD = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)


def send_fact_reminders() -> int:
    """One mail an office and person for everything that has come nearer. How many offices."""
    last = today() + timedelta(days=max(settings.LOA_FACT_REMIND_DAYS, default=0))
    ending = Fact.objects.approved().filter(
        valid_until__lte=last, reminded__lte=len(settings.LOA_FACT_REMIND_DAYS)
    )
    due: dict[Office, list[Fact]] = defaultdict(list)
    for fact in ending.select_related("office__parent__parent").order_by("valid_until", "key"):
        if _times(fact) > fact.reminded:
            due[fact.office].append(fact)
    return sum(_remind(office, facts) for office, facts in due.items())


def ends_soon(fact: Fact) -> bool:
    """Also what has ended."""
    return bool(_times(fact))


def ending_of(offices: Iterable[Office]) -> list[Fact]:
    """In force there and about to end, or ended: the earliest first."""
    last = today() + timedelta(days=max(settings.LOA_FACT_REMIND_DAYS, default=0))
    facts = Fact.objects.approved().filter(office__in=offices, valid_until__lte=last)
    return list(facts.select_related("office").order_by("valid_until", "key"))


def _times(fact: Fact) -> int:
    """How often it is to be told of by now."""
    assert fact.valid_until is not None
    left = (fact.valid_until - today()).days
    return sum(left <= days for days in settings.LOA_FACT_REMIND_DAYS) + (left < 0)


def _remind(office: Office, facts: list[Fact]) -> bool:
    """One office that cannot be written to keeps back no other."""
    try:
        with transaction.atomic():
            mine = [fact for fact in facts if _note(fact)]
            if mine:
                fact_notices.remind(office, mine, _people(office))
            return bool(mine)
    except Exception:
        logger.exception("office %s: nobody could be told which facts end", office.code)
        return False


def _note(fact: Fact) -> bool:
    """Only one of two sweeps writes."""
    earlier = Fact.objects.approved().filter(pk=fact.pk, reminded__lt=_times(fact))
    return bool(earlier.update(reminded=_times(fact)))


def _people(office: Office) -> list[User]:
    """Of the office, else of the nearest office above."""
    for one in line_of(office):
        rows = Membership.objects.filter(office=one, role__in=TOLD, user__is_active=True)
        if people := list(User.objects.filter(pk__in=rows.values("user")).order_by("pk")):
            return people
    return []
