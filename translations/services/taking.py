"""The segments of a page, brought up to date with a revision of it."""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from .. import log_actions
from ..alignment import align
from ..errors import Refused
from ..models import MinorEdit, Segment, SegmentEvent, SegmentTranslation, SourceText
from ..rights import Rights, require
from ..segments import Extracted
from ..sources import extracted
from ..taken import declared_for, fingerprint_of, is_only_wording
from ..unit import State
from .following import follow_centre, reach_copies
from .recording import AT_ONCE, event, keep

Action = SegmentEvent.Action
# What a new place or wording changes of a segment.
_FIELDS = ("slot", "order", "label", "source", "marks", "longest", "changed_at", "gone_at")


@dataclass
class Taken:
    """What a new source did. `stale` counts translations, the others count segments."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    stale: int = 0
    kept_as_minor: int = 0


@dataclass
class _Change:
    """What is to be written, gathered first."""

    page: Page
    user: Any
    minor: MinorEdit | None
    now: datetime
    new: list[Segment] = field(default_factory=list)
    saved: list[Segment] = field(default_factory=list)
    reworded: dict[int, tuple[Segment, str]] = field(default_factory=dict)  # with the old source
    events: list[SegmentEvent] = field(default_factory=list)
    taken: Taken = field(default_factory=Taken)


@transaction.atomic
def take_source(*, page: Page, revision: Revision, user: Any = None) -> Taken:
    """Make the segments of `page` those of `revision`; a fixed number of queries.

    Untouched segments keep their translations as they are, wherever they moved. Where the source
    changed, translations turn stale in every language and keep their text; an editor's word that
    it means the same (`declare_minor_edit`) keeps them, unless a figure, mark or placeholder differs.
    """
    source = hold_source(page)
    found = extracted(page, revision)
    fingerprint = fingerprint_of(found, revision.content)
    taken = Taken()
    if source.fingerprint != fingerprint:
        minor = MinorEdit.objects.filter(page=page.pk, fingerprint=fingerprint).first()
        change = _Change(page, user, minor, timezone.now())
        _compare(change, found)
        taken = _write(change)
        reach_copies(page.pk)
    if source.fingerprint != fingerprint or source.revision_id != revision.pk:
        source.revision_id, source.fingerprint = revision.pk, fingerprint
        source.taken_at = timezone.now()
        source.save()
    taken.stale = max(0, taken.stale - follow_centre(page))
    if taken.stale:
        data = {"stale": taken.stale, "revision": revision.pk}
        log(page, log_actions.TAKE_SOURCE, user=user, data=data)
    return taken


def hold_source(page: Page) -> SourceText:
    """Its row, kept until the end of the transaction: one after the other takes or builds."""
    SourceText.objects.bulk_create([SourceText(page_id=page.pk)], ignore_conflicts=True)
    return SourceText.objects.select_for_update(of=("self",)).get(page_id=page.pk)


@transaction.atomic
def declare_minor_edit(*, page: Page, revision: Revision, user: Any, reason: str) -> MinorEdit:
    """This draft says what was said before: when it goes live, translations stay approved.

    Raises NotYours, Refused without a reason or when it comes too late.
    """
    require(Rights(user).may_vouch(page))
    if not (reason := reason.strip()):
        raise Refused(_("Say why the translations stay right, so that it can be looked up later."))
    fingerprint = fingerprint_of(extracted(page, revision), revision.content)
    if hold_source(page).fingerprint == fingerprint:
        raise Refused(
            _("Translators already have this text. Ask them to confirm what has not changed.")
        )
    log(page, log_actions.MINOR_EDIT, user=user, revision=revision, data={"reason": reason})
    return MinorEdit.objects.update_or_create(
        page_id=page.pk,
        fingerprint=fingerprint,
        defaults={"reason": reason[:500], "user": user, "at": timezone.now()},
    )[0]


@transaction.atomic
def take_back_minor_edit(*, page: Page, revision: Revision, user: Any) -> None:
    """It is no minor edit after all; nothing where nobody said so.

    Also by whoever may not vouch for one: translations are only asked about more strictly.
    """
    declared = declared_for(page, revision)
    if declared is not None:
        declared.delete()
        log(page, log_actions.NO_MINOR_EDIT, user=user, revision=revision)


def _compare(change: _Change, found: Sequence[Extracted]) -> None:
    rows = list(Segment.objects.filter(page=change.page.pk).order_by("order", "pk"))
    here = [row for row in rows if row.gone_at is None]
    pairs = {new: here[old] for new, old in align(here, found).items()}
    gone = sorted((r for r in rows if r.gone_at), key=lambda r: (r.gone_at, -r.order), reverse=True)
    back = _brought_back(gone, found, pairs)
    for number, each in enumerate(found):
        if number in pairs:
            _follow(change, pairs[number], each, number)
        elif number in back:
            change.events.append(event(back[number], Action.BACK, change.user, change.now))
            _follow(change, back[number], each, number)
        else:
            change.new.append(_new(change, each, number))
    kept = {row.pk for row in pairs.values()}
    for row in here:
        if row.pk not in kept:
            row.gone_at = change.now
            change.taken.gone += 1
            change.saved.append(row)
            change.events.append(
                event(row, Action.GONE, change.user, change.now, text_before=row.source)
            )


def _brought_back(
    gone: Sequence[Segment], found: Sequence[Extracted], pairs: Mapping[int, Segment]
) -> dict[int, Segment]:
    """What had gone and is there again word for word; from its own place rather than another."""
    back: dict[int, Segment] = {}
    used: set[int] = set()
    for key in (_in_its_place, _anywhere):
        free: defaultdict[Hashable, deque[Segment]] = defaultdict(deque)
        for row in gone:
            if row.pk not in used:
                free[key(row)].append(row)
        for number, each in enumerate(found):
            if number not in pairs and number not in back and free[key(each)]:
                back[number] = free[key(each)].popleft()
                used.add(back[number].pk)
    return back


def _in_its_place(line: Segment | Extracted) -> Hashable:
    return (line.scope, str(line.kind), line.source)


def _anywhere(line: Segment | Extracted) -> Hashable:
    return (str(line.kind), line.source)


def _new(change: _Change, each: Extracted, order: int) -> Segment:
    return Segment(
        page_id=change.page.pk,
        work_id=change.page.edition.work_id,
        kind=each.kind.value,
        changed_at=change.now,
        **_placed(each, order),
    )


def _placed(each: Extracted, order: int) -> dict[str, Any]:
    return {
        "slot": each.slot[:255],
        "order": order,
        "label": each.label[:255],
        "source": each.source,
        "marks": dict(each.marks),
        "longest": each.longest,
    }


def _follow(change: _Change, row: Segment, each: Extracted, order: int) -> None:
    wanted = _placed(each, order) | {"gone_at": None}
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return
    before = row.source
    for name, value in wanted.items():
        setattr(row, name, value)
    change.saved.append(row)
    if before != row.source:
        row.changed_at = change.now
        change.reworded[row.pk] = (row, before)
        change.taken.changed += 1


def _write(change: _Change) -> Taken:
    Segment.objects.bulk_create(change.new, batch_size=AT_ONCE)
    Segment.objects.bulk_update(change.saved, _FIELDS, batch_size=AT_ONCE)
    change.taken.new = len(change.new)
    for row in change.new:
        text = {"text_after": row.source}
        change.events.append(event(row, Action.TAKEN, change.user, change.now, **text))
    _tell_translations(change)
    keep(change.events)
    return change.taken


def _tell_translations(change: _Change) -> None:
    for row, before in change.reworded.values():
        minor = change.minor is not None and is_only_wording(before, row.source)
        change.events.append(
            event(
                row, Action.MINOR if minor else Action.CHANGED, _voucher(change, minor), change.now,
                text_before=before, text_after=row.source,
                reason=change.minor.reason if minor and change.minor else "",
            )
        )  # fmt: skip
    translations = _translations_of(change.reworded)
    for one in translations:
        _age(change, one, *change.reworded[one.segment_id])
    fields = ("state", "stale_from", "based_on", "version", "updated_at")
    SegmentTranslation.objects.bulk_update(translations, fields, batch_size=AT_ONCE)


def _translations_of(segments: Collection[int]) -> list[SegmentTranslation]:
    if not segments:
        return []
    rows = SegmentTranslation.objects.filter(segment__in=segments).exclude(text="")
    return list(rows.select_for_update(of=("self",)))


def _age(change: _Change, row: SegmentTranslation, segment: Segment, before: str) -> None:
    state = row.state
    minor = change.minor is not None and is_only_wording(before, segment.source)
    if minor and row.based_on == before and state != State.STALE:
        row.based_on = segment.source
        action = Action.MINOR
        change.taken.kept_as_minor += 1
    elif state == State.STALE and row.based_on == segment.source and row.stale_from:
        row.state, row.stale_from = row.stale_from, ""
        action = Action.RESTORED
    elif state != State.STALE and row.based_on != segment.source:
        row.state, row.stale_from = State.STALE.value, state
        action = Action.STALE
        change.taken.stale += 1
    else:
        return
    row.version += 1
    row.updated_at = change.now
    reason = change.minor.reason if action == Action.MINOR and change.minor else ""
    change.events.append(
        event(
            segment, action, _voucher(change, action == Action.MINOR), change.now,
            language=row.language, state_before=state, state_after=row.state,
            text_before=row.text, text_after=row.text, reason=reason,
        )
    )  # fmt: skip


def _voucher(change: _Change, minor: bool) -> Any:
    return change.minor.user if minor and change.minor else change.user
