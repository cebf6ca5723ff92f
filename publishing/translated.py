"""Translated pages in a package: what keeps them back."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from cms.editions import draft_of
from cms.languages import BY_CODE, INTERFACE
from cms.models import Edition
from translations.gate import hindrances
from translations.models import TranslationRequest

from .channel import Problem
from .disclosure import UNREVIEWED, Disclosed
from .models import Destination, Package, Release
from .package_texts import PackageText, texts_of
from .proposal import chosen_destinations
from .registry import words_of
from .translated_texts import Line, lines_of

EXCERPT = 80  # letters


def translation_problems(
    page: Page, revision: Revision, destinations: Collection[Destination] | None = None
) -> Iterable[Problem]:
    """No query for a page in Vietnamese or English that is no translation.

    Words that nobody reviewed are `Unreviewed`: an approver decides on them. `destinations`: all that
    the revision goes to, also unticked ones where the page is out already, if they are known.
    """
    if page.edition.kind != Edition.Kind.TRANSLATION:
        return _by_hand(page)
    if (request := _request(page)) is None:
        return [*_of_page(page, revision), *_by_hand(page)]
    return [*_of_page(page, revision), *_of_texts(page, revision, request, destinations)]


def behind_at_release(page: Page, release: Release) -> Iterator[Problem]:
    """What by now is not what its source says: the page, and the posts as they were approved."""
    if page.edition.kind != Edition.Kind.TRANSLATION or release.revision is None:
        return
    yield from (one for one in _of_page(page, release.revision) if one.blocking)
    request = _request(page)
    if request is None:
        return
    places = Destination.objects.filter(variants__release=release).distinct()
    frozen = [PackageText(**one) for one in release.content.get("package_texts") or ()]
    let_pass = set(release.content.get("own_texts") or ())
    for line in _wanted(lines_of(request, frozen, {}, list(places)), places):
        if line.key not in let_pass:
            yield from _behind(line)


def own_texts(problems: Iterable[Problem]) -> list[str]:
    """Keys of the texts that an editor of the page answers for, for the record of the release."""
    return sorted(one.key for one in problems if isinstance(one, Emptied | Unreviewed))


@dataclass(frozen=True)
class Emptied(Problem):
    """`key` as of a `PackageText`."""

    key: str = ""


@dataclass(frozen=True)
class Unreviewed(Disclosed):
    """Words in the language that are no approved translation."""

    key: str = ""


def _of_page(page: Page, revision: Revision) -> Iterator[Problem]:
    for one in hindrances(page, revision):
        yield Problem(f"translation_{one.code}", one.message, blocking=one.blocking)


def _by_hand(page: Page) -> list[Problem]:
    """Where few can read what somebody wrote in the language itself, or changed in a local copy.

    In English its approvers read it.
    """
    language = BY_CODE.get(page.locale.language_code)
    if language is None or language.code in INTERFACE:
        return []
    if TranslationRequest.objects.filter(translated_page=page.pk).exists():
        return []  # its source was deleted: `hindrances` says so
    message = _(
        "This page was written in %(language)s here, so no language reviewer approved it. Write it in"
        " Vietnamese and have it translated."
    )
    return [
        Unreviewed(
            code=f"disclosed_{UNREVIEWED}",
            message=message % {"language": language.name_in_text},
            kind=UNREVIEWED,
            excerpt=page.title[:EXCERPT],
            places=(_("the page"),),
            page_id=page.pk,
            value="page",
            key="page",
        )
    ]


def _of_texts(
    page: Page,
    revision: Revision,
    request: TranslationRequest,
    destinations: Collection[Destination] | None,
) -> Iterator[Problem]:
    """Posts and bulletins that the source's editor wrote, where the language has a place for them;
    and what somebody wrote here."""
    package = Package.objects.filter(page_id=page.pk).first()
    places = destinations
    if places is None:
        places = chosen_destinations(draft_of(page.specific, revision), package)
    texts = texts_of(package)
    lines = _wanted(lines_of(request, texts, package.filled if package else {}, places), places)
    for line in lines:
        yield from _of_line(line)
    known = {line.key for line in lines if not line.is_own}
    for text in texts:
        if text.key not in known and _is_sent(text, places):
            yield _unreviewed(page, text)


def _request(page: Page) -> TranslationRequest | None:
    asked = TranslationRequest.objects.filter(translated_page=page.pk, page__isnull=False)
    return asked.select_related("page").first()


def _wanted(lines: Iterable[Line], places: Iterable[Destination]) -> list[Line]:
    channels = {words_of(place.channel) for place in places}
    return [line for line in lines if line.channel in channels]


def _is_sent(text: PackageText, places: Iterable[Destination]) -> bool:
    if text.place:
        return any(str(place.uuid) == text.place for place in places)
    return any(words_of(place.channel) == text.channel for place in places)


def _unreviewed(page: Page, text: PackageText) -> Unreviewed:
    """Of a page that was translated, so its readers would take it for a translation."""
    excerpt = " ".join(text.text.split())
    if len(excerpt) > EXCERPT:
        excerpt = f"{excerpt[:EXCERPT]}…"
    message = _(
        "The text for %(place)s was written here, and no language reviewer approved it: “%(excerpt)s”."
        " Translate it with the item, or empty it."
    )
    return Unreviewed(
        code=f"disclosed_{UNREVIEWED}",
        message=message % {"place": text.label, "excerpt": excerpt},
        kind=UNREVIEWED,
        excerpt=excerpt,
        places=(text.label,),
        page_id=page.pk,
        value=f"{text.key}\0{text.text}",
        key=text.key,
    )


def _of_line(line: Line) -> Iterator[Problem]:
    """Of words that somebody wrote here, `_unreviewed` speaks."""
    if not line.is_own:
        yield from _behind(line)
    elif not line.now:
        message = _(
            "The text for %(place)s was emptied here: its post is made of the title and text of the"
            " page."
        )
        told = message % {"place": line.label}
        yield Emptied("translation_text_emptied", told, blocking=False, key=line.key)


def _behind(line: Line) -> Iterator[Problem]:
    if line.why:
        message = _(
            "The text for %(place)s is not translated yet (%(why)s) Translate it and build the page"
            " again, or write one for this language in its package."
        )
        yield Problem("translation_text_missing", message % {"place": line.label, "why": line.why})
    elif not line.is_right:
        message = _(
            "The text for %(place)s is not the approved translation any more. Build the page again."
        )
        yield Problem("translation_text_behind", message % {"place": line.label})
