"""The named forms in which a piece is made: pixels for screens, millimetres for paper."""

from dataclasses import asdict, dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

# Source line, units, labels of axes and the invitation to scan: a part of the size of text.
SMALL_PRINT = 0.8

Kind = Literal["png", "svg", "pdf"]
Arrangement = Literal["stack", "sides", "beside", "folded"]


@dataclass(frozen=True)
class Format:
    """`width`, `height`, `margin` and `bleed` are pixels of pictures, millimetres of paper.

    Of paper they are those of the trimmed sheet. `body` is the usual size of text and `least` the
    smallest that anybody is asked to read, in pixels or points (`SMALL_PRINT` of it for notes). What
    has no room at that size is a problem that names its block: docs/pieces.md.
    """

    name: str
    label: StrOrPromise
    kind: Kind
    width: float
    height: float  # 0: as tall as the content
    body: float
    least: float
    margin: float
    arrangement: Arrangement = "stack"
    columns: int = 1
    shows: int = 100  # how many of the first blocks: a small picture carries few
    bleed: float = 0  # around the trimmed sheet; crop marks stand outside it
    safe: tuple[float, float] = (0, 0)  # parts of the height that a screen covers: above, below

    def to_data(self) -> dict[str, object]:
        return {name: value for name, value in asdict(self).items() if name != "label"}


def _picture(
    name: str, label: StrOrPromise, width: int, height: int, *, body: int = 34, **more: object
) -> Format:
    return Format(name, label, "png", width, height, body, round(body * 0.7), 56, **more)  # type: ignore[arg-type]  # checked where it is called


SOCIAL = (
    _picture("share", _("Share card"), 1200, 630, body=32, arrangement="beside", shows=1),
    _picture("square", _("Square"), 1080, 1080, shows=2),
    _picture("portrait", _("Portrait"), 1080, 1350, shows=3),
    _picture("story", _("Story"), 1080, 1920, shows=3, safe=(0.13, 0.18)),
    _picture("zalo", _("Zalo"), 1280, 960, arrangement="beside", shows=2),
    _picture("thumbnail", _("Video thumbnail"), 1280, 720, body=40, shows=0),
)
BOARDS = (
    _picture("board", _("Board, wide"), 1920, 1080, arrangement="beside", columns=2, shows=4),
    _picture("board-tall", _("Board, tall"), 1080, 1920, shows=5),
)
PORTAL = (Format("portal", _("Portal"), "svg", 960, 0, body=22, least=22, margin=40),)
PRINT = (
    Format("poster-a4", _("Poster A4"), "pdf", 210, 297, 13, 10, 14, columns=2),
    Format("poster-a3", _("Poster A3"), "pdf", 297, 420, 18, 12, 20, columns=2),
    Format("leaflet-a5", _("Leaflet A5"), "pdf", 148, 210, 10.5, 8.5, 11, arrangement="sides"),
    Format("folded-a4", _("Folded A4"), "pdf", 297, 210, 11, 9, 10, arrangement="folded"),
    Format("banner", _("Standing banner 80 × 180 cm"), "pdf", 800, 1800, 64, 34, 60, bleed=5),
)
FORMATS = {each.name: each for each in (*SOCIAL, *BOARDS, *PORTAL, *PRINT)}
