"""Released bulletins with their sounds, as an office's people see them. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from cms.models import User
from cms.visibility import offices_of
from media_assets.models import Recording
from translations.models import SpokenVersion

from ..models import BulletinSound, Release, StoredPost, Variant
from ..script.model import Script, script_in
from .ordering import heard_channels
from .words import words_hash

MOST_OFFERED = 50
CURRENT = (Release.State.SCHEDULED, Release.State.IN_FORCE)


@dataclass(frozen=True)
class Spoken:
    """A bulletin of a release: its words, and the sounds that say exactly these."""

    release: Release
    post: StoredPost
    sounds: list[BulletinSound]
    places: int = 0  # loudspeakers that get it
    office: str = ""  # of one of these

    @property
    def script(self) -> Script:
        return script_in(self.post.data)

    @property
    def approved(self) -> list[BulletinSound]:
        return [one for one in self.readings if hearing_of(one) == "right"]

    @property
    def waiting(self) -> list[BulletinSound]:
        return [one for one in self.readings if hearing_of(one) == "waiting"]

    @property
    def readings(self) -> list[BulletinSound]:
        return [one for one in self.sounds if not one.is_machine]


def hearing_of(sound: BulletinSound) -> str:
    """How far a person's recording is; empty of a machine's."""
    if sound.is_machine:
        return ""
    heard = getattr(sound, "hearing", None)
    if sound.recording is None or sound.recording.sha256 != sound.recording_sha256:
        return "lost"
    if heard is None:
        return "waiting" if sound.state == BulletinSound.State.READY else sound.state
    return "right" if heard.is_right else "refused"


def pairs_for(user: User) -> QuerySet[Variant, Any]:
    """Release and post of bulletins that concern this person's offices, each once, newest first; how
    many loudspeakers get it, and the office of one."""
    mine = offices_of(user)
    theirs = Q(release__office__in=mine) | Q(destination__office__in=mine)
    current = Variant.objects.filter(
        theirs, destination__channel__in=heard_channels(), release__state__in=CURRENT
    )
    told = {"places": Count("destination"), "office_name": Min("destination__office__name")}
    return current.order_by("-release", "post").values_list("release", "post").annotate(**told)


def spoken(rows: Iterable[tuple[int, str, int, str]]) -> list[Spoken]:
    """Of rows of `pairs_for`, in their order; a fixed number of queries."""
    listed = list(rows)
    releases = Release.objects.select_related("office").in_bulk([row[0] for row in listed])
    posts = StoredPost.objects.in_bulk([row[1] for row in listed])
    hashes = {key: words_hash(script_in(post.data)) for key, post in posts.items()}
    sounds: dict[str, list[BulletinSound]] = {}
    said = BulletinSound.objects.filter(text_hash__in=set(hashes.values()))
    for one in said.select_related("office", "recording", "hearing").order_by("-pk"):
        sounds.setdefault(one.text_hash, []).append(one)
    return [
        Spoken(releases[release], posts[post], sounds.get(hashes[post], []), places, office)
        for release, post, places, office in listed
    ]


def offered_recordings(
    user: User, language: str, voice: SpokenVersion | None = None
) -> QuerySet[Recording]:
    """Sounds of the library in this language that the user's offices keep, the newest first; and `voice`."""
    collections = offices_of(user).values("collection")
    found = Recording.objects.filter(
        kind=Recording.Kind.SOUND, language=language, superseded=False, collection__in=collections
    )
    newest = found.order_by("-pk").values_list("pk", flat=True)[:MOST_OFFERED]
    offered = [*newest, *([voice.recording_id] if voice and voice.recording_id else [])]
    return Recording.objects.filter(pk__in=offered).order_by("-pk")
