"""Who wrote what is up for approval: of one page or of many, with as many queries."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from ..going_live import BOOKKEEPING
from . import seams

RESTORING = "wagtail.revert"
# Entries of Wagtail's audit log that stand for writing. “Rename” is none: whoever publishes makes it.
WRITING = ("wagtail.create", "wagtail.edit", RESTORING, "wagtail.copy")
# What a content says of itself besides words: differs although nothing was written.
NO_WORDS = BOOKKEEPING - {"search_description"} | {"live_revision"}
NO_WORDS |= {"live", "first_published_at", "last_published_at", "expired", "go_live_at"}
CONTENTS_AT_ONCE = 20

Moments = Mapping[int, datetime | None]


def last_approved_at(page: Page) -> datetime | None:
    """When the last finished approval of the page ended; None if there was none."""
    return _last_approved([page])[page.pk]


def authors_since_last_approval(page: Page) -> set[int]:
    """Ids of everybody who wrote page or package since it was last approved."""
    return authors_of_pages([page])[page.pk]


def authors_of_pages(pages: Collection[Page]) -> dict[int, set[int]]:
    """`authors_since_last_approval` of each."""
    written = writers_of_pages(pages, _last_approved(pages))
    edited = seams.authors(pages)
    return {page.pk: written[page.pk] | edited.get(page.pk, set()) for page in pages}


def writers_since(page: Page, since: datetime | None) -> set[int]:
    """Ids of everybody who wrote the page since then, or ever where that is None.

    Where an older version was restored since, its words may be anybody's who ever wrote the page.
    Autosave overwrites a revision in place and may hand it to another person's session, so the
    audit log is asked besides the revisions.
    """
    return writers_of_pages([page], {page.pk: since})[page.pk]


def _last_approved(pages: Collection[Page]) -> Moments:
    ids = [str(page.pk) for page in pages]
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=ids,
        status=WorkflowState.STATUS_APPROVED,
    )
    ended = states.values_list("object_id").annotate(at=Max("task_states__finished_at"))
    return dict.fromkeys(page.pk for page in pages) | {int(pk): at for pk, at in ended}


def writers_of_pages(pages: Collection[Page], since: Moments) -> dict[int, set[int]]:
    """`writers_since` of each."""
    ids = [page.pk for page in pages]
    entries = list(
        PageLogEntry.objects.filter(page__in=ids, action__in=WRITING)
        .order_by()
        .values_list("page_id", "user_id", "timestamp", "action")
    )
    saved = [(int(pk), *rest) for pk, *rest in _revisions(ids)]
    restored = {
        pk for pk, _user, at, action in entries if action == RESTORING and _new(since[pk], at)
    }
    doubtful = {pk for pk, _user, at in saved if since[pk] and _new(since[pk], at)} - restored
    restored |= _saved_anew(doubtful, since)
    since = {pk: None if pk in restored else at for pk, at in since.items()}
    written: dict[int, set[int]] = {pk: set() for pk in ids}
    for pk, person, at, *_action in [*entries, *saved]:
        if person and _new(since[pk], at):
            written[pk].add(person)
    for page in pages:
        if since[page.pk] is None and page.owner_id:
            written[page.pk].add(page.owner_id)
    return written


def _new(since: datetime | None, at: datetime) -> bool:
    return since is None or at > since


def _revisions(ids: Iterable[int]) -> Iterable[tuple]:
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in ids]).order_by()
    return revisions.values_list("object_id", "user_id", "created_at")


def _saved_anew(pages: Collection[int], since: Moments) -> set[int]:
    """Those of which something newer holds, word for word, what an older version than the approved
    one held: restored without Wagtail's button."""
    if not pages:
        return set()
    older: defaultdict[int, list[bytes]] = defaultdict(list)
    newer: defaultdict[int, set[bytes]] = defaultdict(set)
    revisions = Revision.page_revisions.filter(object_id__in=[str(pk) for pk in pages])
    rows = revisions.order_by("created_at", "pk").values_list("object_id", "created_at", "content")
    for object_id, at, content in rows.iterator(chunk_size=CONTENTS_AT_ONCE):
        pk = int(object_id)
        if _new(since[pk], at):
            newer[pk].add(_words(content))
        else:
            older[pk].append(_words(content))
    return {pk for pk in newer if (newer[pk] - set(older[pk][-1:])) & set(older[pk][:-1])}


def _words(content: Mapping) -> bytes:
    words = {name: value for name, value in content.items() if name not in NO_WORDS}
    return sha256(json.dumps(words, sort_keys=True).encode()).digest()
