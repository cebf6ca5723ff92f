"""Releasing a local copy in which only the centre's text changed: the national approval covers it.

Nobody of the office is asked, so everything is verified here: what was approved nationally, what was
approved at the office, and that the new version is nothing but the two, merged.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.approval import Refused
from cms.editions import draft_of, look_up
from cms.log_entries import log_of_page
from cms.models import Edition, ItemPage
from translations.copies.readiness import problems_of
from translations.local_content import content_of, fields_of, streams_of
from translations.merging import merge_fields
from translations.models import LocalRule

from ..delivery.line import LIVE
from ..log_actions import RELEASE_COVERED
from ..models import Delivery, Release
from ..package import Assembly, assemble
from ..package_texts import to_keep
from ..release_rows import RestsOn, write_release
from ..sealed_releases import NotSealed, differences, records_of
from ..stops import stopped_by
from ..written import written_in
from .going_live import go_live
from .turns import keep_media, keep_places, keep_revision, take_turn

Texts = dict[str, str]
Reason = Delivery.Reason
ENDED_BY_PEOPLE = (Reason.BY_PERSON, Reason.NOT_WANTED, Reason.NO_NOD, Reason.TAKEN_DOWN)
NAMED = 3  # places, where a notice says why


@transaction.atomic
def release_covered(
    *, page: Page, revision: Revision, national: Page, base: Mapping[str, Any] | None = None
) -> Release:
    """Put `revision` of the local copy in force on the approval of the national version that is live.

    `base`: the national content that the copy was taken from before, if its edition knows a newer one
    by now. Raises Refused with the reason: the office approves that version itself then. A fixed
    number of queries.
    """
    take_turn(page.edition.work_id)
    keep_places()
    revision = keep_revision(revision.pk)
    copy, source = _now(page, national)
    draft = _with_media_kept(copy, revision)
    _refuse_where_not_allowed(copy, source)
    covering, before = _in_force(source, copy)
    _refuse_other_changes(copy, revision, before, covering, base)
    _refuse_unfinished(copy, revision)
    assembly = assemble(copy, revision, draft)
    _refuse_problems(assembly)
    _refuse_another_package(assembly, before, covering)
    _refuse_what_the_office_stopped(copy, assembly)
    release = write_release(
        assembly, revision_id=revision.pk, user=covering.approved_by, rests_on=_rests_on(covering)
    )
    data = {"approved_by": covering.approved_by_name, "release": release.pk}
    log_of_page(copy, RELEASE_COVERED, revision=revision, data=data)
    go_live(release=release)
    release.refresh_from_db(fields=["state", "went_live_at", "kind"])
    return release


def _rests_on(covering: Release) -> RestsOn:
    """Sealed with the content: `ledger_checks` looks for the leader's approval of this fingerprint."""
    return {
        "release": covering.pk,
        "fingerprint": covering.fingerprint,
        "office": covering.office.code,
        "approved_by": covering.approved_by_name,
    }


def _now(*pages: Page) -> list[ItemPage]:
    """As they are live, with their editions: what the caller has may be a draft."""
    found: dict[int, ItemPage] = {}
    for kind in {page.specific_class for page in pages}:
        found |= kind._default_manager.in_bulk([page.pk for page in pages])
    now = [found[page.pk] for page in pages]
    look_up(*now)
    return now


def _with_media_kept(copy: ItemPage, revision: Revision) -> ItemPage:
    """The revision as an object, with its pictures and files as they are behind the wait for them."""
    revision.content_object = copy
    draft = draft_of(copy, revision)
    return draft_of(copy, revision) if keep_media(revision, draft) else draft


def _refuse_where_not_allowed(copy: ItemPage, source: ItemPage) -> None:
    edition, office = copy.edition, copy.edition.office
    if edition.kind != Edition.Kind.LOCAL_COPY or edition.source_id != source.edition.pk:
        raise Refused(_("This page is no local copy of that item."))
    if not office.takes_national_approval:
        message = _("%(office)s approves every change of its local copies itself.")
        raise Refused(message % {"office": office})
    if not copy.live:
        raise Refused(_("The local copy is not published, so its office approves it first."))
    if copy.workflow_in_progress:
        raise Refused(_("The local copy is in review."))
    planned = Release.objects.filter(edition=edition, state=Release.State.SCHEDULED)
    if planned.exists():
        raise Refused(_("A version of the local copy is approved for later already."))


def _in_force(*pages: ItemPage) -> list[Release]:
    """The releases that put there what is live now, as they were sealed. Raises Refused."""
    rows = Release.objects.versions().filter(
        edition__in=[page.edition for page in pages], state=Release.State.IN_FORCE
    )
    newest: dict[int | None, Release] = {}
    for row in rows.select_related("revision", "office", "approved_by"):
        newest.setdefault(row.edition_id, row)
    found = [_put_there(page, newest.get(page.edition.pk)) for page in pages]
    try:
        records = records_of(found)
    except NotSealed as error:
        raise Refused(str(error)) from error
    for page, release in zip(pages, found, strict=True):
        record = records[release.pk]
        if record is not None and any(differences(release, record)):
            message = _("What is live of “%(title)s” is not what was approved.")
            raise Refused(message % {"title": page.title})
    return found


def _put_there(page: ItemPage, release: Release | None) -> Release:
    if release is None or release.revision is None or release.revision_id != page.live_revision_id:
        message = _("What is live of “%(title)s” is not what its last release put there.")
        raise Refused(message % {"title": page.title})
    return release


def _refuse_other_changes(
    copy: ItemPage,
    revision: Revision,
    before: Release,
    covering: Release,
    base: Mapping[str, Any] | None,
) -> None:
    """The new version has to be what is live here and what is live nationally, merged, and no more."""
    assert before.revision is not None
    assert covering.revision is not None
    merged = merge_fields(
        copy.edition.base_content if base is None else base,
        content_of(before.revision),
        content_of(covering.revision),
        locked=_locked(copy.edition.source_id),
        streams=streams_of(copy),
    )
    if merged.conflicts or merged.set_aside:
        raise Refused(_("The office changed the same places as the centre: it decides on them."))
    if merged.fields != content_of(revision) or _rest(copy, revision) != _rest(
        copy, before.revision
    ):
        raise Refused(_("More than the centre's text changed in the local copy."))


def _locked(national: int | None) -> frozenset[str]:
    """Places that the centre alone writes."""
    rules = LocalRule.objects.filter(edition=national, rule=LocalRule.Rule.LOCKED)
    return frozenset(rules.values_list("place", flat=True))


def _rest(copy: ItemPage, revision: Revision) -> dict[str, Any]:
    """What a merge does not speak of: the address, say."""
    return {k: v for k, v in written_in(revision).items() if k not in fields_of(copy)}


def _refuse_unfinished(copy: ItemPage, revision: Revision) -> None:
    """Places that the centre asks every office to fill in: its own approval would ask as well."""
    if problems := problems_of(copy, revision):
        raise Refused(problems[0])


def _refuse_problems(assembly: Assembly) -> None:
    if assembly.blocking:
        raise Refused(str(assembly.blocking[0].message))
    if assembly.disclosed:
        raise Refused(str(assembly.disclosed[0].message))
    if assembly.go_live_at and assembly.go_live_at > timezone.now():
        raise Refused(_("The package of the local copy has a time that has not come yet."))


def _refuse_another_package(assembly: Assembly, before: Release, covering: Release) -> None:
    """Every text was approved, here or nationally, and no place is new."""
    here, there = _texts(before), _texts(covering)
    now = {one["name"]: one["text"] for one in to_keep(assembly.texts)}
    names = {*now, *here}
    texts = all(now.get(n) in (here.get(n), there.get(n)) for n in names)
    options = assembly.options in (before.content.get("options", {}), _options(covering))
    known = set(Delivery.objects.filter(release=before).values_list("destination_id", flat=True))
    places = {leg.destination.pk for leg in assembly.legs} <= known
    if not (texts and options and places and assembly.urgent == before.urgent):
        raise Refused(_("The package of the local copy was changed since its office approved it."))


def _refuse_what_the_office_stopped(copy: ItemPage, assembly: Assembly) -> None:
    """What it stopped, cancelled, refused or took down at a place comes back by its own word alone."""
    places = {leg.destination.pk: leg.destination for leg in assembly.legs}
    kept = stopped_by(copy.edition.office, places) | _ended(copy.edition, places)
    if kept:
        named = ", ".join(str(places[pk]) for pk in sorted(kept)[:NAMED])
        message = _(
            "The office stopped it or took it back at: %(places)s. It decides on that itself."
        )
        raise Refused(message % {"places": named})


def _ended(edition: Edition, places: Collection[int]) -> set[int]:
    """Where a person ended the last that was to go out of the copy there."""
    rows = Delivery.objects.filter(
        release__edition=edition,
        release__state__in=LIVE,
        destination__in=places,
        language=edition.locale.language_code,
    )
    last = {row.destination_id: row for row in rows.order_by("release_id", "pk")}
    return {
        pk
        for pk, row in last.items()
        if row.action == Delivery.Action.WITHDRAW
        or (row.state == Delivery.State.CANCELLED and row.reason_code in ENDED_BY_PEOPLE)
    }


def _texts(release: Release) -> Texts:
    return {one["name"]: one["text"] for one in release.content.get("package_texts") or ()}


def _options(release: Release) -> dict[str, Any]:
    return dict(release.content.get("options", {}))
