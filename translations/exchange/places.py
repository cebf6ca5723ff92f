"""Where something stands in a file, in the words of its reader."""

from django.utils.translation import gettext as _


def unit_place(number: int, label: str, line: int) -> str:
    """Of XLIFF: programs number the units, editors of text the lines."""
    place = _("Unit %(number)d, line %(line)d") % {"number": number, "line": line}
    return with_label(place, label)


def with_label(place: str, label: str) -> str:
    """“Row 12 (Step 2)”"""
    return f"{place} ({label})" if label else place
