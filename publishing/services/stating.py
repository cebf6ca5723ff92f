"""What a live page states of each office: facts as they were approved with it, until corrected.

Written with the release that puts the page up, read by the portal (`cms.fact_sheets`), and compared
with what is sealed by `verify_ledger`.
"""

from cms.models import Office, StatedFact

from ..models import Release
from ..stated import Stated


def state_facts(release: Release) -> None:
    """Of the page, these and no others. A fixed number of queries."""
    rows = _rows(release, release.content.get("stated") or {})
    before = StatedFact.objects.filter(page=release.page_id)
    wanted = {(row.office_id, row.key) for row in rows}
    gone = [
        pk for pk, *of in before.values_list("pk", "office_id", "key") if tuple(of) not in wanted
    ]
    if gone:
        before.filter(pk__in=gone).delete()
    _write(rows)


def state_facts_anew(release: Release) -> None:
    """Of the offices of a release for one office; the others keep what their page states."""
    _write(_rows(release, release.content.get("stated") or {}))


def forget_facts(page_id: int) -> None:
    """Of a page that was taken down."""
    StatedFact.objects.filter(page=page_id).delete()


def _rows(release: Release, stated: Stated) -> list[StatedFact]:
    if not stated or release.page_id is None:
        return []
    offices = dict(Office.objects.filter(code__in=stated).values_list("code", "pk"))
    notes = release.content.get("stated_wrongly") or {}
    return [
        StatedFact(
            page_id=release.page_id,
            office_id=offices[code],
            key=key,
            value=value,
            **notes.get(code, {}).get(key, {}),
        )
        for code, values in stated.items()
        if code in offices
        for key, value in values.items()
    ]


def _write(rows: list[StatedFact]) -> None:
    StatedFact.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page", "office", "key"],
        update_fields=["value", "wrong", "corrected_on"],
    )
