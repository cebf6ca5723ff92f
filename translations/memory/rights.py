"""Who sees what of the memory, and who answers for it.

| | Role | Of which units |
|---|---|---|
| search, export | who writes, reviews or edits | the centre's and the own province's |
| un-approve, delete, import | language reviewer of the language | the own province's |

People of the centre see all of it; its language reviewers and leaders answer for all of it.
Administrators see everything and change nothing.
"""

from functools import cached_property
from typing import Any

from cms.models import Membership, Office, Role
from translations.memory.scope import province_of
from translations.rights import EDITORS, WRITERS, speaks

READERS = (*WRITERS, *EDITORS)


class MemoryRights:
    """Of one person: one query, and the offices above as they are asked for."""

    def __init__(self, user: Any) -> None:
        self.user = user
        rows = Membership.objects.filter(user_id=user.pk, user__is_active=True)
        self._memberships = list(rows.select_related("office__parent__parent"))

    @property
    def may_see(self) -> bool:
        reads = any(one.role in READERS for one in self._memberships)
        return bool(self.user.is_superuser) or reads

    @cached_property
    def provinces(self) -> list[Office]:
        """Whose own units may be seen, besides the centre's."""
        every = Office.objects.filter(level=Office.Level.PROVINCE)
        if self.user.is_superuser or any(self._is_central(one) for one in self._readers):
            return list(every.order_by("name"))
        own = {p.pk for one in self._readers if (p := province_of(one.office))}
        return list(every.filter(pk__in=own).order_by("name"))

    def may_see_of(self, office: Office | None) -> bool:
        return self.may_see and (office is None or office in self.provinces)

    def may_keep(self, office: Office | None, language: str) -> bool:
        """Answers for units of the province (None: of the centre) in the language."""
        return any(self._answers(one, office, language) for one in self._memberships)

    def languages_kept(self, office: Office | None, among: list[str]) -> list[str]:
        return [code for code in among if self.may_keep(office, code)]

    def _answers(self, one: Membership, office: Office | None, language: str) -> bool:
        if self._is_central(one):
            reviews = one.role == Role.LANGUAGE_REVIEWER and speaks(one, language)
            return one.role == Role.LEADER or reviews
        if one.role != Role.LANGUAGE_REVIEWER or not speaks(one, language) or office is None:
            return False
        return province_of(one.office) == office

    @property
    def own_language(self) -> str:
        """The first that is named for this person; empty where none is."""
        return next((code for one in self._memberships for code in one.languages), "")

    @property
    def _readers(self) -> list[Membership]:
        return [one for one in self._memberships if one.role in READERS]

    @staticmethod
    def _is_central(one: Membership) -> bool:
        return one.office.level == Office.Level.CENTRE
