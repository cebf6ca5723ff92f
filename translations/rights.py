"""Who may do what with a translation.

| | Role | Of which office |
|---|---|---|
| request, assign, withdraw, vouch for a minor edit | editor, head of section, leader | the page's, or above |
| write, mark as translated, reopen | translator or reviewer of the language | the same, or named on the request |
| review, approve | language reviewer of the language | the same |
| look, ask, answer, build the page | all of these | the same |
| build it with gaps, for a reason | leader, or language reviewer | the same |
| say that a language is heard | the same | the page's, or above: it holds for all below |

Administrators may request and assign, no more. Nobody reviews what they wrote: that is asked of each
segment (`translations.services`).
"""

from collections.abc import Collection
from typing import Any

from wagtail.models import Page

from cms.approval.steps import line_of
from cms.models import Membership, Office, Role, User

from .errors import NotYours
from .models import TranslationRequest

EDITORS = (Role.EDITOR, Role.SECTION_HEAD, Role.LEADER)
WRITERS = (Role.TRANSLATOR, Role.LANGUAGE_REVIEWER)
REVIEWERS = (Role.LANGUAGE_REVIEWER,)


class Rights:
    """Of one person: one query, and the offices above as they are asked for."""

    def __init__(self, user: Any) -> None:
        self.user = user
        rows = Membership.objects.filter(user_id=user.pk, user__is_active=True)
        self._memberships = list(rows)

    def may_request(self, page: Page) -> bool:
        return bool(self.user.is_superuser) or self._edits(page.edition.office)

    def may_vouch(self, page: Page) -> bool:
        """For a minor edit."""
        return self._edits(page.edition.office)

    def may_assign(self, request: TranslationRequest) -> bool:
        return bool(self.user.is_superuser) or self._edits(request.office)

    def may_look(self, request: TranslationRequest) -> bool:
        """At source and translation side by side."""
        return self.may_build(request) or self.may_assign(request)

    def may_write(self, request: TranslationRequest) -> bool:
        return self._has(WRITERS, request)

    def may_review(self, request: TranslationRequest) -> bool:
        return self._has(REVIEWERS, request)

    def may_build(self, request: TranslationRequest) -> bool:
        return self.may_write(request) or self._edits(request.office)

    def may_build_with_gaps(self, request: TranslationRequest) -> bool:
        return self._leads(request.office) or self.may_review(request)

    def may_choose_listening(self, request: TranslationRequest) -> bool:
        """For the office and all below it: whoever is only named on the request has no say."""
        return self._leads(request.office) or self._belongs(REVIEWERS, request)

    def _leads(self, office: Office) -> bool:
        line = _line(office)
        return any(m.role == Role.LEADER and m.office_id in line for m in self._memberships)

    def _edits(self, office: Office) -> bool:
        line = _line(office)
        return any(m.role in EDITORS and m.office_id in line for m in self._memberships)

    def _has(self, roles: Collection[str], request: TranslationRequest) -> bool:
        named = self.user.pk in (request.assignee_id, request.reviewer_id)
        if named and self._speaking(roles, request):
            return True
        return self._belongs(roles, request)

    def _belongs(self, roles: Collection[str], request: TranslationRequest) -> bool:
        """To the office of the request, or to one above it."""
        mine = self._speaking(roles, request)
        if not mine:
            return False
        line = _line(request.office)
        return any(m.office_id in line for m in mine)

    def _speaking(self, roles: Collection[str], request: TranslationRequest) -> list[Membership]:
        rows = self._memberships
        return [m for m in rows if m.role in roles and speaks(m, request.language)]


def require(allowed: bool) -> None:
    """Raises NotYours."""
    if not allowed:
        raise NotYours


def speaks(membership: Membership, language: str) -> bool:
    return not membership.languages or language in membership.languages


def people_for(language: str, role: str, office: Office | None = None) -> list[User]:
    """Who could be asked: of the office and those above it, or of any."""
    rows = Membership.objects.filter(role=role, user__is_active=True).select_related("user")
    if office is not None:
        rows = rows.filter(office__in=_line(office))
    found = {m.user_id: m.user for m in rows.order_by("user_id") if speaks(m, language)}
    return list(found.values())


def _line(office: Office) -> set[int]:
    return {each.pk for each in line_of(office)}
