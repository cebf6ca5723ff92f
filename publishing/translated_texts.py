"""The package of a translated page beside what was approved as its translation."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wagtail.models import Page

from translations.errors import NotReady
from translations.models import TranslationRequest
from translations.sources import translated_all
from translations.taken import source_revision

from .models import Destination
from .package_texts import PREFIX, PackageText, texts_at


@dataclass(frozen=True)
class Line:
    """A text of the package: as translated, as it is, and as it was filled in last.

    `key` is a channel or, for the text of one destination, its uuid. `why` says what is missing
    where there is no approved translation.
    """

    key: str
    channel: str
    label: str
    translated: str
    now: str
    filled: str
    why: str = ""
    is_of_a_place: bool = False

    @property
    def is_own(self) -> bool:
        """An editor wrote it here, or took out what was filled in."""
        return not same(self.now, self.filled) and not self.is_right

    @property
    def is_right(self) -> bool:
        return not self.why and same(self.now, self.translated)


def same(one: str, other: str) -> bool:
    """Forms send other line ends than what was filled in."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def lines_of(
    request: TranslationRequest,
    texts_now: Iterable[PackageText],
    filled: Mapping[str, Mapping[str, str]],
    places: Collection[Destination],
) -> list[Line]:
    """Of the source's texts; those of one destination where the language has one like it.

    `texts_now`: of the translated page's package; `filled`: as `Package.filled`. A fixed number of
    queries. `request.page` must stand.
    """
    source: Page = request.page
    texts = texts_at(source, source_revision(source))
    if not texts:
        return []
    wanted = {one.name: one.text for one in texts}
    words = translated_all(request=request, prefix=PREFIX, texts=wanted)
    now = {one.key: one.text for one in texts_now}
    found = [
        _line(one, one.channel, words[one.name], now, filled.get("texts", {}))
        for one in texts
        if not one.place
    ]
    for one, place in _counterparts(texts, places):
        key = str(place.uuid)
        found.append(_line(one, key, words[one.name], now, filled.get("legs", {}), place.name))
    return found


def _line(
    one: PackageText,
    key: str,
    words: str | NotReady,
    now: Mapping[str, str],
    filled: Mapping[str, str],
    place: str = "",
) -> Line:
    ready = isinstance(words, str)
    return Line(
        key=key,
        channel=one.channel,
        label=place or one.label,
        translated=words if isinstance(words, str) else "",
        now=now.get(key, ""),
        filled=filled.get(key, ""),
        why="" if ready else str(words),
        is_of_a_place=bool(place),
    )


def _counterparts(
    texts: Collection[PackageText], places: Collection[Destination]
) -> Iterator[tuple[PackageText, Destination]]:
    """A text for one destination is said at the same office's on the same channel, if it is one."""
    own = {one.place: one for one in texts if one.place}
    if not own:
        return
    known: dict[tuple[int, str], list[PackageText]] = {}
    for uuid, office, channel in Destination.objects.filter(uuid__in=own).values_list(
        "uuid", "office_id", "channel"
    ):
        known.setdefault((office, channel), []).append(own[str(uuid)])
    for place in places:
        found = known.get((place.office_id, place.channel), [])
        if len(found) == 1:
            yield found[0], place
