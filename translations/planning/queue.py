"""“Việc dịch”: what a translator or language reviewer has to do, what presses first."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.models import Membership, Role

from ..rights import WRITERS
from .narrowing import (
    Requests,
    most_pressing_first,
    standing_requests,
    to_hear,
    to_review,
    to_translate,
)
from .visibility import in_roles, memberships_of


class Pile(StrEnum):
    MINE = "mine"
    REVIEW = "review"
    LISTEN = "listen"
    FREE = "free"


LABELS = {
    Pile.MINE: _("For you to translate"),
    Pile.REVIEW: _("For you to review"),
    Pile.LISTEN: _("Recordings for you to hear"),
    Pile.FREE: _("Nobody translates it yet"),
}


@dataclass(frozen=True)
class Queue:
    """Of one person; the piles are not read before somebody asks for them."""

    user: Any
    memberships: tuple[Membership, ...]

    @classmethod
    def of(cls, user: Any) -> "Queue":
        """One query."""
        return cls(user, tuple(memberships_of(user)))

    @property
    def is_linguist(self) -> bool:
        return any(one.role in WRITERS for one in self.memberships)

    def pile(self, pile: Pile) -> Requests:
        found = {
            Pile.MINE: self.mine,
            Pile.REVIEW: self.review,
            Pile.LISTEN: self.listen,
            Pile.FREE: self.free,
        }[pile]
        return most_pressing_first(found())

    def mine(self) -> Requests:
        return to_translate(standing_requests().filter(assignee=self.user.pk))

    def review(self) -> Requests:
        """Where nobody is named, whoever reviews the language at the item's office or above, but not
        what they were to translate themselves."""
        open_to_all = Q(reviewer=None) & in_roles(self.memberships, (Role.LANGUAGE_REVIEWER,))
        asked = standing_requests().filter(Q(reviewer=self.user.pk) | open_to_all)
        return to_review(asked.exclude(assignee=self.user.pk))

    def listen(self) -> Requests:
        """Not what they brought or read themselves."""
        mine = in_roles(self.memberships, (Role.LANGUAGE_REVIEWER,))
        asked = standing_requests().filter(Q(reviewer=self.user.pk) | mine)
        return to_hear(asked, self.user)

    def free(self) -> Requests:
        free = standing_requests().filter(in_roles(self.memberships, WRITERS), assignee=None)
        return to_translate(free.exclude(reviewer=self.user.pk))
