"""Local copies of items, and what of the national text they lack: three queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from cms.languages import DEFAULT
from cms.models import Edition, Office
from translations.models import ChangeNotice, LocalCopy, Rollout

from .reach import Key, Works
from .standing import Copy

State = ChangeNotice.State
# Beside what is to be decided: taken in or decided, and not public yet.
LACKING = (State.OPEN, State.MERGED, State.RESOLVED, State.KEPT, State.OVERTAKEN)


@dataclass(frozen=True)
class _Lack:
    """Of one copy: the newest notice that is not settled, and since when anything is lacking."""

    notice_id: int
    since: datetime
    conflict: bool
    waits_because: str


def copies_of(works: Works, offices: Iterable[Office]) -> dict[Key, Copy]:
    """By work and office."""
    editions = Edition.objects.filter(
        work__in=works,
        office__in=list(offices),
        kind=Edition.Kind.LOCAL_COPY,
        locale__language_code=DEFAULT,
    ).select_related("page", "local_copy")
    lacks, waiting = _lacks(works), _rolling(works)
    return {
        (one.work_id, one.office_id): _copy(one, lacks, waiting.get(one.source_id or 0, []))
        for one in editions
    }


def _copy(edition: Edition, lacks: dict[int, _Lack], rolling: list[tuple[int, datetime]]) -> Copy:
    row: LocalCopy | None = getattr(edition, "local_copy", None)
    lack = lacks.get(row.pk) if row else None
    coming = [at for last, at in rolling if row and row.pk > last and row.created_at < at]
    since = [lack.since] if lack else []
    return Copy(
        edition_id=edition.pk,
        page_id=edition.page_id,
        title=edition.page.title,
        live=edition.page.live,
        state=row.state if row else LocalCopy.State.FOLLOWING.value,
        conflict=bool(lack and lack.conflict),
        since=min([*since, *coming], default=None),
        waits_because=lack.waits_because if lack else "",
        outdated=edition.outdated_since is not None,
        notice_id=lack.notice_id if lack else None,
    )


def _lacks(works: Works) -> dict[int, _Lack]:
    found: dict[int, _Lack] = {}
    for copy, number, state, at, waits, conflict in _unsettled(works):
        since = found[copy].since if copy in found else at
        is_open = state == State.OPEN
        found[copy] = _Lack(number, since, is_open and conflict, waits if is_open else "")
    return found


def _unsettled(works: Works) -> QuerySet[ChangeNotice, tuple[Any, ...]]:
    """The oldest first; those that a newer one overtook only say since when."""
    empty: list[Any] = []
    conflict = Case(
        When(conflicts=empty, then=Value(False)), default=Value(True), output_field=BooleanField()
    )
    rows = ChangeNotice.objects.filter(
        copy__edition__work__in=works, settled_at=None, state__in=LACKING
    )
    columns = ("copy_id", "pk", "state", "created_at", "waits_because")
    return rows.annotate(conflict=conflict).order_by("pk").values_list(*columns, "conflict")


def _rolling(works: Works) -> dict[int, list[tuple[int, datetime]]]:
    """By national edition, changes on their way: behind which copy, and since when."""
    found: dict[int, list[tuple[int, datetime]]] = {}
    rows = Rollout.objects.filter(edition__work__in=works, state=Rollout.State.WAITING)
    for edition, last, at in rows.values_list("edition_id", "last_copy", "created_at"):
        found.setdefault(edition, []).append((last, at))
    return found
