"""The rows of “Giao việc”: requests of one language that stand alike are given out together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cms.models import User

from ..models import TranslationRequest
from ..services import Plan
from .people import People
from .wording import in_order, language_name, title_of


@dataclass(frozen=True)
class Row:
    """`plan` is what stands, `shown` what the row says: what was typed, where it was not stored.

    `translators` and `reviewers`: who may be chosen; whoever is named already is among them.
    """

    language: str
    requests: tuple[TranslationRequest, ...]
    plan: Plan
    shown: Plan
    translators: Sequence[User]
    reviewers: Sequence[User]

    @property
    def name(self) -> str:
        return language_name(self.language)

    @property
    def numbers(self) -> str:
        return ",".join(str(one.pk) for one in self.requests)

    @property
    def titles(self) -> list[str]:
        return [title_of(one.page, one.work.title) for one in self.requests]


def rows_of(
    requests: Iterable[TranslationRequest], user: Any, typed: Mapping[int, Plan] | None = None
) -> list[Row]:
    """By language and by who is named; `requests` come with office, page and people."""
    every, typed = list(requests), typed or {}
    people = People({one.office for one in every}, user)
    groups: dict[tuple[str, Plan, Plan], list[TranslationRequest]] = {}
    for one in every:
        plan = Plan.of(one)
        groups.setdefault((one.language, plan, typed.get(one.pk, plan)), []).append(one)
    rows = [
        Row(
            code,
            tuple(group),
            plan,
            shown,
            _with(people.translators(code), plan.assignee, shown.assignee),
            _with(people.reviewers(code), plan.reviewer, shown.reviewer),
        )
        for (code, plan, shown), group in groups.items()
    ]
    return sorted(rows, key=lambda row: (in_order(row.name), row.requests[0].pk))


def _with(people: list[User], *named: User | None) -> list[User]:
    others = [one for one in dict.fromkeys(named) if one is not None and one not in people]
    return [*others, *people]
