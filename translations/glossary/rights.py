"""Who writes in the glossary; everybody who works in Loa may read it.

| | Role |
|---|---|
| forms in a language, new terms | translator or language reviewer of the language; leader of the centre |
| a term itself (its Vietnamese side) | the same, of the centre; and who changed it last, if that is a linguist |
| delete a term | leader of the centre |
| import a file | translator or language reviewer of the centre, in their languages; leader of the centre |
"""

from functools import cached_property
from typing import Any

from cms.languages import DEFAULT, LANGUAGES
from cms.models import Membership, Office, Role
from translations.models import Term
from translations.rights import WRITERS, speaks


class GlossaryRights:
    """Of one person: one query."""

    def __init__(self, user: Any) -> None:
        self.user = user
        rows = Membership.objects.filter(user_id=user.pk, user__is_active=True)
        self._memberships = list(rows.select_related("office"))

    @property
    def may_delete(self) -> bool:
        return any(one.role == Role.LEADER and _is_central(one) for one in self._memberships)

    @cached_property
    def languages(self) -> list[str]:
        """In which this person may write forms."""
        return self._among(self._linguists)

    @property
    def may_add(self) -> bool:
        return bool(self.languages)

    @property
    def languages_imported(self) -> list[str]:
        return self._among([one for one in self._linguists if _is_central(one)])

    @property
    def may_change_terms(self) -> bool:
        return bool(self.languages_imported)

    def may_change(self, term: Term) -> bool:
        return self.may_change_terms or (self.may_add and term.changed_by_id == self.user.pk)

    def may_write(self, language: str) -> bool:
        return language in self.languages

    @property
    def _linguists(self) -> list[Membership]:
        return [one for one in self._memberships if one.role in WRITERS]

    def _among(self, linguists: list[Membership]) -> list[str]:
        codes = [one.code for one in LANGUAGES if one.code != DEFAULT]
        if self.may_delete:
            return codes
        return [code for code in codes if any(speaks(one, code) for one in linguists)]


def _is_central(one: Membership) -> bool:
    return one.office.level == Office.Level.CENTRE
