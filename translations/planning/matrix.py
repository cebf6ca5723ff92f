"""Items beside the languages that they are asked for in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from cms.models import Edition, Office, User

from ..models import TranslationRequest
from .narrowing import Requests, at_stage, overdue
from .shown import Shown, shown, with_people
from .visibility import OVERSEERS, memberships_of, visible_to, within
from .wording import in_order, language_name, title_of

LATE, NONE = "late", "none"  # beside the stages: overdue; asked for in no language


@dataclass(frozen=True)
class Asked:
    """Of the list; empty values ask for everything."""

    text: str = ""
    office: Office | None = None
    language: str = ""
    stage: str = ""
    person: User | None = None
    mine: bool = False  # what the user asked for


@dataclass(frozen=True)
class Item:
    """`is_copy`: an office's local copy; it stands below the item that it was made from, where that
    is shown too."""

    page: Page
    office: str
    cells: Mapping[str, Shown] = field(default_factory=dict)
    is_copy: bool = False

    @property
    def title(self) -> str:
        return title_of(self.page)


@dataclass(frozen=True)
class Matrix:
    """`languages`: the columns, with their names, that any of these items is asked for in."""

    items: Sequence[Item]

    @property
    def languages(self) -> list[tuple[str, str]]:
        codes = {code for item in self.items for code in item.cells}
        return sorted(
            ((code, language_name(code)) for code in codes), key=lambda one: in_order(one[1])
        )

    @property
    def rows(self) -> list[tuple[Item, list[tuple[str, Shown | None]]]]:
        columns = self.languages
        return [
            (item, [(name, item.cells.get(code)) for code, name in columns]) for item in self.items
        ]


def found(user: Any, asked: Asked, today: date) -> QuerySet[Any]:
    """Numbers of pages, what was asked for last first, local copies below their item: to be paged,
    then given to `read`."""
    if asked.stage == NONE:
        return _without_requests(user, asked)
    requests = _narrowed(visible_to(user), user, asked, today)
    editions = Edition.objects.filter(page__in=requests.order_by().values("page"))
    first = F("source").asc(nulls_first=True)  # the item itself
    rows = editions.annotate(item=_item(), last=_last_asked())
    ordered = rows.order_by("-last", "-item", first, "office__code", "page_id")
    return ordered.values_list("page_id", flat=True)


def _item() -> Coalesce:
    """The page itself, or what a local copy was made from: only copies have a source here."""
    return Coalesce(F("source__page_id"), F("page_id"))


def _last_asked() -> Subquery:
    """When the item, or a copy of it, was asked for last."""
    of_item = Q(page=OuterRef("item")) | Q(page__edition__source__page=OuterRef("item"))
    asked = TranslationRequest.objects.filter(of_item, withdrawn_at=None).order_by("-requested_at")
    return Subquery(asked.values("requested_at")[:1])


def read(user: Any, pages: Iterable[int], asked: Asked, today: date) -> Matrix:
    """Six queries, however many items and languages."""
    order = list(pages)
    editions = Edition.objects.filter(page__in=order).select_related("page", "office")
    known = {edition.page_id: edition for edition in editions}
    requests = visible_to(user).filter(page__in=order)
    if asked.language:
        requests = requests.filter(language=asked.language)
    cells: defaultdict[int | None, dict[str, Shown]] = defaultdict(dict)
    for one in shown(with_people(requests), user, today):
        cells[one.request.page_id][one.request.language] = one
    return Matrix(
        [
            Item(
                known[number].page,
                str(known[number].office),
                cells[number],
                known[number].kind == Edition.Kind.LOCAL_COPY,
            )
            for number in order
            if number in known
        ]
    )


def requests_of(user: Any, pages: Iterable[int], language: str = "") -> Requests:
    """Of these items, those that the user sees; of one language, or of all."""
    requests = visible_to(user).filter(page__in=list(pages))
    return requests.filter(language=language) if language else requests


def _narrowed(requests: Requests, user: Any, asked: Asked, today: date) -> Requests:
    if asked.text:
        requests = requests.filter(_named(asked.text, "page__"))
    if asked.office:
        requests = requests.filter(office=asked.office)
    if asked.language:
        requests = requests.filter(language=asked.language)
    if asked.person:
        requests = requests.filter(Q(assignee=asked.person) | Q(reviewer=asked.person))
    if asked.mine:
        requests = requests.filter(requested_by=user.pk)
    if asked.stage == LATE:
        return overdue(requests, today)
    return at_stage(requests, asked.stage) if asked.stage else requests


def _without_requests(user: Any, asked: Asked) -> QuerySet[Any]:
    """Live items of the offices that the user answers for."""
    editions = Edition.objects.filter(page__live=True).exclude(kind=Edition.Kind.TRANSLATION)
    if not user.is_superuser:
        answers_for = [m.office_id for m in memberships_of(user) if m.role in OVERSEERS]
        editions = editions.filter(within(answers_for))
    if asked.office:
        editions = editions.filter(office=asked.office)
    if asked.text:
        editions = editions.filter(_named(asked.text, "page__"))
    standing = TranslationRequest.objects.filter(withdrawn_at=None, page__isnull=False)
    editions = editions.exclude(page__in=standing.values("page"))
    return editions.order_by("-page__first_published_at", "-page_id").values_list(
        "page_id", flat=True
    )


def _named(text: str, prefix: str) -> Q:
    return Q(**{f"{prefix}title__icontains": text}) | Q(**{f"{prefix}draft_title__icontains": text})
