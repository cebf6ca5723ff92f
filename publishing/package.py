"""The package: what an approver sees and signs, and what the hand-over then freezes.

`assemble` composes every variant from a revision; its fingerprint covers contents only (revision,
facts, checksums and crops of media, settings of destinations, every post), never ids, so that
whatever changes after the approval changes the hash. Its number of queries does not grow with the
number of destinations.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.models import Revision

from cms.editions import draft_of
from cms.fact_sheets import sheets_for
from cms.missing_facts import known_keys, lacks
from cms.models import ItemPage, Office
from cms.placeholders import MissingFact, find
from media_assets.models import Picture as LibraryPicture
from media_assets.models import Recording

from . import registry
from .channel import Content, Picture, Post, Problem
from .content import base_content, localise, to_data
from .disclosure import Disclosed, Findings, findings, still_open
from .media_rights import rights_problems
from .models import Destination, Package
from .picture_sizes import size_problems
from .pieces.forms import OFFICE_FORMS, Drawn, Workshop
from .proposal import chosen_destinations
from .recordings import recording_line, recording_problems
from .release_plan import Out, first_posts, whats_out
from .shown_media import Media, media_in_place, media_of
from .translated import translation_problems
from .written import written_in


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

    @cached_property
    def searched(self) -> Findings:
        """Numbers of persons and stamps of secrecy. They keep it from its release."""
        posts = [
            (str(registry.channel_class(leg.destination.channel).label), leg.post)
            for leg in self.legs
            if leg.post
        ]
        return findings(self.page, self.written, posts)

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


def assemble(page: ItemPage, revision: Revision, draft: ItemPage | None = None) -> Assembly:
    """Compose every variant of the package as `revision` has it. Writes no row.

    `draft`: `draft_of` them, where a screen shows the same.
    """
    draft = draft or draft_of(page, revision)
    package = Package.objects.filter(page_id=page.pk).prefetch_related("legs").first()
    out = whats_out(work=draft.edition.work, language=draft.locale.language_code)
    destinations = chosen_destinations(draft, package, out)
    composer = _Composer(draft, revision, package)
    legs = tuple(_with_what_stays(out, composer.legs(destinations)))
    go_live_at = package.go_live_at if package else None
    urgent = bool(package and package.urgent)
    page_hash = _page_hash(draft, revision, composer.content, file_title(draft))
    of_piece, pieces = tuple(composer.piece_problems()), composer.workshop.released()
    of_media = rights_problems(draft, go_live_at)
    of_sizes = size_problems(draft, [one.channel for one in destinations])
    return Assembly(
        page=draft,
        content=composer.content,
        legs=legs,
        go_live_at=go_live_at,
        page_hash=page_hash,
        fingerprint=_fingerprint(
            page_hash, composer.quoted_facts(), legs, go_live_at, urgent, pieces
        ),
        problems=(
            *_item_problems(draft),
            *recording_problems(draft),
            *of_media,
            *of_piece,
            *of_sizes,
            *translation_problems(page, revision),
        ),
        urgent=urgent,
        pieces=pieces,
        shown=tuple(media_of(draft)),
        undrawn=tuple(composer.workshop.undrawn()),
        written=written_in(revision),
    )


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
    return _page_hash(draft, revision, content, title)


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


class _Composer:
    def __init__(self, page: ItemPage, revision: Revision, package: Package | None) -> None:
        self.content = base_content(page, revision_id=revision.pk)
        self.office = page.edition.office
        self.texts: dict[str, Any] = package.texts if package else {}
        self.own_texts = (
            {leg.destination_id: leg.text for leg in package.legs.all()} if package else {}
        )
        self.workshop = Workshop(page)
        self._sheets: dict[int, dict[str, str]] = {}
        self._made: dict[tuple[str, int, str], tuple[Post | None, tuple[Problem, ...]]] = {}

    def legs(self, destinations: Iterable[Destination]) -> Iterable[Leg]:
        listed = list(destinations)
        self._sheets = sheets_for({d.office for d in listed} | {self.office})
        for destination in listed:
            text = self.own_texts.get(destination.pk, "")
            key = (destination.channel, destination.office_id, text)
            if key not in self._made:
                self._made[key] = self._compose(
                    destination, text, self._sheets[destination.office_id]
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

    def _compose(
        self, destination: Destination, text: str, facts: dict[str, str]
    ) -> tuple[Post | None, tuple[Problem, ...]]:
        channel = registry.channel_class(destination.channel)({})
        wish = self.texts.get(destination.channel, {})
        content = replace(
            self.content,
            edited_text=text or wish.get("text", ""),
            options=wish.get("options", {}),
        )
        own = destination.office_id == self.office.pk
        try:
            local = localise(content, office=destination.office, facts=facts, own_office=own)
        except MissingFact as error:
            return None, self._missing(destination, error)
        drawn = self._drawn(destination.office, facts, local, channel.capabilities.pieces)
        of_piece = [problem for form in drawn.values() for problem in form.problems]
        pictures = {name: form.picture for name, form in drawn.items() if form.picture}
        post = channel.compose(replace(local, piece=pictures))
        return post, (*of_piece, *channel.problems(post))

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
        found = lacks(destination.office, error.keys, known=self._known_keys)
        return tuple(Problem("missing_fact", one.message, brief=one.brief) for one in found)

    @cached_property
    def _known_keys(self) -> list[str]:
        return known_keys()


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


def _item_problems(page: ItemPage) -> Iterable[Problem]:
    if not page.lead.strip():
        yield Problem("no_lead", gettext_lazy("Write a lead: posts and lists begin with it."))
    if page.work_kind == "infographic" and not len(page.piece):
        yield Problem("no_piece", gettext_lazy("The infographic has no content yet."))
    if not len(page.body) and page.work_kind == "article":
        yield Problem("no_body", gettext_lazy("The item has no text yet."))
    if page.cover and not page.cover_alt.strip():
        yield Problem("no_cover_alt", gettext_lazy("Say what the cover picture shows."))
    if page.valid_until and page.valid_until < timezone.localdate():
        yield Problem("expired", gettext_lazy("Its last day of validity is over. Change that day."))


def _page_hash(page: ItemPage, revision: Revision, content: Content, title: str) -> str:
    """`title`: of the page's own file; pages without one have the hash that they always had."""
    covered = {
        "revision": written_in(revision),
        "content": to_data(replace(content, marker="")),
        "media": sorted(_media(page)),
    }
    return _hash_of(covered | ({"file_title": title} if title else {}))


def _fingerprint(
    page_hash: str,
    facts: Mapping[int, Mapping[str, str]],
    legs: Iterable[Leg],
    go_live_at: datetime | None,
    urgent: bool,
    pieces: Mapping[str, Any],
) -> str:
    covered: dict[str, Any] = {
        "page": page_hash,
        "facts": facts,
        "go_live_at": go_live_at.isoformat() if go_live_at else None,
        "legs": sorted(_leg_lines(legs)),
    }
    # Only where there is any: what was in review when these came keeps its fingerprint.
    more = {"urgent": urgent, "pieces": pieces}
    return _hash_of(covered | {name: value for name, value in more.items() if value})


def _hash_of(covered: Mapping[str, Any]) -> str:
    text = json.dumps(covered, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()


def _media(page: ItemPage) -> Iterable[str]:
    """Checksum and crop of every picture and file that the revision shows, as often as it does."""
    for media in media_in_place(page):
        yield _media_line(media)


def _media_line(media: Media) -> str:
    if isinstance(media, LibraryPicture):
        return _picture_line(media)
    return recording_line(media) if isinstance(media, Recording) else media.sha256


def _picture_line(picture: LibraryPicture) -> str:
    shown = f"{picture.sha256} {picture.get_focal_point()} {picture.caption} {picture.credit}"
    # Only where there is any: what was approved before that could be done keeps its hash.
    return " ".join(filter(None, [shown, picture.crops_key, picture.made_by_ai]))


def _leg_lines(legs: Iterable[Leg]) -> Iterable[str]:
    for leg in legs:
        settings = json.dumps(leg.destination.config, sort_keys=True, ensure_ascii=False)
        made = _post_hash(leg.post) if leg.post else ",".join(p.code for p in leg.problems)
        yield f"{leg.destination.uuid} {leg.destination.name} {settings} {made}"


def _post_hash(post: Post) -> str:
    """Without the revision marker, which is made of an id."""
    return replace(post, extra={k: v for k, v in post.extra.items() if k != "marker"}).hash
