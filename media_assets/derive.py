"""Several sizes of one picture in one go.

A JPEG is decoded at a half, a quarter or an eighth where that is enough (`draft`), once for all sizes
that take the same; what remains is shrunk in two steps (`reducing_gap`). Sizes that differ in their
form only are shrunk once.
"""

import os
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageOps

from .crops import Rect, crop_for, made_size
from .presets import AVIF, EXTENSIONS, JPEG, PNG, WEBP, Preset

SCALES = (8, 4, 2)  # that a JPEG can be decoded at
REDUCING_GAP = 2.0
HANDS = min(2, os.cpu_count() or 1)  # more would need more memory
# Originals open at once in one process, whatever threads it has: the largest takes 250 MB.
_turns = threading.BoundedSemaphore(2)
WITH_ALPHA = {"PA", "LA", "RGBA", "La", "RGBa"}
LOWEST_QUALITY, STEP = 40, 8
OPTIONS: dict[str, dict[str, Any]] = {
    JPEG: {"format": "JPEG", "progressive": True},
    WEBP: {"format": "WEBP", "method": 4},
    AVIF: {"format": "AVIF", "speed": 8},
    PNG: {"format": "PNG"},
}


@dataclass(frozen=True)
class Job:
    """One picture to make: `crop` of the original, upright, in `size` at most."""

    crop: Rect
    size: tuple[int, int]
    media_type: str
    quality: int
    most_bytes: int = 0
    dpi: int = 0
    xmp: bytes = b""

    @property
    def scale(self) -> int:
        most = min(self.crop.width / self.size[0], self.crop.height / self.size[1])
        return next((scale for scale in SCALES if scale <= most), 1)

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.media_type]


def job_for(
    preset: Preset,
    media_type: str,
    size: tuple[int, int],
    focus: Rect | None = None,
    drawn: Rect | None = None,
    xmp: bytes = b"",
) -> Job:
    crop = crop_for(preset, size, focus, drawn)
    quality = preset.quality_in(media_type)
    made = made_size(preset, crop)
    return Job(crop, made, media_type, quality, preset.most_bytes, preset.dpi, xmp)


def derive(file: BinaryIO, jobs: Sequence[Job]) -> list[bytes]:
    """In the order of `jobs`. Raises whatever the decoder does."""
    made: dict[Job, bytes] = {}
    with (
        _turns,
        ThreadPoolExecutor(max_workers=HANDS) as hands,
    ):  # Pillow works without Python's lock
        for scale in sorted({job.scale for job in jobs}):
            source, reduced = _decoded(file, scale)
            shapes: dict[tuple[Rect, tuple[int, int]], list[Job]] = {}
            for job in dict.fromkeys(job for job in jobs if job.scale == scale):
                shapes.setdefault((job.crop, job.size), []).append(job)
            for done in hands.map(partial(_made, source, reduced), shapes.values()):
                made.update(done)
    return [made[job] for job in jobs]


def _made(source: Image.Image, reduced: float, alike: list[Job]) -> dict[Job, bytes]:
    """Jobs that differ in their form only."""
    shrunk = _shrunk(source, alike[0].crop, alike[0].size, reduced)
    return {job: _encoded(shrunk, job) for job in alike}


def _decoded(file: BinaryIO, scale: int) -> tuple[Image.Image, float]:
    """The picture upright, and by how much it is smaller than the original."""
    file.seek(0)
    source: Image.Image = Image.open(file)
    width = source.width
    if scale > 1:
        source.draft(None, (source.width // scale, source.height // scale))
    source.load()
    reduced = source.width / width
    return ImageOps.exif_transpose(_continuous(source)), reduced


def _continuous(source: Image.Image) -> Image.Image:
    """With colours that can be mixed: those of a palette cannot."""
    if source.mode in {"P", "PA"} or "transparency" in source.info:
        return source.convert("RGBA")
    return source.convert("L") if source.mode == "1" else source


def _shrunk(source: Image.Image, crop: Rect, size: tuple[int, int], reduced: float) -> Image.Image:
    right = min(source.width, (crop.x + crop.width) * reduced)
    below = min(source.height, (crop.y + crop.height) * reduced)
    box = (crop.x * reduced, crop.y * reduced, right, below)
    return source.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=REDUCING_GAP)


def _encoded(picture: Image.Image, job: Job) -> bytes:
    """Poorer, step by step, until it keeps to its most bytes."""
    ready = _in_colours_for(picture, job.media_type)
    for quality in _qualities(job):
        content = _saved(ready, job, quality)
        if not job.most_bytes or len(content) <= job.most_bytes:
            break
    return content


def _qualities(job: Job) -> Iterable[int]:
    return (job.quality, *range(job.quality - STEP, LOWEST_QUALITY - 1, -STEP))


def _saved(picture: Image.Image, job: Job, quality: int) -> bytes:
    target = BytesIO()
    options = OPTIONS[job.media_type] | {"quality": quality}
    if job.dpi:
        options["dpi"] = (job.dpi, job.dpi)
    if job.xmp:
        options["xmp"] = job.xmp
    # Nothing of the original but how its colours are meant.
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    picture.info.clear()
    if profile:
        picture.info["icc_profile"] = profile
    picture.save(target, **options)
    return target.getvalue()


def _in_colours_for(picture: Image.Image, media_type: str) -> Image.Image:
    if picture.mode in WITH_ALPHA:
        with_alpha = picture.convert("RGBA")
        return _on_white(with_alpha) if media_type == JPEG else with_alpha
    if picture.mode in {"RGB", "L"} and not (picture.mode == "L" and media_type != JPEG):
        return picture
    if picture.mode == "CMYK":
        picture.info.pop("icc_profile", None)  # of inks; the colours are those of a screen now
    return picture.convert("RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", picture.size, "white")
    sheet.paste(picture, mask=picture.getchannel("A"))
    sheet.info = picture.info
    return sheet
