"""Sounds and videos, made by the codecs themselves."""

import math
import struct
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import Any

import av
from PIL import Image, ImageDraw

RATE = 48_000
FRAMES = 10  # a second
SIZE = (160, 120)
Said = tuple[tuple[str, str], ...]


@cache
def sound(
    form: str = "mp3",
    codec: str = "libmp3lame",
    *,
    seconds: float = 2,
    loud: float = 0.3,
    says: Said = (),
) -> bytes:
    """Bytes of a tone of 440 Hz; `says` is what the file tells of itself."""
    data = BytesIO()
    with av.open(data, "w", format=form) as container:
        container.metadata.update(says)
        _write_sound(
            container, container.add_stream(codec, rate=RATE, layout="mono"), seconds, loud
        )
    return data.getvalue()


@cache
def video(
    form: str = "mp4",
    codec: str = "libx264",
    *,
    seconds: float = 2,
    dark_until: float = 0,
    sounds: str = "",
    size: tuple[int, int] = SIZE,
    says: Said = (),
) -> bytes:
    """Bytes; black until `dark_until`, then a picture that moves."""
    data = BytesIO()
    with av.open(data, "w", format=form) as container:
        container.metadata.update(says)
        stream = container.add_stream(codec, rate=FRAMES)
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        voice = container.add_stream(sounds, rate=RATE, layout="mono") if sounds else None
        for number in range(round(seconds * FRAMES)):
            frame = av.VideoFrame.from_image(_picture(number, size, number < dark_until * FRAMES))
            frame.pts, frame.time_base = number, Fraction(1, FRAMES)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if voice is not None:
            _write_sound(container, voice, seconds, 0.3)
    return data.getvalue()


def _picture(number: int, size: tuple[int, int], dark: bool) -> Image.Image:
    picture = Image.new("RGB", size, "black" if dark else "navy")
    if not dark:
        left = number * 5 % size[0]
        ImageDraw.Draw(picture).rectangle((left, 20, left + 50, 90), fill="yellow")
    return picture


def _write_sound(container: Any, stream: Any, seconds: float, loud: float) -> None:
    resampler = av.AudioResampler(
        format=stream.format.name, layout="mono", rate=RATE, frame_size=1024
    )
    for start in range(0, round(seconds * RATE), 1024):
        wave = (math.sin(2 * math.pi * 440 * (start + n) / RATE) * loud for n in range(1024))
        frame = av.AudioFrame(format="s16", layout="mono", samples=1024)
        frame.sample_rate, frame.pts = RATE, start
        frame.time_base = Fraction(1, RATE)
        frame.planes[0].update(struct.pack("<1024h", *(round(one * 32767) for one in wave)))
        for part in resampler.resample(frame):
            container.mux(stream.encode(part))
    container.mux(stream.encode(None))
