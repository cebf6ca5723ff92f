"""The named picture sizes: change one here and every page and channel follows.

How a size is cut out of a picture says `crops.py`; how it is made, `derive.py`.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

Fit = Literal["fill", "width", "max"]
Sides = tuple[float, float, float, float]

AVIF, WEBP, JPEG = "image/avif", "image/webp", "image/jpeg"
PNG = "image/png"  # of logos alone, which the typesetter draws
EXTENSIONS = {AVIF: "avif", WEBP: "webp", JPEG: "jpg"}
# The same to the eye as a JPEG of the preset's quality.
QUALITY_BESIDE_JPEG = {AVIF: -22, WEBP: -4, JPEG: 0, PNG: 0}
ENGINE = 1  # one more when `derive.py` makes other bytes of the same


@dataclass(frozen=True)
class Preset:
    """A size in pixels. `fill` is cut to its shape, `width` and `max` show the whole picture.

    Nothing is enlarged: of a smaller picture the crop is as large as it is. `media_types` are the
    forms it is made in, the first the one that a browser takes which knows them all. `safe` are the
    parts of the height and width (above, right, below, left) that a platform covers.
    """

    name: str
    label: StrOrPromise
    width: int
    height: int = 0  # 0: as the picture is
    fit: Fit = "fill"
    media_types: tuple[str, ...] = (JPEG,)
    quality: int = 82  # of a JPEG
    most_bytes: int = 0
    safe: Sides = (0, 0, 0, 0)
    sharp_from: int = 0  # pixels of width (`max`: of the longer side); 0: its own width
    dpi: int = 0
    # A specification of Wagtail's own. What stands in releases is compared by its bytes, so a size
    # that is frozen with them stays as it was made.
    frozen_as: str = ""

    @property
    def spec(self) -> str:
        """What `Picture.get_rendition` takes, in the form that everything can show."""
        return self.spec_in(self.media_types[-1])

    @property
    def specs(self) -> list[str]:
        return [self.spec_in(media_type) for media_type in self.media_types]

    def spec_in(self, media_type: str) -> str:
        """Changes with whatever changes the bytes, so that nothing old is taken for it."""
        if self.frozen_as:
            return self.frozen_as
        return f"preset-{self.name}.{EXTENSIONS[media_type]}.{self._digest(media_type)}"

    def _digest(self, media_type: str) -> str:
        plain = replace(self, label="", safe=(0, 0, 0, 0), sharp_from=0)
        beside = QUALITY_BESIDE_JPEG[media_type]
        made_of = repr((ENGINE, plain, beside) if beside else (ENGINE, plain))
        return sha256(made_of.encode()).hexdigest()[:8]

    def quality_in(self, media_type: str) -> int:
        return self.quality + QUALITY_BESIDE_JPEG[media_type]

    @property
    def is_cropped(self) -> bool:
        return self.fit == "fill"

    @property
    def ratio(self) -> float:
        """Width by height of a size that is cropped."""
        return self.width / self.height


def _portal(name: str, label: StrOrPromise, width: int, quality: int, sharp_from: int) -> Preset:
    forms = (AVIF, WEBP, JPEG)
    return Preset(name, label, width, 0, "width", forms, quality=quality, sharp_from=sharp_from)


PORTAL = (
    Preset("card", _("Card in lists"), 640, 360, media_types=(WEBP,)),
    _portal("lead", _("Portal, wide"), 1200, 84, 960),
    _portal("inline", _("Portal, in the text"), 960, 84, 480),
    _portal("inline-small", _("Portal, on a phone"), 480, 80, 360),
)
SOCIAL = (
    Preset("share", _("Share card"), 1200, 630),
    Preset("square", _("Square"), 1080, 1080),
    Preset("portrait", _("Portrait"), 1080, 1350),
    Preset("story", _("Story"), 1080, 1920, safe=(0.13, 0.06, 0.18, 0.06)),
    Preset("zalo", _("Zalo"), 1280, 960, most_bytes=1_000_000),
    # Below right stands the length of the video.
    Preset("thumbnail", _("Video thumbnail"), 1280, 720, safe=(0, 0, 0.12, 0)),
)
BOARDS = (
    Preset("board", _("Board, wide"), 1920, 1080, safe=(0.05, 0.05, 0.05, 0.05)),
    Preset("board-tall", _("Board, tall"), 1080, 1920, safe=(0.05, 0.05, 0.05, 0.05)),
)
WHOLE = (
    Preset(
        "social",
        _("Picture of a post"),
        2048,
        2048,
        fit="max",
        quality=88,
        sharp_from=600,
        frozen_as="max-2048x2048|format-jpeg|jpegquality-88",
    ),
    # The long side of A4 at 300 dots an inch.
    Preset("print", _("Print, 300 dpi"), 3508, 3508, fit="max", quality=92, dpi=300),
    Preset("desk", _("Preview for editors"), 1200, 1200, fit="max", media_types=(WEBP,)),
)
PRESETS = {each.name: each for each in (*PORTAL, *SOCIAL, *BOARDS, *WHOLE)}
CROPPED = {name: each for name, each in PRESETS.items() if each.is_cropped}


def named_by(spec: str) -> tuple[Preset, str]:
    """Preset and media type of a specification without its `preset-`. Raises ValueError."""
    name, _dot, rest = spec.partition(".")
    extension = rest.partition(".")[0]
    preset = PRESETS.get(name)
    for media_type in preset.media_types if preset else ():
        if preset and EXTENSIONS[media_type] == extension:
            return preset, media_type
    raise ValueError(f"no preset {spec!r}")
