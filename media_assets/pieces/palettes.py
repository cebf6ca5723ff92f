"""The palettes of pieces. Every pair of colours that meets as text and ground passes WCAG 2.2 AA."""

from dataclasses import asdict, dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`.

    `ink`, `quiet` and `strong` are text on white and on `tint`; white and `on_strong_quiet` are text
    on `strong` and on `strong_soft`; `accent` is never text.
    """

    label: StrOrPromise
    strong: str
    tint: str
    accent: str
    strong_soft: str
    on_strong_quiet: str
    ink: str = "#1b1f24"
    quiet: str = "#4a525c"

    def to_data(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if name != "label"}


PALETTES = {
    "blue": Palette(_("Blue"), "#0b4f9e", "#e8f1fb", "#f2a900", "#1a5ba8", "#dbe9fa"),
    "green": Palette(_("Green"), "#0f6141", "#e6f4ec", "#f4b942", "#1c6c4c", "#d6efe1"),
    "red": Palette(_("Red"), "#a3161d", "#fdeceb", "#f2b632", "#ad2a30", "#fbdedd"),
    "teal": Palette(_("Teal"), "#0a5c66", "#e4f3f5", "#ef8b4f", "#17666f", "#d2edf0"),
    "violet": Palette(_("Violet"), "#55348b", "#f0eaf9", "#f0a63a", "#613f96", "#e6dcf6"),
    "earth": Palette(_("Earth"), "#7a4212", "#faf0e4", "#3f8f6b", "#844e20", "#f8e6d3"),
}
