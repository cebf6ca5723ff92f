"""Saving what translators, memory, machines and files write. It is a draft, whoever wrote it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import SegmentEvent, SegmentTranslation, TranslationRequest
from ..rights import Rights, require
from ..rows import Row, held, require_seen
from ..unit import State
from .recording import AT_ONCE, event, keep

Origin = SegmentTranslation.Origin
_FIELDS = (
    *("text", "state", "based_on", "stale_from", "origin", "origin_note", "author", "writers"),
    *("reviewed_by", "approved_by", "version", "updated_at"),
)


@dataclass(frozen=True)
class Draft:
    """`version` is that of the translation on the writer's screen, 0 where there was none."""

    text: str
    version: int
    origin: str = Origin.HUMAN
    origin_note: str = ""  # “92 %”, the name of a machine or file


def save_draft(
    *, request: TranslationRequest, user: Any, segment: UUID, draft: Draft
) -> SegmentTranslation:
    """As it is stored afterwards. Raises as `save_drafts`."""
    return save_drafts(request=request, user=user, drafts={segment: draft})[segment]


def save_drafts(
    *, request: TranslationRequest, user: Any, drafts: Mapping[UUID, Draft]
) -> dict[UUID, SegmentTranslation]:
    """All or none, with a fixed number of queries; the same text again changes nothing.

    Whatever changed is a draft anew: reviews and approvals of it are over. What it is based on stays
    until somebody says `mark_translated`, so that the change of a source stays in sight. Raises
    NotYours, Conflict with both texts, NotReady for what is no longer on the page.
    """
    try:
        return _save(request, user, drafts)
    except IntegrityError:  # somebody made the first translation in the same moment
        return _save(request, user, drafts)


@transaction.atomic
def _save(
    request: TranslationRequest, user: Any, drafts: Mapping[UUID, Draft]
) -> dict[UUID, SegmentTranslation]:
    require(Rights(user).may_write(request))
    texts = {uuid: cleaned(draft.text) for uuid, draft in drafts.items()}
    rows = held(request, drafts.keys())
    require_seen(rows, {uuid: draft.version for uuid, draft in drafts.items()}, texts)
    changed = [row for row in rows if row.translation.text != texts[row.segment.uuid]]
    now, events = timezone.now(), []
    for row in changed:
        uuid = row.segment.uuid
        before = (row.translation.state, row.translation.text)
        _change(row, texts[uuid], drafts[uuid], user, now)
        events.append(_event(row, before, user, now))
    _store(changed)
    keep(events)
    return {row.segment.uuid: row.translation for row in rows}


def cleaned(text: str) -> str:
    """One line in the form in which letters and their marks are always the same characters."""
    return unicodedata.normalize("NFC", " ".join(text.replace("\x00", "").split("\n")).strip())


def _change(row: Row, text: str, draft: Draft, user: Any, now: datetime) -> None:
    one = row.translation
    had_words = bool(one.text)
    one.text = text
    one.state = (State.DRAFT if text else State.EMPTY).value
    one.based_on = (one.based_on if had_words else row.segment.source) if text else ""
    one.stale_from = ""
    one.origin, one.origin_note = draft.origin, draft.origin_note[:120]
    one.author = user
    one.writers = sorted({*one.writers, user.pk})
    one.reviewed_by = one.approved_by = None
    one.version += 1
    one.updated_at = now


def _event(row: Row, before: tuple[str, str], user: Any, now: datetime) -> SegmentEvent:
    return event(
        row.segment, SegmentEvent.Action.SAVED, user, now,
        language=row.translation.language, origin=row.translation.origin,
        state_before=before[0], text_before=before[1],
        state_after=row.translation.state, text_after=row.translation.text,
    )  # fmt: skip


def _store(rows: list[Row]) -> None:
    new = [row.translation for row in rows if row.translation.pk is None]
    old = [row.translation for row in rows if row.translation.pk is not None]
    SegmentTranslation.objects.bulk_create(new, batch_size=AT_ONCE)
    SegmentTranslation.objects.bulk_update(old, _FIELDS, batch_size=AT_ONCE)
