"""Which part of a picture a preset shows: geometry alone, in pixels of the original."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from .presets import CROPPED, Preset

SLACK = 0.02  # how far a crop's shape may be off: a screen counts in whole pixels
LEAST_SIDE = 16  # pixels of a crop that somebody drew


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


Size = tuple[int, int]


def crop_for(preset: Preset, size: Size, focus: Rect | None, drawn: Rect | None) -> Rect:
    """What of a picture of `size` is shown: what an editor drew, else the most around `focus`."""
    if not preset.is_cropped:
        return Rect(0, 0, *size)
    if drawn is not None and fits(preset, size, drawn):
        return drawn
    return around(preset, size, focus)


def around(preset: Preset, size: Size, focus: Rect | None) -> Rect:
    """The largest part in the preset's shape with `focus` as near to its middle as can be."""
    width = min(size[0], size[1] * preset.ratio)
    height = min(size[1], size[0] / preset.ratio)
    x, y = focus.centre if focus else (size[0] / 2, size[1] / 2)
    return Rect(
        _within(x - width / 2, size[0] - width), _within(y - height / 2, size[1] - height),
        width, height,
    )  # fmt: skip


def fits(preset: Preset, size: Size, drawn: Rect) -> bool:
    """Whether `drawn` lies in the picture and has the preset's shape."""
    if min(drawn.width, drawn.height) < LEAST_SIDE or min(drawn.x, drawn.y) < 0:
        return False
    if drawn.x + drawn.width > size[0] + 1 or drawn.y + drawn.height > size[1] + 1:
        return False
    return abs(drawn.width / drawn.height / preset.ratio - 1) <= SLACK


def made_size(preset: Preset, crop: Rect) -> Size:
    """Size of what is made of `crop`: the preset's, or less where the picture has no more."""
    scale = min(1.0, preset.width / crop.width)
    if preset.height:
        scale = min(scale, preset.height / crop.height)
    if preset.is_cropped and scale < 1:
        return preset.width, preset.height
    return max(1, round(crop.width * scale)), max(1, round(crop.height * scale))


def sharpness(preset: Preset, crop: Rect) -> float:
    """1: as sharp as the preset is meant to be; 0.5: every pixel has to be shown twice as wide."""
    given = max(crop.width, crop.height) if preset.fit == "max" else crop.width
    return min(1.0, given / (preset.sharp_from or preset.width))


def too_small_for(size: Size, focus: Rect | None, drawn: Mapping[str, Rect]) -> list[Preset]:
    """Cropped presets that a picture would be enlarged for."""
    return [
        preset
        for name, preset in CROPPED.items()
        if sharpness(preset, crop_for(preset, size, focus, drawn.get(name))) < 1
    ]


def from_data(data: Mapping[str, Sequence[float]]) -> dict[str, Rect]:
    """As `Picture.crops` has them."""
    return {name: Rect(*four) for name, four in data.items() if len(four) == 4}


def to_data(crops: Mapping[str, Rect]) -> dict[str, list[Any]]:
    """In whole pixels, in one order: equal crops are stored alike."""
    return {name: [round(n) for n in astuple(crops[name])] for name in sorted(crops)}


def _within(value: float, most: float) -> float:
    return max(0.0, min(value, most))
