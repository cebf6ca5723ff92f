"""Hostile and broken sounds and videos, made here, with the codes that may be the answer to each."""

from functools import cache

from tests.factories.recordings import sound, video

Case = tuple[bytes, set[str]]
CLUSTER = b"\x1f\x43\xb6\x75"  # of WebM: where its frames begin


@cache
def recordings() -> dict[str, Case]:
    """By what is wrong with them."""
    mp4, webm = video(), video("webm", "libvpx-vp9", seconds=4)
    mp3, wav = sound(seconds=5), sound("wav", "pcm_s16le")
    return {
        "nothing": (b"", {"unknown"}),
        "playlist that names a file": (b"#EXTM3U\nfile:///etc/passwd\n", {"unknown"}),
        "list that joins files": (b"ffconcat version 1.0\nfile /etc/passwd\n", {"unknown"}),
        "program called a film": (b"MZ\x90\0" + bytes(400), {"unknown"}),
        "picture called a film": (b"\xff\xd8\xff\xe0" + bytes(400), {"unknown"}),
        "MP4 of noughts": (b"\0\0\0\x18ftypisom" + bytes(4000), {"damaged"}),
        "MP4 without its index": (mp4[: len(mp4) // 2], {"damaged"}),
        "MP4 of days": (_frames_of_days(mp4), {"too_long"}),
        "MP4 of frames of 60,000 pixels": (_frames_of_giants(mp4), {"damaged", "too_many_pixels"}),
        "MP4 of a codec that browsers lack": (video("mp4", "mpeg4"), {"codec"}),
        "WebM cut off": (webm[:3000], {"truncated"}),
        "WebM without frames": (
            webm[: webm.index(CLUSTER)],
            {"no_frames", "truncated", "damaged"},
        ),
        "MP3 cut off": (mp3[: len(mp3) // 2], {"truncated"}),
        "WAV cut off": (wav[: len(wav) // 2], {"truncated"}),
        "WAV of a moment": (sound("wav", "pcm_s16le", seconds=0.1), {"too_short"}),
        "OGG of noise": (b"OggS" + bytes(range(256)) * 20, {"damaged", "nothing"}),
    }


def _frames_of_days(data: bytes) -> bytes:
    made = bytearray(data)
    at = made.index(b"stts") + 4
    made[at + 12 : at + 16] = (2_000_000_000).to_bytes(4, "big")
    return bytes(made)


def _frames_of_giants(data: bytes) -> bytes:
    """Its index says 60,000 by 60,000, and the parameters of the codec are gone."""
    made = bytearray(data)
    at = made.index(b"avc1", made.index(b"stsd"))
    made[at + 28 : at + 32] = (60_000).to_bytes(2, "big") * 2
    config = made.index(b"avcC", at)
    made[config : config + 4] = b"free"
    return bytes(made)
