"""What a live page states of each office: facts as they were approved with it, until corrected.

Written with the release that puts the page up, read by the portal (`cms.fact_sheets`), and compared
with what is sealed by `verify_ledger`.
"""

from typing import Any

from cms.models import Office, StatedFact

from ..models import Release
from ..stated import Stated


def state_facts(*releases: Release) -> None:
    """Of their pages, these and no others. A fixed number of queries, but for what is not stated any
    more."""
    rows = _rows(*releases)
    before = StatedFact.objects.filter(page__in=[release.page_id for release in releases])
    wanted = {(row.page_id, row.office_id, row.key) for row in rows}
    gone = [
        pk
        for pk, *of in before.values_list("pk", "page_id", "office_id", "key")
        if tuple(of) not in wanted
    ]
    if gone:
        before.filter(pk__in=gone).delete()
    _write(rows)


def state_facts_anew(release: Release) -> None:
    """Of the offices of a release for one office; the others keep what their page states."""
    _write(_rows(release))


def forget_facts(page_id: int) -> None:
    """Of a page that was taken down."""
    StatedFact.objects.filter(page=page_id).delete()


def _rows(*releases: Release) -> list[StatedFact]:
    stated: dict[Release, Stated] = {
        release: release.content.get("stated") or {} for release in releases if release.page_id
    }
    codes = {code for each in stated.values() for code in each}
    if not codes:
        return []
    offices = dict(Office.objects.filter(code__in=codes).values_list("code", "pk"))
    return [
        StatedFact(
            page_id=release.page_id or 0,  # of none nothing is stated
            office_id=offices[code],
            key=key,
            value=value,
            **_noted(release).get(code, {}).get(key, {}),
        )
        for release, each in stated.items()
        for code, values in each.items()
        if code in offices
        for key, value in values.items()
    ]


def _noted(release: Release) -> dict[str, Any]:
    return release.content.get("stated_wrongly") or {}


def _write(rows: list[StatedFact]) -> None:
    StatedFact.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page", "office", "key"],
        update_fields=["value", "wrong", "corrected_on"],
    )
