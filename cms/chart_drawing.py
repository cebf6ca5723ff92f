"""The geometry of a chart on the portal: drawn as SVG by attributes alone, its words are HTML.

A drawing is as wide as its reader's screen, so it holds no text; the table below it says the same.
"""

from dataclasses import dataclass
from decimal import Decimal

from media_assets.pieces.data import Chart, Point

WIDE, TALL = 320, 120  # units of the line's drawing
EDGE = 8  # so that no dot is cut off


@dataclass(frozen=True)
class Bar:
    """`width` in per cent of the longest one; `opacity` tells shares apart."""

    point: Point
    width: float
    begin: float = 0
    opacity: float = 1


@dataclass(frozen=True)
class Line:
    points: str  # as SVG's polyline has them
    dots: tuple[tuple[float, float], ...]


def bars(chart: Chart) -> list[Bar]:
    longest = max((point.value for point in chart.points), default=Decimal(0))
    return [Bar(point, _percent(point.value, longest)) for point in chart.points]


def shares(chart: Chart) -> list[Bar]:
    """Side by side, in the order of the table."""
    whole = sum((max(point.value, Decimal(0)) for point in chart.points), Decimal(0))
    made, begin = [], 0.0
    for number, point in enumerate(chart.points):
        width = _percent(point.value, whole)
        made.append(Bar(point, width, round(begin, 3), round(1 - 0.15 * (number % 6), 2)))
        begin += width
    return made


def line(chart: Chart) -> Line:
    values = [float(point.value) for point in chart.points]
    low, high = min(values, default=0), max(values, default=0)
    step = (WIDE - 2 * EDGE) / max(1, len(values) - 1)
    dots = tuple(
        (round(EDGE + step * number, 1), _height(value, low, high))
        for number, value in enumerate(values)
    )
    return Line(" ".join(f"{x},{y}" for x, y in dots), dots)


def _percent(value: Decimal, of: Decimal) -> float:
    return round(float(max(value, Decimal(0)) / of * 100), 3) if of > 0 else 0.0


def _height(value: float, low: float, high: float) -> float:
    """What is level stands in the middle."""
    part = (value - low) / (high - low) if high > low else 0.5
    return round(TALL - EDGE - part * (TALL - 2 * EDGE), 1)
