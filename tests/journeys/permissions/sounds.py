"""Sounds of a commune's bulletin: a machine's draft, a reading that waits, and one that is played."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import Office, User
from publishing.models import BulletinSound, Delivery, SoundFile, SoundHearing
from publishing.voices.deliverable import sounds_for
from publishing.voices.words import words_hash
from tests.factories.bulletin_sounds import said_by
from tests.factories.library import make_sound


def make_sounds(office: Office, bulletin: Delivery, author: User) -> dict[str, Any]:
    """The author brought both readings; nothing is encoded, so that a world is made quickly."""
    script = said_by(bulletin)
    recording = make_sound("Giong doc cua xa", collection=office.collection)
    common = {
        "text_hash": words_hash(script),
        "language": "vi",
        "office": office,
        "title": "Bản tin của xã",
        "script": script.to_data(),
        "state": BulletinSound.State.READY,
        "ordered_by": author,
        "ordered_by_name": str(author),
    }
    read = {
        **common,
        "kind": BulletinSound.Kind.PERSON,
        "provider": "people",
        "recording": recording,
        "recording_sha256": recording.sha256,
        "reader_name": "Sùng A Páo",
        "consent_until": date(2199, 1, 1),
    }
    draft = BulletinSound.objects.create(**common, kind="machine", provider="silent", voice="x")
    waiting, played = (BulletinSound.objects.create(**read) for _n in range(2))
    SoundHearing.objects.create(
        sound=played, is_right=True, user_name="Người nghe", at=timezone.now()
    )
    for sound in (draft, waiting, played):
        data = ContentFile(b"ID3 " + str(sound.pk).encode(), "light.mp3")
        SoundFile.objects.create(sound=sound, profile="light", file=data, size=5)
    assert bulletin.variant is not None
    return {
        "draft sound": draft.pk,
        "waiting sound": waiting.pk,
        "bulletin sound": sounds_for(bulletin)[0].name,
        "bulletin release": bulletin.release_id,
        "bulletin post": bulletin.variant.post_id,
    }
