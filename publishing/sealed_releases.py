"""Releases as they were sealed: written with the release, asked before anything of it goes out.

The tables of releases, variants and posts can be edited by whoever has the database; the sealed
record cannot. So it decides what is sent and what goes live, and the tables only say where it is.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from cms.ledger_seals import head_is_genuine, name_of
from cms.models import LedgerHead

from . import genuine_rows
from .errors import PermanentError
from .genuine_rows import with_seals
from .models import Delivery, Release, ReleaseRecord, StoredPost
from .written import written_in

# As they were approved; `kind` becomes “update” when it goes live.
FIELDS = (
    "language title address fingerprint marker goes_live_at expires_at approved_by_name"
    " urgent".split()
)

# A publication turns out to be a new version when it goes live.
_MAY_BECOME = {Release.Kind.PUBLISH.value, Release.Kind.UPDATE.value}


class NotSealed(Exception):
    """The release has no genuine record, and is not from before releases had records."""


def digest(data: Any) -> str:
    """As `Post.hash`, of data as stored: a post of an older version may lack a field."""
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def revision_hash(revision: Revision) -> str:
    """Of the page's own fields as stored in the revision; nothing of the library."""
    return sha256(
        json.dumps(written_in(revision), sort_keys=True, default=str).encode()
    ).hexdigest()


def seal_release(
    release: Release, posts: Mapping[int, str], *, removes: Iterable[int] | None = None
) -> ReleaseRecord:
    """Write its record, last in the transaction.

    `posts`: hash of the post by destination id. `removes`: ids of the publish deliveries whose
    posts a taking down takes away.
    """
    record = _record(release, posts, removes)
    record.save()
    return record


def seal_releases(posts: Mapping[Release, Mapping[int, str]]) -> None:
    """Write the records of releases, in their order and last in the transaction; a fixed number of
    queries. `posts`: as `seal_release` takes them."""
    ReleaseRecord.add_all([_record(release, each, None) for release, each in posts.items()])


def _record(
    release: Release, posts: Mapping[int, str], removes: Iterable[int] | None
) -> ReleaseRecord:
    revision = release.revision
    record = ReleaseRecord(
        at=timezone.now(),
        release_pk=release.pk,
        kind=release.kind,
        work_pk=release.work_id,
        office_pk=release.office_id,
        office_code=release.office.code,
        page_hash=release.content.get("page_hash", "") if revision else "",
        revision_hash=revision_hash(revision) if revision else "",
        content_hash=digest(release.content),
        posts=_by_post(posts),
        removes=None if removes is None else sorted(removes),
        **{name: getattr(release, name) for name in FIELDS},
    )
    record.posts_digest = digest(record.posts)
    return record


def seal_renumbered(release: Release, before: int) -> None:
    """What was sealed under its number `before`, under the number it has now.

    Copied from the record and not from the tables, which may have been edited since. Raises
    NotSealed.
    """
    old = record_of(release_pk=before, release=release)
    if old is None:  # of the first version: from now on it is sealed as well
        seal_release(release, dict(release.variants.values_list("destination_id", "post_id")))
        return
    old.pk, old.release_pk, old.at = None, release.pk, timezone.now()
    old._state.adding = True
    old.save()


def number_now(number: int) -> int:
    """Of a release that got a later number when it went live: mails and open screens name the one
    before. Else the same; at most three queries."""
    if Release.objects.filter(pk=number).exists():
        return number
    record = ReleaseRecord.objects.filter(release_pk=number).order_by("-sequence").first()
    if record is None:
        return number
    there = Release.objects.filter(
        work=record.work_pk,
        language=record.language,
        fingerprint=record.fingerprint,
        marker=record.marker,
        goes_live_at=record.goes_live_at,
        pk__gt=number,
    )
    return there.values_list("pk", flat=True).first() or number


def record_of(release: Release, *, release_pk: int | None = None) -> ReleaseRecord | None:
    """Its genuine record; None: it was written before there were records. Raises NotSealed."""
    number = release.pk if release_pk is None else release_pk
    return _genuine(newest_record(number), number, release)


def records_of(releases: Iterable[Release]) -> dict[int, ReleaseRecord | None]:
    """As `record_of`, of each by its number; one statement. Raises NotSealed for any."""
    listed = list(releases)
    newest = newest_records(listed)
    return {one.pk: genuine(newest.get(one.pk), one) for one in listed}


def genuine(record: ReleaseRecord | None, release: Release) -> ReleaseRecord | None:
    """As `record_of`, of its newest record where that was read."""
    return _genuine(record, release.pk, release)


def newest_records(releases: Iterable[Release]) -> dict[int, ReleaseRecord]:
    """By the numbers of the releases, with their seals; not looked at yet. One statement."""
    rows = with_seals(ReleaseRecord).filter(release_pk__in=[one.pk for one in releases])
    return {row.release_pk: row for row in rows.order_by("sequence")}


def _genuine(record: ReleaseRecord | None, number: int, release: Release) -> ReleaseRecord | None:
    if record is not None:
        if is_genuine(record):
            return record
    elif _is_from_before(number, release):
        return None
    raise NotSealed(_("The release was not sealed when it was approved."))


def differences(release: Release, record: ReleaseRecord) -> Iterator[str]:
    """Names of the columns of the release that are not as they were sealed."""
    if release.kind != record.kind and {release.kind, record.kind} != _MAY_BECOME:
        yield "kind"
    if (release.work_id, release.office_id) != (record.work_pk, record.office_pk):
        yield "office"
    if digest(release.content) != record.content_hash:
        yield "content"
    for name in FIELDS:
        if getattr(release, name) != getattr(record, name):
            yield name
    revision = release.revision
    if revision and record.revision_hash and revision_hash(revision) != record.revision_hash:
        yield "revision"


def newest_record(release_pk: int) -> ReleaseRecord | None:
    """With its seal; one statement."""
    return with_seals(ReleaseRecord).filter(release_pk=release_pk).order_by("-sequence").first()


def is_genuine(record: Any) -> bool:
    """`record` comes from `newest_record`."""
    return genuine_rows.is_genuine(record) and record.posts_digest == digest(record.posts)


def refuse_unapproved_post(delivery: Delivery, post: StoredPost) -> None:
    """Just before the call. Raises PermanentError unless this very post was approved for there."""
    if digest(post.data) != post.hash or not _is_approved(delivery, post.hash):
        raise PermanentError(
            _(
                "The content is not what was approved, so it was stopped. Tell the system "
                "administrator."
            )
        )


def refuse_unordered_removal(delivery: Delivery) -> None:
    """Just before the call. Raises PermanentError unless this very post was to be taken down."""
    if not is_ordered(delivery):
        raise PermanentError(
            _(
                "Nobody in Loa ordered this taking down, so it was stopped. Tell the system "
                "administrator."
            )
        )


def is_ordered(removal: Delivery) -> bool:
    """Its release is a taking down, and names the post; an older one only names the work."""
    release, target = removal.release, removal.acts_on
    try:
        record = record_of(release)
    except NotSealed:
        return False
    if target is None or (record or release).kind != Release.Kind.WITHDRAW:
        return False
    if record is None:
        return target.work_id == release.work_id
    if record.removes is None:
        return target.work_id == record.work_pk
    return target.pk in record.removes


def _is_approved(delivery: Delivery, post_hash: str) -> bool:
    try:
        record = record_of(delivery.release)
    except NotSealed:
        return False
    return record is None or delivery.destination_id in record.posts.get(post_hash, ())


def _is_from_before(number: int, release: Release) -> bool:
    """Older than the first record; while there is none, the sealed head has to say so.

    No database gives numbers below 1: such a row was put in by hand, before all others.
    """
    if number < 1:
        return False
    first = with_seals(ReleaseRecord).order_by("sequence").first()
    if first is None:
        head = LedgerHead.objects.filter(pk=name_of(ReleaseRecord)).first()
        return head is not None and head.sequence == 0 and head_is_genuine(head)
    return (
        first.sequence == 1
        and is_genuine(first)
        and number < first.release_pk
        and release.created_at < first.at
    )


def _by_post(posts: Mapping[int, str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place in sorted(posts):
        places[posts[place]].append(place)
    return dict(places)
