"""What local copies are verified against before the national approval covers them: read for several
at a time, behind the locks of whoever releases them, and never kept for longer than that.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, WorkflowState

from cms.fact_sheets import sheets_for
from cms.models import ItemPage
from translations.copies.rules import Rules, rules_of

from .delivery.line import LIVE
from .models import (
    Delivery,
    Destination,
    Package,
    Release,
    ReleaseRecord,
    SpokenWord,
    StopSwitch,
)
from .package import Rows
from .proposal import chosen_of_provinces
from .release_plan import Out, whats_out
from .sealed_releases import newest_records

Reason = Delivery.Reason
ENDED_BY_PEOPLE = (Reason.BY_PERSON, Reason.NOT_WANTED, Reason.NO_NOD, Reason.TAKEN_DOWN)
# Where a person ended what was to go out, as far as one row of its line tells.
ENDED = Q(action=Delivery.Action.WITHDRAW) | Q(
    state=Delivery.State.CANCELLED, reason_code__in=ENDED_BY_PEOPLE
)


@dataclass(frozen=True)
class Ground:
    """Of copies of the national item `source`, as they are live; a fixed number of queries."""

    source: ItemPage
    copies: Sequence[ItemPage]

    @property
    def editions(self) -> list[int]:
        return [copy.edition.pk for copy in self.copies]

    @cached_property
    def rules(self) -> Rules:
        return rules_of(self.source.edition)

    @cached_property
    def in_review(self) -> set[int]:
        """Pages."""
        rows = WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(copy.pk) for copy in self.copies],
            status=WorkflowState.STATUS_IN_PROGRESS,
        )
        return {int(pk) for pk in rows.values_list("object_id", flat=True)}

    @cached_property
    def planned(self) -> set[int | None]:
        """Editions of which a version is approved for later."""
        rows = Release.objects.filter(edition__in=self.editions, state=Release.State.SCHEDULED)
        return set(rows.values_list("edition", flat=True))

    @cached_property
    def in_force(self) -> dict[int | None, Release]:
        """The newest version by edition, the national one among them."""
        rows = Release.objects.versions().filter(
            edition__in=[self.source.edition.pk, *self.editions], state=Release.State.IN_FORCE
        )
        newest: dict[int | None, Release] = {}
        for row in rows.select_related("revision", "office", "approved_by"):
            newest.setdefault(row.edition_id, row)
        return newest

    @cached_property
    def records(self) -> dict[int, ReleaseRecord]:
        """Of them, as sealed; nobody has looked yet whether they are genuine."""
        return newest_records(self.in_force.values())

    @cached_property
    def _legs(self) -> list[tuple[int, int, int | None]]:
        """Of releases in force: release, destination, and its post, where one could be made."""
        rows = Delivery.objects.filter(release__in=self.in_force.values())
        return list(rows.values_list("release", "destination", "variant"))

    def sent_to(self, release: Release) -> set[int]:
        """Destinations of a release in force."""
        return {place for number, place, _post in self._legs if number == release.pk}

    def posted_to(self, release: Release) -> set[int]:
        """Those of them that it had a post for."""
        return {place for number, place, post in self._legs if number == release.pk and post}

    def settled_since(self, release: Release, copy: ItemPage) -> set[str]:
        """Written forms of which the copy's office, or one below it, said since this release of it how
        they are read aloud."""
        office = copy.edition.office_id
        return {
            written
            for written, made_at, *offices in self._words
            if office in offices and made_at > release.created_at
        }

    @cached_property
    def _words(self) -> list[tuple[str, datetime, int, int | None]]:
        """Of these offices and those below them."""
        offices = [copy.edition.office_id for copy in self.copies]
        rows = SpokenWord.objects.in_force()
        rows = rows.filter(Q(office__in=offices) | Q(office__parent__in=offices))
        return list(rows.values_list("written", "made_at", "office", "office__parent"))

    @cached_property
    def are_stops(self) -> bool:
        """Any at all: only then is it asked whom they concern."""
        return StopSwitch.objects.filter(lifted_at=None).exists()

    @cached_property
    def ended(self) -> set[int | None]:
        """Editions of which a person ended something somewhere, perhaps long ago."""
        rows = Delivery.objects.filter(ENDED, release__edition__in=self.editions)
        return set(rows.filter(release__state__in=LIVE).values_list("release__edition", flat=True))

    @cached_property
    def places(self) -> dict[int, set[int]]:
        """By edition, destinations that it has to do with, as `release_plan.places_of` has them."""
        found: dict[int, set[int]] = {pk: set() for pk in self.editions}
        offices: dict[int | None, list[int]] = {}
        for copy in self.copies:
            offices.setdefault(copy.edition.office_id, []).append(copy.edition.pk)
        own = Destination.objects.filter(Q(office__in=offices) | Q(office__parent__in=offices))
        for place, office, above in own.values_list("pk", "office", "office__parent"):
            for edition in (*offices.get(office, ()), *offices.get(above, ())):
                found[edition].add(place)
        been = Delivery.objects.filter(release__edition__in=self.editions).order_by()
        for edition, place in been.values_list("release__edition", "destination").distinct():
            found[edition].add(place)
        return found

    def out(self) -> dict[ItemPage, dict[int, Out]]:
        """What is out at these places now, by copy; asked anew each time."""
        edition = self.source.edition
        everywhere = {place for places in self.places.values() for place in places}
        language = self.source.locale.language_code
        found = whats_out(work=edition.work, language=language, places=everywhere)
        return {
            copy: {pk: found[pk] for pk in self.places[copy.edition.pk] & found.keys()}
            for copy in self.copies
        }

    @cached_property
    def packages(self) -> dict[int, Package]:
        """By page."""
        rows = Package.objects.filter(page__in=[copy.pk for copy in self.copies])
        return {row.page_id: row for row in rows.prefetch_related("legs")}

    def rows(self, drafts: Collection[ItemPage]) -> Mapping[ItemPage, Rows]:
        """What their packages are made of; of those that have none they are proposed one by one."""
        have = {draft: self.packages[draft.pk] for draft in drafts if draft.pk in self.packages}
        out = {copy.pk: each for copy, each in self.out().items()}
        outs = {draft: out[draft.pk] for draft in have}
        chosen = chosen_of_provinces(have, outs) if have else {}
        offices = {place.office for places in chosen.values() for place in places}
        sheets = sheets_for(offices | {draft.edition.office for draft in have})
        return {
            draft: Rows(package, outs[draft], chosen[draft], sheets)
            for draft, package in have.items()
        }
