"""Reads a sound or a video, in the process of `worker`.

The demuxer is chosen here, by the first bytes: left to itself it would take playlists too, which
name other files and addresses. It gets an open file, so it can open nothing else.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageStat

from . import audiovisual_anew
from .unusable import Unusable

SOUND, VIDEO = "sound", "video"
SOUND_CODECS = {"mp3", "mp3float", "aac", "vorbis", "opus", "flac", "libopus", "libvorbis"}
VIDEO_CODECS = {"h264", "vp8", "vp9", "av1", "libdav1d", "libvpx", "libvpx-vp9"}
LONGEST = 3 * 3600.0  # seconds
SHORTEST = 0.2
MOST_PIXELS = 4096 * 2304
MOST_STREAMS = 8
SILENT = -69.9  # LUFS; the filter says -70 where it heard nothing
SHOWN_AT = (0.1, 0.25, 0.4, 0.6, 0.8, 0.02)  # of the length: where a poster is looked for
DARK, FLAT = 24, 6  # mean and spread of the grey values of a picture that shows nothing
POSTER_SIDE = 1280
FRAMES_LOOKED_AT = 40  # until one can be decoded, at each place
MISSING = 0.9  # of the stated length must be there


def demuxer_of(beginning: bytes) -> str:
    """Raises Unusable."""
    if beginning[4:8] == b"ftyp" or beginning[4:8] in (b"moov", b"mdat", b"wide"):
        return "mov"
    if beginning.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if beginning.startswith(b"OggS"):
        return "ogg"
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WAVE":
        return "wav"
    if beginning.startswith(b"ID3") or re.match(
        rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb\xfe-\xff]", beginning
    ):
        return "mp3"
    raise Unusable("unknown")


def read(source: Path, target: Path, job: str) -> dict[str, Any]:
    """Particulars; `target` is the file written anew, the poster of a video lies beside it.

    Raises Unusable.
    """
    with source.open("rb") as file:
        beginning = file.read(12)
        demuxer = demuxer_of(beginning)
        _check_riff(beginning, source.stat().st_size)
        file.seek(0)
        with _opened(file, demuxer) as container:
            found = _particulars(container, demuxer)
            kept = _kept(container)
            found["left_behind"] = audiovisual_anew.left_behind(container, kept)
            numbers = [one.index for one in kept]
            found |= _listened(container) if container.streams.audio else {"loudness": None}
        if found["kind"] == VIDEO:
            file.seek(0)
            with _opened(file, demuxer) as container:
                poster = poster_beside(target)
                found["width"], found["height"] = _write_poster(container, found["seconds"], poster)
        file.seek(0)
        audiovisual_anew.write(file, demuxer, numbers, target)
    return found


def poster_beside(target: Path) -> Path:
    return target.with_name("poster")


def _kept(container: Any) -> list[Any]:
    """The first pictures and the first sound: what players show, and what was looked at here."""
    pictures = [one for one in container.streams.video if not _is_cover(one)]
    return [*pictures[:1], *container.streams.audio[:1]]


def _check_riff(beginning: bytes, size: int) -> None:
    """A WAV says its length first; FFmpeg takes whatever there is. Programs that stream say nothing."""
    if beginning.startswith(b"RIFF"):
        said = int.from_bytes(beginning[4:8], "little")
        if said not in (0, 0xFFFFFFFF) and said * MISSING > size:
            raise Unusable("truncated")


def _opened(file: Any, demuxer: str) -> Any:
    try:
        return av.open(file, format=demuxer, metadata_errors="replace")
    except av.FFmpegError as error:
        raise Unusable("damaged") from error


def _particulars(container: Any, demuxer: str) -> dict[str, Any]:
    if len(container.streams) > MOST_STREAMS:
        raise Unusable("damaged")
    pictures = [one for one in container.streams.video if not _is_cover(one)]
    sounds = list(container.streams.audio)
    if not pictures and not sounds:
        raise Unusable("nothing")
    codecs = [_codec(one, VIDEO_CODECS) for one in pictures[:1]]
    codecs += [_codec(one, SOUND_CODECS, "pcm_") for one in sounds[:1]]
    width, height = _size(pictures[0]) if pictures else (None, None)
    seconds = _length(container, pictures[0] if pictures else sounds[0])
    return {
        "kind": VIDEO if pictures else SOUND,
        "container": demuxer,
        "seconds": round(seconds, 2),
        "codecs": codecs,
        "width": width,
        "height": height,
        "bit_rate": int(container.size * 8 / seconds),
    }


def _is_cover(stream: Any) -> bool:
    """The picture of an album stands in the file like a video of one frame."""
    return "attached_pic" in str(stream.disposition).lower()


def _codec(stream: Any, known: set[str], beginning: str = "\0") -> str:
    name = stream.codec_context.name if stream.codec_context else ""
    if name not in known and not name.startswith(beginning):
        raise Unusable("codec")
    return str(name.removeprefix("lib").replace("dav1d", "av1").replace("mp3float", "mp3"))


def _size(stream: Any) -> tuple[int, int]:
    width, height = stream.codec_context.width, stream.codec_context.height
    if not width or not height:
        raise Unusable("no_frames")
    if width * height > MOST_PIXELS:
        raise Unusable("too_many_pixels")
    return width, height


def _length(container: Any, stream: Any) -> float:
    """As long as what is really there; what is stated must be."""
    stated = float(container.duration or 0) / av.time_base
    last, frames = 0.0, 0
    for packet in container.demux(stream):
        if packet.size:
            frames += 1
            if packet.pts is not None:
                ends = (packet.pts + (packet.duration or 0)) * packet.time_base
                last = max(last, float(ends))
    if not frames:
        raise Unusable("no_frames")
    start = float(stream.start_time * stream.time_base) if stream.start_time else 0.0
    there = last - min(start, last)
    if stated > LONGEST or there > LONGEST:
        raise Unusable("too_long")
    if stated and there < stated * MISSING and stated - there > 0.5:
        raise Unusable("truncated")
    if max(stated, there) < SHORTEST:
        raise Unusable("too_short")
    return stated or there


def _listened(container: Any) -> dict[str, Any]:
    """Integrated loudness in LUFS (EBU R 128) of the first sound; None where nothing is heard."""
    container.seek(0)
    stream = container.streams.audio[0]
    graph, heard, broken, taken = None, None, 0, 0
    for frame in _decoded(container, stream):
        if frame is None:
            broken += 1
            continue
        taken += 1
        graph = graph or _meter(frame)
        frame.pts = None
        try:
            graph.push(frame)
        except (av.FFmpegError, ValueError):  # a file that changes its form amid
            broken += 1
            continue
        heard = _said(graph, heard)
    if not taken or broken > taken:
        raise Unusable("no_frames")
    return {"loudness": None if heard is None or heard <= SILENT else round(heard, 1)}


def _meter(frame: Any) -> Any:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format=frame.format.name,
        sample_rate=frame.sample_rate,
        layout=frame.layout.name,
        time_base=Fraction(1, frame.sample_rate),
    )
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    return graph


def _said(graph: Any, heard: float | None) -> float | None:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return heard
        said = frame.metadata.get("lavfi.r128.I")
        heard = heard if said is None else float(said)


def _decoded(container: Any, stream: Any) -> Iterator[Any]:
    """None for each packet that cannot be decoded."""
    if not stream.codec_context.is_open:
        stream.codec_context.thread_count = 1
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.FFmpegError:
            yield None


def _write_poster(container: Any, seconds: float, target: Path) -> tuple[int, int]:
    """Returns how large the video is seen: telephones are held upright, too."""
    stream = next(one for one in container.streams.video if not _is_cover(one))
    best: tuple[float, Image.Image] | None = None
    for part in SHOWN_AT:
        picture = _frame_at(container, stream, part * seconds)
        if picture is None:
            continue
        worth = _worth(picture)
        if best is None or worth > best[0]:
            best = (worth, picture)
        if worth > 1:
            break
    if best is None:
        raise Unusable("no_frames")
    size = best[1].size
    best[1].thumbnail((POSTER_SIDE, POSTER_SIDE))
    best[1].save(target, "JPEG", quality=85)
    return size


def _frame_at(container: Any, stream: Any, seconds: float) -> Image.Image | None:
    try:
        container.seek(int(seconds * av.time_base))
    except av.FFmpegError:
        return None
    stream.codec_context.flush_buffers()
    for number, frame in enumerate(_decoded(container, stream)):
        if frame is not None:
            if frame.width * frame.height > MOST_PIXELS:  # a stream may change its size
                raise Unusable("too_many_pixels")
            turned: Image.Image = frame.to_image().rotate(frame.rotation, expand=True)
            return turned
        if number > FRAMES_LOOKED_AT:
            break
    return None


def _worth(picture: Image.Image) -> float:
    """Above 1: neither black nor of one colour."""
    grey = ImageStat.Stat(picture.convert("L").resize((64, 64)))
    return float(min(grey.mean[0] / DARK, grey.stddev[0] / FLAT))
