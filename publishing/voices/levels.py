"""Makes a sound as loud as every other bulletin, in two passes: it is measured, then raised or lowered
as a whole, its few highest peaks held down, and measured once more.

EBU R 128 by FFmpeg's filters (PyAV). One gain for the whole and a limiter of true peaks, rather than
`loudnorm`: that one turns to riding the level wherever a peak would be too high, which is nearly every
voice, and lifts breath and noise in the pauses. Knows no Django: it runs in a process of its own.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from .profiles import Profile

LOUDNESS = -16.0  # LUFS
TRUE_PEAK = -1.5  # dBTP, of what is heard: compressing adds a little
HEADROOM = 0.5  # dB for that
NEAR = 0.15  # LU
ROUNDS = 4
SILENT = -69.9  # LUFS; the filter says -70 where it heard nothing
MOST_GAIN = 30.0  # dB: what is fainter was not recorded
WORKING_RATE = 44_100
OVERSAMPLED = 176_400  # so that the limiter sees the peaks between samples
BIT_EXACT = 0x400  # AVFMT_FLAG_BITEXACT


@dataclass(frozen=True, slots=True)
class Level:
    """`loudness` in LUFS and `peak` in dBTP; None where nothing is heard."""

    seconds: float
    loudness: float | None
    peak: float | None


def even(source: Path, target: Path) -> float:
    """Writes `source` as WAV at the wanted loudness; the gain in dB. Raises av.FFmpegError."""
    found, gain = measure(source), 0.0
    for _round in range(ROUNDS):
        wanted = 0.0 if found.loudness is None else LOUDNESS - found.loudness
        if abs(wanted) <= NEAR and gain:
            break
        gain = max(-MOST_GAIN, min(gain + wanted, MOST_GAIN))
        _write_even(source, target, gain)
        found = measure(target)
    return gain


def encode(source: Path, target: Path, profile: Profile, tags: Mapping[str, str]) -> Level:
    """What no player knows of the tags goes along as a text of the file's own (ID3: TXXX).

    Compressing adds to the peaks, of some voices much: then it is done again below them.
    """
    ceiling = 0.0
    for _round in range(ROUNDS):
        _encode(source, target, profile, tags, ceiling)
        found = measure(target)
        if found.peak is None or found.peak <= TRUE_PEAK:
            break
        ceiling = (ceiling or TRUE_PEAK - HEADROOM) - (found.peak - TRUE_PEAK) - 0.1
    return found


def _encode(
    source: Path, target: Path, profile: Profile, tags: Mapping[str, str], ceiling: float
) -> None:
    """`ceiling` in dBTP; 0: as it is."""
    chain = [("aresample", str(profile.rate)), _as(profile.samples, profile.rate)]
    if ceiling:
        chain = [*_limited(ceiling), *chain]
    with av.open(str(source)) as read, av.open(str(target), "w", format=profile.ending) as made:
        made.flags |= BIT_EXACT
        made.metadata.update(tags)
        stream: Any = made.add_stream(profile.codec, rate=profile.rate)
        stream.layout, stream.format = "mono", profile.samples
        if profile.bit_rate:
            stream.bit_rate = profile.bit_rate
        for frame in _filtered(read, chain, stream.codec_context.frame_size):
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def measure(source: Path) -> Level:
    """As it is heard: decoded. Raises av.FFmpegError."""
    taken, rate, heard, peak = 0, WORKING_RATE, None, None
    with av.open(str(source)) as read:
        for frame in _filtered(read, [("ebur128", "metadata=1:peak=true")]):
            taken, rate = taken + frame.samples, frame.sample_rate
            heard = frame.metadata.get("lavfi.r128.I", heard)
            peak = _highest(peak, frame.metadata)
    if heard is None or float(heard) <= SILENT or peak is None:
        return Level(taken / rate, None, None)
    return Level(taken / rate, float(heard), peak)


def _highest(before: float | None, said: Mapping[str, str]) -> float | None:
    """The filter says amplitudes, the highest so far."""
    now = [float(said[name]) for name in said if name.startswith("lavfi.r128.true_peaks_ch")]
    if not now or max(now) <= 0:
        return before
    return 20 * math.log10(max(now))


def _write_even(source: Path, target: Path, gain: float) -> None:
    chain = [
        _as("fltp", WORKING_RATE),
        ("volume", f"{gain:.2f}dB"),
        *_limited(TRUE_PEAK - HEADROOM),
        ("aresample", str(WORKING_RATE)),
        _as("s16", WORKING_RATE),
    ]
    with av.open(str(source)) as read, av.open(str(target), "w", format="wav") as made:
        made.flags |= BIT_EXACT
        stream: Any = made.add_stream("pcm_s16le", rate=WORKING_RATE)
        stream.layout = "mono"
        for frame in _filtered(read, chain):
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def _limited(ceiling: float) -> list[tuple[str, str]]:
    """`ceiling` in dBTP."""
    limit = 10 ** (ceiling / 20)
    return [
        ("aresample", str(OVERSAMPLED)),
        ("alimiter", f"limit={limit:.4f}:level=0:attack=2:release=60:latency=1"),
    ]


def _as(samples: str, rate: int) -> tuple[str, str]:
    return "aformat", f"sample_fmts={samples}:channel_layouts=mono:sample_rates={rate}"


def _filtered(read: Any, chain: list[tuple[str, str]], size: int = 0) -> Iterator[Any]:
    """Frames of the first sound after the filters; `size`: samples that each must have."""
    graph = None
    for frame in read.decode(audio=0):
        graph = graph or _graph(frame, chain, size)
        frame.pts = None
        graph.push(frame)
        yield from _pulled(graph)
    if graph is not None:
        graph.push(None)
        yield from _pulled(graph)


def _graph(frame: Any, chain: list[tuple[str, str]], size: int) -> Any:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format=frame.format.name,
        sample_rate=frame.sample_rate,
        layout=frame.layout.name,
        time_base=Fraction(1, frame.sample_rate),
    )
    sink = graph.add("abuffersink")
    graph.link_nodes(source, *(graph.add(*one) for one in chain), sink)
    graph.configure()
    if size:
        graph.set_audio_frame_size(size)
    return graph


def _pulled(graph: Any) -> Iterator[Any]:
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        frame.pts = None
        yield frame
