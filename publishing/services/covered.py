"""Releasing a local copy in which only the centre's text changed: the national approval covers it.

Nobody of the office is asked, so everything is verified here: what was approved nationally, what was
approved at the office, and that the new version is nothing but the two, merged.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.approval import Refused
from cms.editions import draft_on, look_up, read_around
from cms.log_entries import in_one_go, log_of_page
from cms.models import Edition, ItemPage
from cms.publication import Version, publish_all
from cms.turns import take_turns
from translations.copies.readiness import problems_of
from translations.local_content import content_of, fields_of, streams_of
from translations.merging import merge_fields

from ..covered_ground import ENDED, Ground
from ..covered_packages import Versions, refuse_another_package
from ..delivery.line import LIVE
from ..delivery.tidying import tidy
from ..delivery.wake import wake_on_commit
from ..emergency import refuse_emergency
from ..log_actions import RELEASE_COVERED
from ..models import Delivery, Release
from ..national import ask_offices, is_foreign
from ..package import Assembly, Rows, assemble
from ..release_rows import Covered, RestsOn, plan_all, write_covered
from ..sealed_releases import NotSealed, differences, genuine, seal_releases
from ..stops import stopped_by
from ..written import written_in
from .stating import state_facts
from .turns import keep_media_of, keep_places, keep_revisions

NAMED = 3  # places, where a notice says why


@dataclass(frozen=True)
class Taken:
    """A national change that was taken into a local copy as `revision`. `base`: the national content
    that the copy was taken from before, if its edition knows a newer one by now."""

    page: Page
    revision: Revision
    base: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Case:
    """It behind the locks: the copy as it is live, the version as it is stored."""

    copy: ItemPage
    revision: Revision
    draft: ItemPage
    base: Mapping[str, Any] | None


@transaction.atomic
def release_covered(
    *, page: Page, revision: Revision, national: Page, base: Mapping[str, Any] | None = None
) -> Release:
    """Put `revision` of the local copy in force on the approval of the national version that is live.

    `base`: as in `Taken`. Raises Refused with the reason: the office approves that version itself
    then. A fixed number of queries.
    """
    done = release_all_covered([Taken(page, revision, base)], national=national)[page.pk]
    if isinstance(done, Refused):
        raise done
    return done


@transaction.atomic
def release_all_covered(
    taken: Sequence[Taken], *, national: Page
) -> dict[int, "Release | Refused"]:
    """Likewise for several copies of one item that the caller holds, by page: its release, or why not.

    What is the same for all, and each table, is asked once behind the locks. What is refused stops no
    other; whatever else is raised leaves all of them as they were. A fixed number of queries for each,
    and for all of them together.
    """
    take_turns({one.page.edition.work_id for one in taken})
    keep_places()
    cases, source = _cases(taken, national)
    ground = Ground(source, [case.copy for case in cases])
    rows = ground.rows([case.draft for case in cases])
    done: dict[int, Release | Refused] = {}
    good: list[Covered] = []
    for case in cases:
        try:
            good.append(_covered(case, ground, rows.get(case.draft)))
        except Refused as refusal:
            done[case.copy.pk] = refusal
    if good:
        done |= _put_in_force(good, cases, ground)
    return done


def _put_in_force(
    good: Sequence[Covered], cases: Sequence[Case], ground: Ground
) -> dict[int, Release]:
    """As `going_live.go_live` does for one: written last in the turn of their work, they speak last."""
    case_of = {case.copy.pk: case for case in cases}
    with in_one_go():
        posts = write_covered(good)
        releases = list(posts)
        # Before asking what is out: no worker can send it between.
        tidy(work_id=ground.source.edition.work_id, places=set().union(*ground.places.values()))
        out = {copy.pk: each for copy, each in ground.out().items()}
        plan_all({release: out[release.page_id] for release in releases if release.page_id})
        for release, part in zip(releases, good, strict=True):
            _tell(release, part)
        publish_all(
            [
                Version(case.copy, case.revision, case.draft, part.user)
                for part in good
                for case in [case_of[part.assembly.page.pk]]
            ]
        )
        state_facts(*releases)
    seal_releases(posts)  # last: other releases of the house wait from here on
    return {part.assembly.page.pk: release for part, release in zip(good, releases, strict=True)}


def _tell(release: Release, part: Covered) -> None:
    """Who reads of it, and who has to agree."""
    data = {"approved_by": part.rests_on["approved_by"], "release": release.pk}
    log_of_page(part.assembly.page, RELEASE_COVERED, revision=part.revision, data=data)
    if any(is_foreign(leg.destination, release) for leg in part.assembly.legs):
        ask_offices(release)
    wake_on_commit(release.pk)


def _covered(case: Case, ground: Ground, rows: Rows | None) -> Covered:
    """Verified. Raises Refused."""
    copy, revision = case.copy, case.revision
    _refuse_where_not_allowed(copy, ground)
    covering, before = _in_force(ground.source, ground), _in_force(copy, ground)
    _refuse_other_changes(case, before, covering, ground)
    _refuse_unfinished(copy, revision, ground)
    assembly = assemble(copy, revision, case.draft, rows)
    refuse_another_package(
        assembly,
        Versions(
            before,
            covering,
            known=ground.sent_to(before),
            posted=ground.posted_to(before),
            settled_since=partial(ground.settled_since, before, copy),
        ),
    )
    _refuse_what_the_office_stopped(copy, assembly, ground)
    refuse_emergency(assembly)
    return Covered(assembly, revision, covering.approved_by, _rests_on(covering))


def _rests_on(covering: Release) -> RestsOn:
    """Sealed with the content: `ledger_checks` looks for the leader's approval of this fingerprint."""
    return {
        "release": covering.pk,
        "fingerprint": covering.fingerprint,
        "office": covering.office.code,
        "approved_by": covering.approved_by_name,
    }


def _cases(taken: Sequence[Taken], national: Page) -> tuple[list[Case], ItemPage]:
    """As they are live and stored: what the caller has may be a draft."""
    revisions = keep_revisions([one.revision.pk for one in taken])
    pages = [national, *(one.page for one in taken)]
    found: dict[int, ItemPage] = {}
    for kind in {page.specific_class for page in pages}:
        found |= kind._default_manager.in_bulk([page.pk for page in pages])
    look_up(*found.values())
    copies = [found[one.page.pk] for one in taken]
    read_around(copies)
    stored = [revisions[one.revision.pk] for one in taken]
    return [
        Case(copy, revision, draft, one.base)
        for copy, revision, draft, one in zip(
            copies, stored, _with_media_kept(copies, stored), taken, strict=True
        )
    ], found[national.pk]


def _with_media_kept(copies: Sequence[ItemPage], stored: Sequence[Revision]) -> list[ItemPage]:
    """The revisions as objects, with their pictures and files as they are behind the wait for them."""
    drafts = [draft_on(*one) for one in zip(copies, stored, strict=True)]
    if not keep_media_of(drafts):
        return drafts
    return [draft_on(*one) for one in zip(copies, stored, strict=True)]


def _refuse_where_not_allowed(copy: ItemPage, ground: Ground) -> None:
    edition, office, source = copy.edition, copy.edition.office, ground.source
    is_copy = edition.kind == Edition.Kind.LOCAL_COPY and copy.locale_id == source.locale_id
    if not is_copy or edition.source_id != source.edition.pk:
        raise Refused(_("This page is no local copy of that item."))
    if not office.takes_national_approval:
        message = _("%(office)s approves every change of its local copies itself.")
        raise Refused(message % {"office": office})
    if not copy.live:
        raise Refused(_("The local copy is not published, so its office approves it first."))
    if copy.pk in ground.in_review:
        raise Refused(_("The local copy is in review."))
    if edition.pk in ground.planned:
        raise Refused(_("A version of the local copy is approved for later already."))


def _in_force(page: ItemPage, ground: Ground) -> Release:
    """The release that put there what is live now, as it was sealed. Raises Refused."""
    release = _put_there(page, ground.in_force.get(page.edition.pk))
    try:
        record = genuine(ground.records.get(release.pk), release)
    except NotSealed as error:
        raise Refused(str(error)) from error
    if record is not None and any(differences(release, record)):
        message = _("What is live of “%(title)s” is not what was approved.")
        raise Refused(message % {"title": page.title})
    return release


def _put_there(page: ItemPage, release: Release | None) -> Release:
    if release is None or release.revision is None or release.revision_id != page.live_revision_id:
        message = _("What is live of “%(title)s” is not what its last release put there.")
        raise Refused(message % {"title": page.title})
    return release


def _refuse_other_changes(case: Case, before: Release, covering: Release, ground: Ground) -> None:
    """The new version has to be what is live here and what is live nationally, merged, and no more."""
    assert before.revision is not None
    assert covering.revision is not None
    copy, revision = case.copy, case.revision
    merged = merge_fields(
        copy.edition.base_content if case.base is None else case.base,
        content_of(before.revision),
        content_of(covering.revision),
        locked=ground.rules.locked,
        streams=streams_of(copy),
    )
    if merged.conflicts or merged.set_aside:
        raise Refused(_("The office changed the same places as the centre: it decides on them."))
    if merged.fields != content_of(revision) or _rest(copy, revision) != _rest(
        copy, before.revision
    ):
        raise Refused(_("More than the centre's text changed in the local copy."))


def _rest(copy: ItemPage, revision: Revision) -> dict[str, Any]:
    """What a merge does not speak of: the address, say."""
    return {k: v for k, v in written_in(revision).items() if k not in fields_of(copy)}


def _refuse_unfinished(copy: ItemPage, revision: Revision, ground: Ground) -> None:
    """Places that the centre asks every office to fill in: its own approval would ask as well."""
    if problems := problems_of(copy, revision, ground.rules):
        raise Refused(problems[0])


def _refuse_what_the_office_stopped(copy: ItemPage, assembly: Assembly, ground: Ground) -> None:
    """What it stopped, cancelled, refused or took down at a place comes back by its own word alone."""
    places = {leg.destination.pk: leg.destination for leg in assembly.legs}
    kept: set[int] = set()
    if ground.are_stops:
        kept |= stopped_by(copy.edition.office, places)
    if copy.edition.pk in ground.ended:
        kept |= _ended(copy.edition, places)
    if kept:
        named = ", ".join(str(places[pk]) for pk in sorted(kept)[:NAMED])
        message = _(
            "The office stopped it or took it back at: %(places)s. It decides on that itself."
        )
        raise Refused(message % {"places": named})


def _ended(edition: Edition, places: Collection[int]) -> set[int]:
    """Where a person ended the last that was to go out of the copy there."""
    mine = Delivery.objects.filter(
        release__edition=edition,
        release__state__in=LIVE,
        language=edition.locale.language_code,
    )
    later = mine.filter(destination=OuterRef("destination")).filter(
        Q(release_id__gt=OuterRef("release_id"))
        | Q(release_id=OuterRef("release_id"), pk__gt=OuterRef("pk"))
    )
    last = mine.filter(ENDED, ~Exists(later), destination__in=places)
    return set(last.values_list("destination_id", flat=True))
