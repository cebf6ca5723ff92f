"""What an editor chooses a piece's look from, shown as pictures and swatches instead of words alone."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from media_assets.pieces import icons
from media_assets.pieces.designs import DESIGNS
from media_assets.pieces.palettes import PALETTES

Choices = list[tuple[str, Any]]
CHARTS = [("bar", _("Bars")), ("line", _("Line")), ("share", _("Shares of a whole"))]
ICON_LABELS = {
    "bank": _("Bank"),
    "bell": _("Bell"),
    "book": _("Book"),
    "bus": _("Bus"),
    "calculator": _("Calculator"),
    "calendar": _("Calendar"),
    "calendar-check": _("Day ticked in the calendar"),
    "camera": _("Camera"),
    "card": _("Card"),
    "care": _("Care"),
    "cash": _("Banknotes"),
    "chart": _("Chart"),
    "clock": _("Clock"),
    "coins": _("Coins"),
    "document": _("Document"),
    "down": _("Down"),
    "download": _("Download"),
    "factory": _("Factory"),
    "field": _("Rice field"),
    "gift": _("Gift"),
    "glasses": _("Glasses"),
    "growth": _("Growth"),
    "health": _("Health"),
    "hospital": _("Hospital"),
    "house": _("House"),
    "id-card": _("Identity card"),
    "info": _("Information"),
    "laptop": _("Computer"),
    "letter": _("Letter"),
    "list": _("List"),
    "lock": _("Lock"),
    "loudspeaker": _("Loudspeaker"),
    "medicine": _("Medicine"),
    "no": _("No"),
    "parents": _("Parents and child"),
    "pen": _("Pen"),
    "people": _("People"),
    "percent": _("Per cent"),
    "person": _("Person"),
    "phone": _("Mobile phone"),
    "place": _("Place on a map"),
    "qr": _("Code to scan"),
    "question": _("Question"),
    "recycle": _("Again"),
    "savings": _("Savings"),
    "school": _("School"),
    "search": _("Look up"),
    "shield": _("Shield"),
    "star": _("Star"),
    "talk": _("Conversation"),
    "telephone": _("Telephone"),
    "umbrella": _("Umbrella"),
    "up": _("Up"),
    "wallet": _("Purse"),
    "warning": _("Warning"),
    "web": _("Internet"),
    "wheelchair": _("Wheelchair"),
    "work": _("Work"),
    "yes": _("Yes"),
}


def icon_choices() -> Choices:
    return [(name, ICON_LABELS.get(name, name)) for name in icons.names()]


def design_choices() -> Choices:
    return list(DESIGNS.items())


def palette_choices() -> Choices:
    return [(name, palette.label) for name, palette in PALETTES.items()]


class DescriptionArea(AdminAutoHeightTextInput):
    """Text that can begin from what Loa makes of the piece."""

    template_name = "cms/widgets/description_area.html"

    class Media:
        js = ["cms/admin/piece_editor.js"]


class DrawnChoice(forms.RadioSelect):
    """Radio buttons, each beside its drawing."""

    template_name = "cms/widgets/drawn_choice.html"
    option_template_name = "cms/widgets/drawn_option.html"
    look = ""

    class Media:
        css: dict[str, list[str]] = {"all": ["cms/admin/pieces.css"]}

    def drawing(self, value: str) -> Any:
        raise NotImplementedError

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["look"] = self.look
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        option["drawing"] = self.drawing(str(value or ""))
        return option


class IconChoice(DrawnChoice):
    look = "icons"

    def drawing(self, value: str) -> SafeString:
        return drawing_of(value)


class PaletteChoice(DrawnChoice):
    look = "palettes"

    def drawing(self, value: str) -> Iterable[tuple[int, str]]:
        """Stripes: where each begins, and its colour."""
        palette = PALETTES.get(value)
        colours = [palette.strong, palette.tint, palette.accent] if palette else []
        return [(16 * number, colour) for number, colour in enumerate(colours)]


class DesignChoice(DrawnChoice):
    look = "designs"

    def drawing(self, value: str) -> str:
        return value


@cache
def drawing_of(name: str) -> SafeString:
    """An icon as SVG in the colour of its text; empty for one that there is not."""
    drawn = icons.drawing(name).replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return mark_safe(drawn)
