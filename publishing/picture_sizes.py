"""Pictures of an item that are too small for what its destinations make of them.

Somewhat too small is advice: the picture looks soft. Below half of the least width it would be shown
more than twice as large as it is, and the item is not submitted so.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.models import ItemPage
from media_assets.crops import sharpness
from media_assets.presets import PRESETS, Preset

from . import registry
from .channel import Problem

TOO_SMALL = 0.5  # of the width from which a preset is sharp


def size_problems(page: ItemPage, channels: Iterable[str]) -> list[Problem]:
    """`page` as a draft, `channels` by name: those of the chosen destinations."""
    able = [registry.channel_class(name).capabilities for name in sorted(set(channels))]
    cover = _presets(name for one in able for name in one.cover_in)
    inside = _presets(name for one in able for name in one.pictures_in)
    found = _about(page.cover, [*cover, *inside]) if page.cover else []
    for child in page.body:
        picture = child.value["picture"] if child.block_type == "picture" else None
        if picture is not None:
            found += _about(picture, inside)
    return list(dict.fromkeys(found))


def _presets(names: Iterable[str]) -> list[Preset]:
    return [PRESETS[name] for name in dict.fromkeys(names)]


def _about(picture: Any, presets: list[Preset]) -> list[Problem]:
    found = {preset: sharpness(preset, picture.crop_for(preset)) for preset in presets}
    small = [preset for preset, sharp in found.items() if sharp < TOO_SMALL]
    soft = [preset for preset, sharp in found.items() if TOO_SMALL <= sharp < 1]
    return [*_problem(picture, small, blocking=True), *_problem(picture, soft, blocking=False)]


def _problem(picture: Any, presets: list[Preset], *, blocking: bool) -> Iterator[Problem]:
    if not presets:
        return
    words = _(
        "The picture “%(title)s” (%(width)d × %(height)d pixels) is too small for: %(sizes)s. Choose"
        " one that is larger, or a larger crop."
    )
    if not blocking:
        words = _(
            "The picture “%(title)s” (%(width)d × %(height)d pixels) will look somewhat soft as:"
            " %(sizes)s. A larger one is better."
        )
    sizes = ", ".join(str(preset.label) for preset in presets)
    message = words % {
        "title": picture.title,
        "width": picture.width,
        "height": picture.height,
        "sizes": sizes,
    }
    yield Problem("picture_too_small" if blocking else "picture_soft", message, blocking=blocking)
