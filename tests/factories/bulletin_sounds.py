"""Bulletins that are spoken: scripts, sounds that were made, and who reads them."""

import io
import math
import struct
import wave
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cms.models import Office, User
from publishing.models import BulletinSound, Delivery, MachineVoiceChoice
from publishing.script.model import Paragraph, Piece, Role, Script, Sentence, script_in
from publishing.services.bulletin_sounds import bring_reading, hear_reading
from publishing.voices import making
from publishing.voices.words import words_hash
from tests.factories.voices import make_take

NOTICE = (
    "Kính thưa bà con, sau đây là bản tin của bảo hiểm xã hội.",
    "Từ ngày một tháng bảy, mức hỗ trợ đóng tăng thêm năm phần trăm. Bà con hãy đến đại lý thu.",
    "Cảm ơn bà con đã lắng nghe.",
)


def make_script(*paragraphs: str, language: str = "vi", profile: str = "north") -> Script:
    """Sentences end with a full stop."""
    made = (_paragraph(text) for text in paragraphs or NOTICE)
    return Script(language, tuple(made), profile)


def _paragraph(text: str) -> Paragraph:
    parts = [f"{part.strip().rstrip('.')}." for part in text.split(". ") if part.strip()]
    return Paragraph(Role.TEXT, tuple(Sentence((Piece(part, part),)) for part in parts))


def make_wav(seconds: float = 2.0, loud: float = 0.3, rate: int = 22050) -> bytes:
    """A tone of 440 Hz."""
    turn = 2 * math.pi * 440 / rate
    values = (int(32767 * loud * math.sin(turn * n)) for n in range(int(seconds * rate)))
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", value) for value in values))
    return made.getvalue()


def make_reading(delivery: Delivery, user: User, **changes: Any) -> BulletinSound:
    """Brought and made; nobody heard it yet."""
    assert delivery.variant is not None
    post = delivery.variant.post
    given = {
        "user": user,
        "release": delivery.release,
        "post": post,
        "recording": make_take(make_wav(), "doc.wav"),
        "reader_name": "Lò Thị Mai",
        "consent_until": timezone.localdate() + timedelta(days=100),
        "seen": words_hash(said_by(delivery)),
    }
    sound = bring_reading(**{**given, **changes})
    return finished(sound)


def said_by(delivery: Delivery) -> Script:
    assert delivery.variant is not None
    return script_in(delivery.variant.post.data)


def finished(sound: BulletinSound) -> BulletinSound:
    """After the worker had its turn."""
    sound.refresh_from_db()
    making.work_at(sound.pk, sound.turn)
    sound.refresh_from_db()
    return sound


def make_heard_reading(delivery: Delivery, user: User, listener: User) -> BulletinSound:
    sound = make_reading(delivery, user)
    hear_reading(user=listener, sound=sound, is_right=True)
    return sound


def let_out(office: Office, *, goes_out: bool = True, says_label: bool = False) -> None:
    """As its leader chose."""
    MachineVoiceChoice.objects.create(
        office=office,
        goes_out=goes_out,
        says_label=says_label,
        user_name="Lãnh đạo",
        at=timezone.now(),
        reason="Xã chưa có phát thanh viên",
    )
