"""The files that are made of one sound. Which of them: settings.LOA_SOUND_PROFILES.

Knows no Django: the process that encodes imports it too.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """`bit_rate` in bits a second, constant; None where nothing is compressed."""

    name: str
    ending: str
    media_type: str
    codec: str
    rate: int
    bit_rate: int | None
    samples: str  # of the codec


LIGHT, STANDARD, STUDIO = "light", "standard", "wav"
PROFILES = {
    one.name: one
    for one in (
        Profile(LIGHT, "mp3", "audio/mpeg", "libmp3lame", 22_050, 64_000, "s16p"),
        Profile(STANDARD, "mp3", "audio/mpeg", "libmp3lame", 44_100, 128_000, "s16p"),
        Profile(STUDIO, "wav", "audio/wav", "pcm_s16le", 44_100, None, "s16"),
    )
}
