"""Whether what is released, sent and live is what was sealed when it was approved.

One release at a time, so memory does not grow with their number.
"""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.ledger_check import Finding
from cms.ledger_seals import name_of
from cms.models import ItemPage, StatedFact

from .emergency import released_on_one_word
from .models import AttemptRecord, Confirmation, Delivery, Release, ReleaseRecord
from .sealed_releases import NotSealed, differences, is_ordered, record_of
from .written import written_in

AT_ONCE = 200
Kind = Confirmation.Kind
MADE_PUBLIC = ("delivered", "accepted", "late_delivered", "late_accepted")


def releases_from_before() -> int:
    """How many have no record since there were none then: nothing below speaks for them."""
    recorded = ReleaseRecord.objects.filter(release_pk=OuterRef("pk"))
    unrecorded = Release.objects.filter(~Exists(recorded)).iterator(AT_ONCE)
    return sum(_is_from_before(release) for release in unrecorded)


def _is_from_before(release: Release) -> bool:
    try:
        return record_of(release) is None
    except NotSealed:
        return False


def releases_other_than_sealed() -> Iterator[Finding]:
    releases = Release.objects.select_related("revision").order_by("pk")
    for release in releases.iterator(AT_ONCE):
        values = {"pk": release.pk, "title": release.title}
        try:
            record = record_of(release)
        except NotSealed:
            message = _("Release %(pk)d (“%(title)s”) was not sealed: it was inserted by hand.")
            yield _found("no_record", message % values)
            continue
        if record is None:
            continue
        changed = ", ".join(differences(release, record))
        if changed:
            message = _("Release %(pk)d (“%(title)s”) was edited: %(what)s.")
            yield _found("differs", message % (values | {"what": changed}))
        if set(release.variants.values_list("destination_id", "post_id")) != _pairs(record):
            message = _(
                "Release %(pk)d (“%(title)s”): its posts or their destinations are not those that "
                "were approved."
            )
            yield _found("posts", message % values)


def records_without_release() -> Iterator[Finding]:
    """One that got a later number is there under that; otherwise it was removed."""
    there = Release.objects.filter(work=OuterRef("work_pk"), fingerprint=OuterRef("fingerprint"))
    same = Release.objects.filter(pk=OuterRef("release_pk"))
    for record in ReleaseRecord.objects.filter(~Exists(there), ~Exists(same)).iterator(AT_ONCE):
        message = _("Release %(pk)d (“%(title)s”) was removed, or what it was approved for edited.")
        values = {"pk": record.release_pk, "title": record.title}
        yield _found("removed", message % values, record.sequence)


def live_pages_other_than_released() -> Iterator[Finding]:
    for page in _live_items():
        release = (
            Release.objects.filter(page=page.pk, state=Release.State.IN_FORCE)
            .versions()
            .select_related("revision")
            .first()
        )
        values = {"pk": page.pk, "title": page.title}
        if release is None:
            message = _("Page %(pk)d (“%(title)s”) is live, but no release in force put it there.")
            yield _found("live", message % values)
        elif release.revision is None:
            message = _("Page %(pk)d (“%(title)s”): the revision that went live was removed.")
            yield _found("no_revision", message % values)
        elif changed := _changed(page, release.revision):
            message = _("Page %(pk)d (“%(title)s”) is live and was edited: %(what)s.")
            yield _found("page", message % (values | {"what": ", ".join(changed)}))


def values_other_than_released() -> Iterator[Finding]:
    """What live pages state of offices: as the releases in force approved it."""
    stated = StatedFact.objects.select_related("office").order_by("page")
    for page_id, rows in groupby(stated.iterator(AT_ONCE), key=lambda row: row.page_id):
        values = _values_released(page_id)
        for row in rows:
            if values.get((row.office.code, row.key)) != row.value:
                message = _("Page %(pk)d: what it says of %(office)s (%(key)s) was never approved.")
                told = {"pk": page_id, "office": row.office.code, "key": row.key}
                yield _found("stated", message % told)


def _values_released(page_id: int) -> dict[tuple[str, str], str]:
    """Of the version in force, with what was released for single offices since."""
    rows = Release.objects.filter(page=page_id, state=Release.State.IN_FORCE)
    values: dict[tuple[str, str], str] = {}
    for release in rows.exclude(kind=Release.Kind.WITHDRAW).order_by("pk"):
        for code, stated in (release.content.get("stated") or {}).items():
            values |= {(code, key): value for key, value in stated.items()}
    return values


def receipts_other_than_recorded() -> Iterator[Finding]:
    """Where a delivery says that its post is: an attempt said so, or a person."""
    attempts = AttemptRecord.objects.filter(delivery_key=OuterRef("key"), outcome__in=MADE_PUBLIC)
    said = Confirmation.objects.filter(delivery_key=OuterRef("key"))
    by_person = Exists(said.filter(kind=Kind.FOUND))
    other_id = ~Exists(attempts.filter(remote_id=OuterRef("remote_id"))) & ~by_person
    address = Q(address=OuterRef("address"))
    unrecorded = Q(address=None)  # by attempts of the first versions
    other_address = (
        ~Q(address="")
        & ~Exists(attempts.filter(address | unrecorded))
        & ~Exists(said.filter(address))
    )
    proved = Exists(attempts) | Exists(said)
    rows = Delivery.objects.filter(proved, other_id | other_address, state__in=Delivery.THERE)
    for pk, place in rows.order_by("pk").values_list("pk", F("destination__name")):
        message = _(
            "Delivery %(pk)d (%(place)s): its address or identifier is not the recorded one."
        )
        yield _found("receipt", message % {"pk": pk, "place": place}, ledger=AttemptRecord)


def removals_that_nobody_ordered() -> Iterator[Finding]:
    removals = Delivery.objects.filter(action=Delivery.Action.WITHDRAW).order_by("pk")
    for removal in removals.select_related("release", "acts_on").iterator(AT_ONCE):
        if not is_ordered(removal):
            message = _("Delivery %(pk)d takes down a post that its release does not name.")
            yield _found("removal", message % {"pk": removal.pk}, ledger=ReleaseRecord)


RELEASE_CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    releases_other_than_sealed,
    records_without_release,
    live_pages_other_than_released,
    values_other_than_released,
    receipts_other_than_recorded,
    removals_that_nobody_ordered,
    released_on_one_word,
)


def _live_items() -> Iterator[Page]:
    """One kind after the other, each with its own columns, all as they stand in the tables."""
    for model in _kinds(ItemPage):
        yield from model._default_manager.filter(live=True).order_by("pk").iterator(AT_ONCE)


def _kinds(base: type[Model]) -> Iterator[type[Any]]:
    for model in base.__subclasses__():
        if not model._meta.abstract and not model._meta.proxy:
            yield model
        yield from _kinds(model)


def _changed(page: Page, revision: Any) -> list[str]:
    """Of what the revision speaks of: a field that a later version brought is not compared."""
    approved = revision.as_object().serializable_data()
    now = page.serializable_data()
    return sorted(
        name
        for name in written_in(revision)
        if _without_keys(now.get(name)) != _without_keys(approved.get(name))
    )


def _without_keys(value: Any) -> Any:
    """Rows below a page get their primary keys when it goes live."""
    if isinstance(value, list):
        return [_without_keys(one) for one in value]
    if isinstance(value, dict):
        return {name: _without_keys(one) for name, one in value.items() if name != "pk"}
    return _parsed(value) if isinstance(value, str) else value


def _parsed(text: str) -> Any:
    """A stream of blocks comes as JSON, whose keys PostgreSQL gives back in an order of its own."""
    try:
        return json.loads(text) if text.startswith(("[", "{")) else text
    except ValueError:
        return text


def _pairs(record: ReleaseRecord) -> set[tuple[int, str]]:
    return {(place, post) for post, places in record.posts.items() for place in places}


def _found(
    code: str, message: str, row: int | None = None, ledger: type[Model] = ReleaseRecord
) -> Finding:
    return Finding(name_of(ledger), code, message, row)
