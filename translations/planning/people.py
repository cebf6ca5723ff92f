"""Whom a request can be given to."""

from collections.abc import Collection, Container, Iterable
from typing import Any

from django.db.models import Q

from cms.approval.steps import line_of
from cms.models import Membership, Office, Role, User

from ..rights import WRITERS, speaks
from .visibility import OVERSEERS, memberships_of, within

REVIEWERS = (Role.LANGUAGE_REVIEWER,)


class People:
    """Translators and reviewers of these offices and those above them; for `user`, also of all
    offices that they answer for. One query, or two, for any number of requests."""

    def __init__(self, offices: Iterable[Office], user: Any = None) -> None:
        where = Q(office__in={one.pk for office in offices for one in line_of(office)})
        if user is not None:
            answers_for = [m.office_id for m in memberships_of(user) if m.role in OVERSEERS]
            where = Q() if user.is_superuser else where | within(answers_for)
        rows = Membership.objects.filter(where, role__in=WRITERS, user__is_active=True)
        self._rows = list(rows.select_related("user").order_by("user_id", "pk"))

    def translators(self, language: str) -> list[User]:
        return self._of(language, WRITERS, self._rows)

    def reviewers(self, language: str) -> list[User]:
        return self._of(language, REVIEWERS, self._rows)

    def translators_at(self, language: str, office: Office) -> list[User]:
        """Of the office and those above it."""
        line = {one.pk for one in line_of(office)}
        return self._of(
            language, (Role.TRANSLATOR,), [m for m in self._rows if m.office_id in line]
        )

    def reviewers_near(
        self, language: str, office: Office, but: Container[int | None] = ()
    ) -> list[User]:
        """Of the nearest office, going up, that has any; without these."""
        for each in line_of(office):
            rows = [m for m in self._rows if m.office_id == each.pk and m.user_id not in but]
            if found := self._of(language, REVIEWERS, rows):
                return found
        return []

    def _of(self, language: str, roles: Collection[str], rows: list[Membership]) -> list[User]:
        """Those who name the language before those who take every one."""
        fitting = [m for m in rows if m.role in roles and speaks(m, language)]
        fitting.sort(key=lambda m: not m.languages)
        return list({m.user_id: m.user for m in fitting}.values())
