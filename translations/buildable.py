"""What a page in its language would be built from now: which texts, and what stands in the way."""

import json
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from .errors import Gap, Why
from .marked import fits
from .models import Segment, TranslationRequest
from .rows import Row, rows_of
from .unit import State

Texts = dict[int, str | None]  # by number of the segment; None is left out


def page_rows(request: TranslationRequest) -> list[Row]:
    """Of the page itself, in reading order; texts of the item outside of it are not its own."""
    segments = Segment.objects.filter(page=request.page_id).present()
    return rows_of(request, [each for each in segments if each.is_of_the_page])


def gaps_in(rows: Sequence[Row]) -> list[Gap]:
    return [row.gap(why) for row in rows if (why := why_not(row))]


def why_not(row: Row) -> Why | None:
    """Why a translation may not be shown; None if it may, or need not be there."""
    one = row.translation
    if not one.text:
        return None if row.segment.is_optional else Why.MISSING
    if one.state == State.STALE or one.is_outdated:
        return Why.STALE
    if one.state != State.APPROVED:
        return Why.UNFINISHED
    return None if fits(row.segment.source, one.text) else Why.MARKS


def texts_for(rows: Sequence[Row], gaps: Collection[UUID | None]) -> Texts:
    """A value without a translation of its own is the source's, and not among them."""
    texts: Texts = {}
    for number, row in enumerate(rows):
        one = row.translation
        was_approved = one.state == State.STALE and one.stale_from == State.APPROVED
        if row.segment.uuid not in gaps:
            if one.text:
                texts[number] = one.text
        elif was_approved and fits(row.segment.source, one.text):
            texts[number] = one.text
        elif not row.segment.is_optional:
            texts[number] = None
    return texts


def fingerprint_of(source: str, texts: Mapping[int, str | None], voice: str = "") -> str:
    """Of source (its own fingerprint), translations and recording (its checksum) together."""
    spoken = [voice] if voice else []
    said = json.dumps([source, sorted(texts.items()), *spoken], ensure_ascii=False)
    return sha256(said.encode()).hexdigest()
