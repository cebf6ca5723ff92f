"""What is out of an item, composed anew for the places of one office with the facts of today.

Text, pictures and texts for channels are those of the version in force, as its release keeps them,
whatever an editor prepares for the next one. Only what the office's sheet says may differ.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from cms.editions import draft_of, look_up
from cms.fact_sheets import label_of, sheets_for, values_of
from cms.fact_wording import Wording, in_language
from cms.languages import DEFAULT, INTERFACE
from cms.models import ItemPage, Office, StatedFact

from .booth import LOUDSPEAKER, READINGS
from .channel import Correction
from .content import address_at
from .fingerprints import fingerprint_over
from .models import Release
from .office_places import Places, places_before
from .package import MISSING_FACT, Assembly, Composer, Leg, page_hash_of
from .package_texts import PackageText
from .pieces.forms import OFFICE_FORMS
from .shown_media import media_of
from .stated import quoted_keys, quoting, stated_by
from .written import written_in

Restated = dict[Office, dict[str, tuple[str, str]]]  # by key, the value before and the one now


@dataclass(frozen=True)
class Note:
    """Of a value that was wrong; `day` in ISO form."""

    wrong: str
    right: str
    day: str


Notes = dict[str, Note]  # by key
Pair = tuple[str, str]  # a key, and the value that something says of it


@dataclass(frozen=True)
class OfficePackage:
    """`wrongly`: by office code and key, what its page says was wrong before."""

    assembly: Assembly
    wrongly: Mapping[str, Any]
    before: Places

    @property
    def is_empty(self) -> bool:
        return not self.assembly.legs and not self.assembly.stated

    @property
    def why_nothing_goes(self) -> str:
        """Of what cannot be posted, where nothing else is left to do."""
        legs = self.assembly.legs
        if self.assembly.stated or not all(leg.blocked for leg in legs):
            return ""
        return next((str(one.message) for leg in legs for one in leg.problems if one.blocking), "")


def served_by(office: Office) -> Q:
    """A condition on offices: itself and those below, whose texts quote its values."""
    below = Q(parent=office) | Q(parent__parent=office)
    return Q(pk=office.pk) | below


def compose_for_office(
    base: Release, office: Office, *, wrong: Collection[Pair] = ()
) -> OfficePackage:
    """`wrong`: values before that were wrong, not merely of another day. Writes no row."""
    assert base.page is not None
    assert base.revision is not None
    page: ItemPage = base.page.specific
    look_up(page)
    draft = draft_of(page, base.revision)
    composer = Composer(draft, base.revision, None)
    texts = [PackageText(**one) for one in base.content.get("package_texts") or ()]
    quotes = quoting(composer.content, [one.text for one in texts])
    restated = _restated(base, office, quoted_keys(quotes))
    places = places_before(base, {*restated, *_supplied(base, office)})
    readings = base.content.get("readings") or {}
    composer.texts = _wishes(texts, base.content.get("options") or {}, readings)
    composer.own_words = {
        place.pk: {"text": one.text}
        for one in texts
        for place in places
        if one.place == str(place.uuid)
    }
    notes = _notes(base, restated, wrong)
    language = composer.content.language
    for one, of in notes.items():
        composer.noted[one.pk] = _corrections(of, language, in_language(language))
    legs = tuple(_changed(composer.legs(places), places))
    reached = {leg.destination.office for leg in legs if leg.post and not leg.blocked}
    served = reached | set(restated)
    _draw(composer, base, restated)
    stated = stated_by(sorted(served, key=lambda one: one.code), quotes, sheets_for(served))
    page_hash = page_hash_of(base.revision, approved=base.content)
    pieces = composer.workshop.released()
    assembly = Assembly(
        page=draft,
        content=composer.content,
        legs=legs,
        go_live_at=None,
        page_hash=page_hash,
        fingerprint=fingerprint_over(
            page_hash,
            {one.pk: stated.get(one.code, {}) for one in served},
            legs,
            None,
            base.urgent,
            pieces,
        ),
        urgent=base.urgent,
        pieces=pieces,
        shown=tuple(media_of(draft)),
        written=written_in(base.revision),
        texts=tuple(texts),
        options=base.content.get("options") or {},
        stated=stated,
    )
    return OfficePackage(
        assembly,
        {
            one.code: {key: {"wrong": n.wrong, "corrected_on": n.day} for key, n in of.items()}
            for one, of in notes.items()
        },
        places,
    )


def _draw(composer: Composer, base: Release, restated: Restated) -> None:
    """Of offices whose page shows drawings of their own, also where no place of theirs does."""
    drawn = base.content.get("pieces") or {}
    offices = [one for one in restated if one.code in drawn]
    sheets = sheets_for(offices) if offices else {}
    for one in offices:
        url = composer.content.url
        link = url if one.pk == composer.office.pk else address_at(one, url)
        composer.workshop.draw(one, sheets[one.pk], link, OFFICE_FORMS)


def _wishes(
    texts: Iterable[PackageText], options: Mapping[str, Any], readings: Mapping[str, str]
) -> dict[str, Any]:
    by_channel = {one.channel: one.text for one in texts if not one.place}
    wishes: dict[str, Any] = {
        name: {"text": by_channel.get(name, ""), "options": options.get(name, {})}
        for name in {*by_channel, *options}
    }
    if readings:
        wishes.setdefault(LOUDSPEAKER, {})[READINGS] = readings
    return wishes


def _changed(legs: Iterable[Leg], before: Places) -> Iterable[Leg]:
    """What would say something else than it says now; where a value is missing still, all stays."""
    for leg in legs:
        if any(problem.code == MISSING_FACT for problem in leg.problems):
            continue
        if leg.post is None or leg.post.hash != before[leg.destination].post:
            yield leg


def _restated(base: Release, office: Office, keys: Collection[str]) -> Restated:
    """Offices of which the page states something else than the values that `office` gives them: old and
    new by key. What an office below gives itself is its own to correct."""
    offices = Office.objects.filter(served_by(office))
    rows = StatedFact.objects.filter(page=base.page_id, office__in=offices.values("pk"))
    stated = list(rows.select_related("office__parent", "office__home"))
    values = values_of({one.office for one in stated})
    found: Restated = {}
    for one in stated:
        now = values[one.office_id].get(one.key)
        if one.key in keys and now and str(now) != one.value and now.office_id == office.pk:
            found.setdefault(one.office, {})[one.key] = (one.value, str(now))
    return found


def _supplied(base: Release, office: Office) -> set[Office]:
    """Those that were left out for want of a value that `office` gives by now, and itself."""
    lacking = base.content.get("lacking") or {}
    rows = Office.objects.filter(served_by(office), code__in=lacking)
    offices = set(rows.select_related("parent"))
    values = values_of(offices)
    given = {
        one
        for one in offices
        for key in lacking[one.code]
        if (now := values[one.pk].get(key)) and now.office_id == office.pk
    }
    return given | {office}


def _notes(base: Release, restated: Restated, wrong: Collection[Pair]) -> dict[Office, Notes]:
    """What was wrong before, by key; what its page said of that already stays with the version."""
    found: dict[Office, Notes] = {}
    known = StatedFact.objects.filter(page=base.page_id, corrected_on__isnull=False)
    for row in known.select_related("office"):
        if row.corrected_on and row.key not in restated.get(row.office, {}):
            day = row.corrected_on.isoformat()
            found.setdefault(row.office, {})[row.key] = Note(row.wrong, row.value, day)
    today = timezone.localdate().isoformat()
    for office, values in restated.items():
        for key, (before, now) in values.items():
            if (key, before) in wrong and before:  # of what said nothing, nothing was wrong
                found.setdefault(office, {})[key] = Note(before, now, today)
    return found


def _corrections(notes: Notes, language: str, write: Wording) -> tuple[Correction, ...]:
    """The same for posts."""
    with override(language if language in INTERFACE else DEFAULT):
        return tuple(
            Correction(
                date=date.fromisoformat(note.day),
                wrong=f"{label_of(key)}: {write(key, note.wrong)}",
                right=f"{label_of(key)}: {write(key, note.right)}",
            )
            for key, note in notes.items()
        )
