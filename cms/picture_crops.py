"""“Khung cắt”: what of a picture each size shows, as its editors see and draw it."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from media_assets import crops
from media_assets.models import Picture
from media_assets.presets import CROPPED, Preset

from .models import User

PREFIX = "crop-"  # of the names of form fields


class BadCrop(ValueError):
    """The message is for the editor."""


@dataclass(frozen=True)
class Choice:
    """One size on the screen; `drawn` is empty while the focal point decides."""

    preset: Preset
    by_focus: crops.Rect
    drawn: crops.Rect | None

    @property
    def field(self) -> str:
        return f"{PREFIX}{self.preset.name}"

    @property
    def value(self) -> str:
        return ",".join(str(round(n)) for n in astuple(self.drawn)) if self.drawn else ""

    def to_data(self) -> dict[str, Any]:
        """What the screen's script works with, in pixels of the original."""
        preset = self.preset
        return {
            "name": preset.name,
            "label": str(preset.label),
            "width": preset.width,
            "height": preset.height,
            "safe": preset.safe,
            "byFocus": astuple(self.by_focus),
        }


def choices(picture: Picture) -> list[Choice]:
    size, drawn = (picture.width, picture.height), picture.drawn_crops
    found = []
    for name, preset in CROPPED.items():
        by_focus = crops.around(preset, size, picture.focus)
        shown = picture.crop_for(preset)
        found.append(Choice(preset, by_focus, shown if shown == drawn.get(name) else None))
    return found


def too_small_for(picture: Picture) -> list[Preset]:
    return crops.too_small_for((picture.width, picture.height), picture.focus, picture.drawn_crops)


def read(picture: Picture, posted: Mapping[str, str]) -> dict[str, crops.Rect]:
    """What was drawn, from a posted form. Raises BadCrop."""
    drawn = {}
    for name, preset in CROPPED.items():
        if text := posted.get(f"{PREFIX}{name}", "").strip():
            drawn[name] = _read_one(picture, preset, text)
    return drawn


def _read_one(picture: Picture, preset: Preset, text: str) -> crops.Rect:
    try:
        x, y, width, height = (int(part) for part in text.split(",", 4))
        drawn = crops.Rect(x, y, width, height)
        fitting = crops.fits(preset, (picture.width, picture.height), drawn)
    except (ValueError, OverflowError):
        fitting = False
    if not fitting:
        words = _("The crop “%(size)s” does not lie in the picture. Draw it again, then save.")
        raise BadCrop(words % {"size": preset.label})
    return drawn


@transaction.atomic
def save_crops(*, picture: Picture, drawn: Mapping[str, crops.Rect], user: User) -> bool:
    """Whether anything changed. Raises NotApproved if a live page shows the picture."""
    kept = crops.to_data(drawn)
    if kept == crops.to_data(picture.drawn_crops):
        return False
    picture.crops = kept
    picture.save(update_fields=["crops"])
    log(instance=picture, action="wagtail.edit", user=user, data={"crops": kept})
    return True
