"""What may be heard of a bulletin: found by the words that were approved, and by nothing else.

`sounds_for(delivery)` is all that lists, bundles and pushes need to know.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from slugify import slugify

from cms.approval.steps import line_of
from cms.models import Office
from media_assets.models import Licence, MadeByAI, PersonRecorded

from ..models import BulletinSound, Delivery, SoundFile
from ..script.model import script_in
from .choices import goes_out_at
from .labels import seen_label
from .profiles import LIGHT, PROFILES
from .words import words_hash

LONGEST_NAME = 60


@dataclass(frozen=True)
class NamedSound:
    """`name` is of ASCII; `label` says who reads, and stands wherever it is played."""

    name: str
    file: SoundFile
    label: str
    is_machine: bool
    seconds: float

    @property
    def profile(self) -> str:
        return self.file.profile

    @property
    def is_light(self) -> bool:
        return self.profile == LIGHT

    @property
    def media_type(self) -> str:
        return PROFILES[self.profile].media_type

    @property
    def sha256(self) -> str:
        return str(self.file.sha256)

    @property
    def size(self) -> int:
        return self.file.size

    def opened(self) -> BinaryIO:
        """Raises FileNotFoundError."""
        stored: Any = self.file.file
        return cast(BinaryIO, stored.storage.stream(stored.name))


def sounds_for(delivery: Delivery) -> list[NamedSound]:
    """Files of the one sound of exactly what this delivery says, the lightest first; empty: none."""
    if delivery.variant is None:
        return []
    post: Mapping[str, Any] = delivery.variant.post.data
    sound = sound_of(post, delivery.release.office, delivery.destination.office)
    return named(sound) if sound is not None else []


def sound_of(post: Mapping[str, Any], issuer: Office, place: Office) -> BulletinSound | None:
    """A person's before a machine's, the nearest office's before others, the newest of those."""
    said = words_hash(script_in(post))
    line = [office.pk for office in line_of(place)]
    near = list(dict.fromkeys([*line, issuer.pk]))
    read = list(approved(BulletinSound.objects.filter(text_hash=said, office__in=near)))
    if read:
        return min(read, key=lambda one: (near.index(one.office_id), -one.pk))
    choice = goes_out_at(place)
    if choice is None:
        return None
    machine = BulletinSound.objects.filter(
        text_hash=said,
        office=issuer,
        kind=BulletinSound.Kind.MACHINE,
        state=BulletinSound.State.READY,
        says_label=choice.says_label,
    )
    return machine.select_related("office").order_by("pk").last()


def approved(sounds: QuerySet[BulletinSound]) -> QuerySet[BulletinSound]:
    """Read by a person who agrees to it still, heard by a second, and there unchanged.

    What the library says since counts too: that nobody may use it, or that no person speaks in it.
    """
    today = timezone.localdate()
    consents = Q(consent_until=None) | Q(consent_until__gte=today)
    over = PersonRecorded.objects.filter(
        recording=OuterRef("recording"),
        recording__nobody_recognisable=False,
        basis=PersonRecorded.Basis.CONSENT,
        consent_until__lt=today,
    )
    unusable = Q(recording__made_by_ai=MadeByAI.MADE) | Q(recording__licence=Licence.UNKNOWN)
    return (
        sounds.exclude(unusable)
        .exclude(Exists(over))
        .filter(
            consents,
            kind=BulletinSound.Kind.PERSON,
            state=BulletinSound.State.READY,
            hearing__is_right=True,
            recording__sha256=F("recording_sha256"),
        )
        .select_related("office")
    )


def named(sound: BulletinSound) -> list[NamedSound]:
    order = list(PROFILES)
    files: Iterable[SoundFile] = sorted(sound.files.all(), key=lambda one: order.index(one.profile))
    label = seen_label(sound)
    return [
        NamedSound(_name(sound, one.profile), one, label, sound.is_machine, sound.seconds)
        for one in files
    ]


def _name(sound: BulletinSound, profile: str) -> str:
    words = slugify(sound.title, max_length=LONGEST_NAME, word_boundary=True) or "ban-tin"
    light = "-nhe" if profile == LIGHT else ""
    machine = "-giong-may" if sound.is_machine else ""
    return f"{words}{machine}{light}.{PROFILES[profile].ending}"
