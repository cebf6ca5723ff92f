"""The designs that an editor chooses from; how they look stands in `typ/designs.typ`."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

DESIGNS: dict[str, StrOrPromise] = {
    "classic": _("Classic: coloured head, white sheet"),
    "cards": _("Cards: white cards on a tinted sheet"),
    "bold": _("Bold: white letters on full colour"),
    "lines": _("Lines: white sheet, thin rules"),
    "arcs": _("Arcs: tinted head, coloured edges"),
}
