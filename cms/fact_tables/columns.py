"""The columns of a table of facts, and how their heads are recognised."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

HEADS = {
    "office": _("Office code"),
    "office_name": _("Office name"),
    "key": _("Fact key"),
    "name": _("Fact name"),
    "value": _("Value"),
    "unit": _("Unit"),
    "period": _("Period"),
    "source": _("Source"),
    "note": _("Note"),
    "valid_until": _("Last day of its validity"),
}
NEEDED = {"office", "key", "value"}
_LANGUAGES = ("vi", "en")


def meanings() -> dict[str, str]:
    """Column by its head, in any language of the house or as the code calls it; letters small."""
    found = {name: name for name in HEADS}
    for language in _LANGUAGES:
        with override(language):
            found |= {str(head).casefold(): name for name, head in HEADS.items()}
    return found
