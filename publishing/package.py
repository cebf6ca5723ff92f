"""The package: what an approver sees and signs, and what the hand-over then freezes.

`assemble` composes every variant from a revision; its fingerprint covers contents only (revision,
facts, checksums and crops of media, settings of destinations, every post), never ids, so that
whatever changes after the approval changes the hash. Its number of queries does not grow with the
number of destinations.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from wagtail.models import Revision

from cms.editions import draft_of
from cms.fact_sheets import sheets_for
from cms.missing_facts import known_keys, lacks
from cms.models import ItemPage, Office
from cms.placeholder_problems import troubles_of
from cms.placeholders import MissingFact, find
from cms.working_time import day_of

from . import registry
from .airing.days import problems_of_days
from .booth import Booth, readings_in
from .channel import Content, Correction, Picture, Post, Problem
from .content import base_content, localise, to_data
from .disclosure import Disclosed, Findings, findings, still_open
from .emergency import among, problems_among
from .fingerprints import fingerprint_over, page_hash_over
from .item_problems import item_problems
from .media_rights import rights_problems
from .models import Destination, Package
from .office_voices import voices_of
from .own_words import BESIDE, behind, is_behind, of_places
from .package_texts import PackageText, texts_of
from .picture_sizes import size_problems
from .pieces.forms import OFFICE_FORMS, Drawn, Workshop
from .proposal import chosen_destinations
from .recordings import recording_problems
from .release_plan import Out, first_posts, whats_out
from .script.composing import name_in
from .script.wording import closing_in, naming
from .shown_media import Media, media_of
from .stated import Stated, quoting, stated_by
from .translated import Unreviewed, translation_problems
from .written import written_in

MISSING_FACT = "missing_fact"  # code of the problem of a place whose office lacks a value


@dataclass(frozen=True)
class Leg:
    """One destination with the post that it would publish; `post` is None if it cannot be made."""

    destination: Destination
    post: Post | None
    problems: tuple[Problem, ...] = ()
    own_office: bool = True

    @property
    def blocked(self) -> bool:
        return any(problem.blocking for problem in self.problems)


@dataclass(frozen=True)
class Assembly:
    """A whole package, composed."""

    page: ItemPage
    content: Content
    legs: tuple[Leg, ...]
    go_live_at: datetime | None
    page_hash: str
    fingerprint: str
    problems: tuple[Problem, ...] = field(default=())
    urgent: bool = False
    # Drawings of a designed piece: data of frozen pictures by office code and format.
    pieces: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shown: tuple[Media, ...] = ()  # pictures and files of the page, each once
    undrawn: tuple[tuple[Office, Problem], ...] = ()  # those that could not be made, and why

    written: Mapping[str, Any] = field(default_factory=dict, repr=False)  # of the revision
    texts: tuple[PackageText, ...] = ()  # that its editor wrote for channels and destinations
    unreviewed: tuple[Unreviewed, ...] = ()  # of these, what is no approved translation
    options: Mapping[str, Any] = field(default_factory=dict)  # chosen beside the texts, by channel
    readings: Mapping[str, str] = field(default_factory=dict)  # chosen for what is read aloud
    stated: Stated = field(default_factory=dict)  # facts that it quotes, of offices that get it
    lacking: Mapping[str, list[str]] = field(default_factory=dict)  # keys that keep others from it

    @cached_property
    def searched(self) -> Findings:
        """Numbers of persons, stamps of secrecy, unreviewed words. They keep it from its release."""
        posts = [
            (str(registry.channel_class(leg.destination.channel).label), leg.post)
            for leg in self.legs
            if leg.post
        ]
        made = findings(self.page, self.written, posts)
        return replace(made, found=(*self.unreviewed, *made.found))

    @cached_property
    def disclosed(self) -> tuple[Disclosed, ...]:
        """Of what was found, what no approver let pass yet."""
        return still_open(self.page, self.fingerprint, self.searched.found)

    @property
    def to_mend(self) -> list[Problem]:
        """Of the item itself, before it can be submitted."""
        return [problem for problem in self.problems if problem.blocking]

    @property
    def advice(self) -> list[Problem]:
        """Of the item itself, what editor and approver should know and need not mend."""
        return [problem for problem in self.problems if not problem.blocking]

    @property
    def blocking(self) -> list[Problem]:
        """What keeps the item from being submitted: its own problems and its own office's.

        Not what is disclosed: that an approver decides, who would not see it otherwise.
        """
        legs = (leg for leg in self.legs if leg.own_office)
        return [*self.to_mend, *(p for leg in legs for p in leg.problems if p.blocking)]


@dataclass(frozen=True)
class Rows:
    """What a package is made of beside its revision, as the database has it now."""

    package: Package | None
    out: Mapping[int, Out]
    destinations: Sequence[Destination]
    sheets: Mapping[int, dict[str, str]] | None = None  # of today, by office id, if they are known


def assemble(
    page: ItemPage, revision: Revision, draft: ItemPage | None = None, rows: Rows | None = None
) -> Assembly:
    """Compose every variant of the package as `revision` has it. Writes no row.

    `draft`: `draft_of` them, where a screen shows the same. `rows`: where they were read for many at
    a time, in the transaction that holds them.
    """
    draft = draft or draft_of(page, revision)
    rows = rows or _rows_of(draft)
    package, destinations = rows.package, rows.destinations
    composer = Composer(draft, revision, package, rows.sheets)
    legs = tuple(_with_what_stays(rows.out, composer.legs(destinations)))
    go_live_at = package.go_live_at if package else None
    urgent = bool(package and package.urgent) or among(legs)
    page_hash = page_hash_over(draft, revision, composer.content, file_title(draft))
    of_piece, pieces = tuple(composer.piece_problems()), composer.workshop.released()
    of_media = rights_problems(draft, go_live_at)
    of_sizes = size_problems(draft, [one.channel for one in destinations])
    of_translation = list(translation_problems(page, revision, destinations))
    unreviewed = tuple(one for one in of_translation if isinstance(one, Unreviewed))
    return Assembly(
        page=draft,
        content=composer.content,
        legs=legs,
        go_live_at=go_live_at,
        page_hash=page_hash,
        fingerprint=fingerprint_over(
            page_hash, composer.quoted_facts(), legs, go_live_at, urgent, pieces
        ),
        problems=(
            *item_problems(draft),
            *problems_among(legs),
            *problems_of_days((one.post for one in legs), go_live_at),
            *recording_problems(draft),
            *of_media,
            *of_piece,
            *of_sizes,
            *(one for one in of_translation if not isinstance(one, Unreviewed)),
        ),
        urgent=urgent,
        pieces=pieces,
        shown=tuple(media_of(draft)),
        undrawn=tuple(composer.workshop.undrawn()),
        written=written_in(revision),
        texts=tuple(texts_of(package)),
        unreviewed=unreviewed,
        options=composer.options,
        readings=readings_in(composer.texts),
        stated=composer.stated(legs),
        lacking=composer.lacking,
    )


def _rows_of(draft: ItemPage) -> Rows:
    package = Package.objects.filter(page_id=draft.pk).prefetch_related("legs").first()
    edition = draft.edition
    out = whats_out(work=edition.work, language=draft.locale.language_code, edition=edition)
    return Rows(package, out, chosen_destinations(draft, package, out))


def fingerprint_of(page: ItemPage, revision: Revision) -> str:
    """What `settings.LOA_PACKAGE_FINGERPRINT` names: hex SHA-256 of the assembled package."""
    return assemble(page, revision).fingerprint


def page_hash_of(revision: Revision, *, approved: Mapping[str, Any] | None = None) -> str:
    """Of the page alone, as it would go live now: its text, metadata, pictures and files.

    `approved`: content of a release, whose pictures keep the names they had then. Before they were
    named by checksum, that was their title in the library, which says nothing of what goes out. The
    title of a page's own file was not asked about then.
    """
    draft = revision.as_object()
    content = base_content(draft, revision_id=revision.pk)
    title = file_title(draft)
    if approved:
        content = _named_as(content, approved)
        title = title if "file_title" in approved else ""
    return page_hash_over(draft, revision, content, title)


def file_title(page: ItemPage) -> str:
    """What readers are told that the page's own file is; it stands in the library only."""
    attachment = getattr(page, "attachment", None)
    return attachment.title if attachment else ""


def _named_as(content: Content, approved: Mapping[str, Any]) -> Content:
    then = [one for one in (approved.get("cover"), *approved.get("pictures", ())) if one]
    names = {one["sha256"]: one["name"] for one in then}

    def named(picture: Picture) -> Picture:
        return replace(picture, name=names.get(picture.sha256, picture.name))

    return replace(
        content,
        cover=named(content.cover) if content.cover else None,
        pictures=tuple(named(picture) for picture in content.pictures),
    )


def problems_of(page: ItemPage, revision: Revision) -> list[str]:
    """What `settings.LOA_PACKAGE_PROBLEMS` names: messages that keep the item from submission."""
    return list(dict.fromkeys(str(p.message) for p in assemble(page, revision).blocking))


def _first_day(package: Package | None) -> date | None:
    """On which it is out: a fact whose validity has ended by then is not quoted."""
    planned = package.go_live_at if package else None
    return day_of(max(planned, timezone.now())) if planned else None


class Composer:
    def __init__(
        self,
        page: ItemPage,
        revision: Revision,
        package: Package | None,
        sheets: Mapping[int, dict[str, str]] | None = None,
    ) -> None:
        self.content = base_content(page, revision_id=revision.pk)
        self.office = page.edition.office
        self._day = _first_day(package)
        self.texts: dict[str, Any] = package.texts if package else {}
        self.own_words = of_places(package)
        self.workshop = Workshop(page)
        # Of an office's own facts, by its id.
        self.noted: dict[int, tuple[Correction, ...]] = {}
        self.lacking: dict[str, list[str]] = {}  # keys without a value, by office code
        self._known_sheets = sheets
        self._sheets: dict[int, dict[str, str]] = {}
        self._made: dict[tuple[str, int, str, str], tuple[Post | None, tuple[Problem, ...]]] = {}
        self.booth = Booth({}, self.texts)

    def legs(self, destinations: Iterable[Destination]) -> Iterable[Leg]:
        listed = list(destinations)
        offices = {d.office for d in listed} | {self.office}
        if self._known_sheets is not None and self._day is None:
            self._sheets = {office.pk: self._known_sheets[office.pk] for office in offices}
        else:
            self._sheets = sheets_for(offices, self._day)
        heard = {d.office for d in listed if _is_heard(d.channel)}
        self.booth = Booth(voices_of(heard), self.texts)
        for destination in listed:
            own = self.own_words.get(destination.pk, {})
            words = (own.get("text", ""), own.get(BESIDE, ""))
            key = (destination.channel, destination.office_id, *words)
            if key not in self._made:
                self._made[key] = self._compose(
                    destination, own, self._sheets[destination.office_id]
                )
            post, problems = self._made[key]
            yield Leg(destination, post, problems, destination.office_id == self.office.pk)

    def quoted_facts(self) -> dict[int, dict[str, str]]:
        """What placeholders stand for, by office: its page shows more of them than its posts do."""
        keys = find(json.dumps(to_data(self.content), ensure_ascii=False))
        return {
            office: {key: sheet.get(key, "") for key in keys}
            for office, sheet in self._sheets.items()
        }

    @property
    def options(self) -> dict[str, Any]:
        return {name: wish["options"] for name, wish in self.texts.items() if wish.get("options")}

    def stated(self, legs: Collection[Leg]) -> Stated:
        reached = {leg.destination.office for leg in legs if leg.post and not leg.blocked}
        written = [wish.get("text", "") for wish in self.texts.values()]
        alone = [own.get("text", "") for own in self.own_words.values()]
        texts = quoting(self.content, [*written, *alone])
        if any(_is_heard(leg.destination.channel) for leg in legs):
            texts.append(closing_in(self.content.language))
        offices = sorted(reached | {self.office}, key=lambda office: office.code)
        return stated_by(offices, texts, self._sheets)

    def _compose(
        self, destination: Destination, own_words: Mapping[str, str], facts: dict[str, str]
    ) -> tuple[Post | None, tuple[Problem, ...]]:
        channel = registry.channel_class(destination.channel)({})
        wish = self.texts.get(registry.words_of(destination.channel), {})
        office = destination.office
        text = own_words.get("text", "")
        written = naming(text or wish.get("text", ""), name_in(office, self.content.language))
        content = replace(self.content, edited_text=written, options=wish.get("options", {}))
        own = office.pk == self.office.pk
        corrections = (*content.corrections, *self.noted.get(office.pk, ()))
        try:
            local = localise(content, office=office, facts=facts, own_office=own)
            script = None
            if channel.capabilities.heard:
                script = self.booth.script(
                    content,
                    office=office,
                    facts=facts,
                    own_office=own,
                    corrections=corrections,
                )
        except MissingFact as error:
            return None, self._missing(destination, error)
        drawn = self._drawn(destination.office, facts, local, channel.capabilities.pieces)
        of_piece = [problem for form in drawn.values() for problem in form.problems]
        pictures = {name: form.picture for name, form in drawn.items() if form.picture}
        post = channel.compose(
            replace(local, piece=pictures, corrections=corrections, script=script)
        )
        found = [*of_piece, *_of_text(content.edited_text, channel.problems(post))]
        if script and is_behind(own_words if text else wish, self.content):
            found.append(behind(at_a_place=bool(text)))
        return post, tuple(found)

    def _drawn(
        self, office: Office, facts: Mapping[str, str], local: Content, forms: Iterable[str]
    ) -> dict[str, Drawn]:
        """The forms that the channel shows; an office that has any also gets its own paper."""
        wanted = tuple(forms)
        if wanted:
            self.workshop.draw(office, facts, local.url, OFFICE_FORMS)
        return self.workshop.draw(office, facts, local.url, wanted)

    def piece_problems(self) -> Iterable[Problem]:
        """Of the own office's drawings that no destination of its shows."""
        shown = {problem for leg in self._made.values() for problem in leg[1]}
        return (one for one in self.workshop.problems_of(self.office) if one not in shown)

    def _missing(self, destination: Destination, error: MissingFact) -> tuple[Problem, ...]:
        lacked = self.lacking.setdefault(destination.office.code, [])
        lacked += [key for key in error.keys if key not in lacked]
        found = lacks(destination.office, error.keys, known=self._known_keys)
        return tuple(Problem(MISSING_FACT, one.message, brief=one.brief) for one in found)

    @cached_property
    def _known_keys(self) -> list[str]:
        return known_keys()


def _is_heard(channel: str) -> bool:
    return registry.channel_class(channel).capabilities.heard


def _of_text(written: str, problems: Iterable[Problem]) -> Iterable[Problem]:
    """What is wrong with the placeholders of an editor's own text is told instead of that it is."""
    troubles = [Problem("placeholder", one) for one in troubles_of(written, html=False)]
    yield from troubles
    yield from (one for one in problems if not (troubles and one.code == "placeholder"))


def _with_what_stays(out: Mapping[int, Out], legs: Iterable[Leg]) -> Iterable[Leg]:
    """Where the item is out already, also what editing in place will not change there."""
    first = first_posts(out)
    for leg in legs:
        old = first.get(leg.destination.pk)
        if leg.post is None or old is None:
            yield leg
            continue
        channel = registry.channel_class(leg.destination.channel)({})
        yield replace(leg, problems=(*leg.problems, *channel.revisable(old, leg.post)))
