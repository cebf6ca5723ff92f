"""Requests with all that a row of a list says, in a number of queries that does not grow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.models import Page

from ..models import TranslationRequest
from ..progress import progress_of
from ..rights import Rights
from . import addresses
from .narrowing import Requests
from .standing import Standing
from .wording import language_name, title_of


@dataclass(frozen=True)
class Shown:
    """`request` comes with page, work, office and people; `may_open`: not only how far it is, but
    the texts."""

    request: TranslationRequest
    standing: Standing
    may_open: bool

    @property
    def title(self) -> str:
        return title_of(self.request.page, self.request.work.title)

    @property
    def language(self) -> str:
        return language_name(self.request.language)

    @property
    def address(self) -> str:
        if not self.may_open:
            return addresses.of_item(self._page)
        return addresses.of_editor(self.request.pk, self._page)

    @property
    def review_address(self) -> str:
        if not self.may_open:
            return addresses.of_item(self._page)
        return addresses.of_review(self.request.pk, self._page)

    @property
    def sheet_address(self) -> str:
        """For those too who only record what was signed."""
        return addresses.of_review(self.request.pk, self._page)

    @property
    def voice_address(self) -> str:
        return addresses.of_voice(self.request.pk)

    @property
    def _page(self) -> int:
        return self.request.page_id or 0


def with_people(requests: Requests) -> Requests:
    """With the offices above too, which `Rights` asks for."""
    return requests.select_related("page", "work", "office__parent__parent", "assignee", "reviewer")


def shown(requests: Iterable[TranslationRequest], user: Any, today: date) -> list[Shown]:
    """In their order; three queries. A page without any text has nothing to show yet."""
    rows, rights = list(requests), Rights(user)
    known = progress_of(TranslationRequest.objects.filter(pk__in=[one.pk for one in rows]))
    live = live_pages(one.translated_page_id for one in rows)
    return [
        Shown(
            one,
            Standing(progress, today, one.translated_page_id in live),
            rights.may_look(one),
        )
        for one in rows
        if (progress := known.get((one.page_id or 0, one.language)))
    ]


def live_pages(numbers: Iterable[int | None]) -> set[int]:
    wanted = {number for number in numbers if number}
    if not wanted:
        return set()
    return set(Page.objects.filter(pk__in=wanted, live=True).values_list("pk", flat=True))
