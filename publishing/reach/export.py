"""The table of communes as CSV and XLSX: a line for each commune."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .places import Place


def table(places: Sequence[Place]) -> Iterator[list[Any]]:
    yield [
        _("Province"),
        _("Office"),
        _("Commune"),
        _("How it stands there"),
        _("Reason"),
        _("by telephone"),
        _("Bulletins sent"),
        _("Bulletins heard"),
    ]
    for one in places:
        yield [
            one.province,
            one.office,
            one.short,
            one.look.label,
            one.reason,
            _("yes") if one.by_telephone else "",
            one.sent,
            one.heard,
        ]
