"""Writes a sound or video anew, in the process of `worker`: what is heard and seen, as it is.

Everything else stays behind: names, places, remarks, covers, further tracks, what hangs at the end.
Nothing is decoded; the same file gives the same bytes.
"""

from pathlib import Path
from typing import Any

import av

from .unusable import Unusable

MUXERS = {"mov": "mp4", "matroska": "webm", "wav": "wav", "ogg": "ogg", "mp3": "mp3"}
# The index first: browsers begin to play before all is there.
OPTIONS = {"mp4": {"movflags": "+faststart"}, "mp3": {"id3v2_version": "0"}}
BIT_EXACT = 0x400  # AVFMT_FLAG_BITEXACT: no program's name, no time, no numbers drawn by lot
# What a container says of itself, not of people.
TECHNICAL = frozenset(
    "major_brand minor_version compatible_brands encoder handler_name vendor_id language duration"
    " timecode bps number_of_frames number_of_bytes _statistics_tags".split()
)


def left_behind(container: Any, kept: list[Any]) -> list[str]:
    """In short words what `write` does not take along."""
    names = {name.lower() for one in (container, *kept) for name in one.metadata}
    told = {name for name in names if not name.startswith("_statistics")} - TECHNICAL
    found = []
    if any("location" in name or "gps" in name or "xyz" in name for name in told):
        found.append("place")
    if any("location" not in name for name in told):
        found.append("words")
    if len(container.streams) > len(kept):
        found.append("tracks")
    return found


def write(file: Any, demuxer: str, kept: list[int], target: Path) -> None:
    """The streams of these numbers. Raises Unusable."""
    muxer = MUXERS[demuxer]
    try:
        with (
            av.open(file, format=demuxer, metadata_errors="replace") as source,
            av.open(str(target), "w", format=muxer, options=OPTIONS.get(muxer, {})) as made,
        ):
            made.flags |= BIT_EXACT
            _copy(source, made, kept)
    except (av.FFmpegError, ValueError) as error:
        raise Unusable("damaged") from error


def _copy(source: Any, made: Any, kept: list[int]) -> None:
    taken = [source.streams[number] for number in kept]
    streams = {one.index: made.add_stream_from_template(one) for one in taken}
    for stream in streams.values():
        for name in list(stream.metadata):
            del stream.metadata[name]
    for packet in source.demux(taken):
        if packet.size:
            packet.stream = streams[packet.stream.index]
            made.mux(packet)
