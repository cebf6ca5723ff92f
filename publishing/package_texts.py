"""What an editor wrote for a channel or a single destination: translated with the item.

A text belongs to the revision that it was approved with: a release keeps the texts of its package.
Those of a draft are what the package says now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils.translation import override
from wagtail.models import Page, Revision

from cms.models import Office
from translations import sources
from translations.segments import Extracted

from . import registry
from .models import Destination, Package, PackageLeg, Release

PREFIX = "package"
_LEG = "leg."


@dataclass(frozen=True)
class PackageText:
    """`name` is the channel's, or says for which destination it is written: `leg.`, its channel, the
    number of its office, its uuid."""

    name: str
    channel: str
    label: str
    text: str

    @property
    def place(self) -> str:
        """The uuid of its destination; empty if it is its channel's."""
        return self.name.rpartition(".")[2] if self.name.startswith(_LEG) else ""

    @property
    def key(self) -> str:
        return self.place or self.channel


def texts_of(package: Package | None) -> list[PackageText]:
    """As it is now; at most one query more."""
    if package is None:
        return []
    with override(settings.LANGUAGE_CODE):  # a label is part of what translators are given
        return [*_of_channels(package), *_of_places(package)]


def texts_at(page: Page, revision: Revision | None) -> list[PackageText]:
    """As they were approved with this revision, or are being prepared. At most three queries."""
    releases = Release.objects.filter(page=page.pk, revision=revision.pk if revision else None)
    good = releases.versions().exclude(state=Release.State.CANCELLED)
    approved = good.order_by("-pk").values_list("content__package_texts", flat=True)[:1]
    for kept in approved if revision else ():
        return [PackageText(**one) for one in kept or []]
    return texts_of(Package.objects.filter(page=page.pk).first())


def to_keep(texts: Iterable[PackageText]) -> list[dict[str, str]]:
    """For the release's record; read back by `texts_at`."""
    return [asdict(one) for one in texts]


def segments_at(page: Page, revision: Revision) -> Iterator[Extracted]:
    """What `translations.sources` asks for."""
    for one in texts_at(page, revision):
        channel = registry.channels().get(one.channel)
        longest = channel.capabilities.text_limit if channel else None
        yield from sources.plain_text(PREFIX, one.name, one.label, one.text, longest)


def asked(language: F | Value, slot: str, office: str) -> Exists:
    """Whether the language has a place on the channel of the text: as `translations.sources` asks."""
    of_channel = _of_words()
    of_leg = Concat(
        Value(f"{PREFIX}:{_LEG}"), "channel", Value("."), Cast("office_id", CharField()), Value(".")
    )
    places = Destination.objects.active().annotate(
        wanted=ExpressionWrapper(OuterRef(slot), CharField()),
        of_channel=of_channel,
        of_leg=of_leg,
    )
    here = Q(office=OuterRef(office)) | Q(office__parent=OuterRef(office))
    centre = Office.objects.filter(pk=OuterRef(OuterRef(office)), level=Office.Level.CENTRE)
    return Exists(
        places.filter(language=_one_further_out(language))
        .filter(Q(wanted=F("of_channel")) | Q(wanted__startswith=F("of_leg")))
        .filter(here | Q(Exists(centre)))
    )


def _of_words() -> Case:
    """The name of the text that serves a place: mostly its own channel's."""
    shared = [
        When(channel=name, then=Value(f"{PREFIX}:{channel.words_of}"))
        for name, channel in registry.channels().items()
        if channel.words_of and channel.words_of != name
    ]
    own = Concat(Value(f"{PREFIX}:"), "channel", output_field=CharField())
    return Case(*shared, default=own, output_field=CharField())


def _one_further_out(expression: F | Value) -> F | Value:
    if isinstance(expression, OuterRef):
        return OuterRef(expression)
    return OuterRef(expression.name) if isinstance(expression, F) else expression  # type: ignore[attr-defined]  # not in the stubs


def _of_channels(package: Package) -> Iterator[PackageText]:
    for name, channel in registry.channels().items():
        if text := package.texts.get(name, {}).get("text", ""):
            yield PackageText(name, name, str(channel.label), text)


def _of_places(package: Package) -> Iterator[PackageText]:
    written = [leg.pk for leg in package.legs.all() if leg.text]
    legs = PackageLeg.objects.filter(pk__in=written)
    for leg in legs.select_related("destination").order_by("destination") if written else ():
        place = leg.destination
        if place.channel in registry.channels():
            label = f"{place.channel_label} – {place.name}"
            name = f"{_LEG}{place.channel}.{place.office_id}.{place.uuid}"
            yield PackageText(name, place.channel, label, leg.text)
