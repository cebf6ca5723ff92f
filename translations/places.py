"""Where an item holds words and values that a language may have of its own.

Words are those that an approver may correct (`cms.text_places`) and what search engines are told;
values are dates, numbers and choices, for which a language may, but need not, have another one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.filters import ITEM_MODELS
from cms.text_places import FIELDS, LINE, LINES, STREAMS, Places

from .unit import Kind

_DATE = (LINE, _("Date"))
_ICON = (LINE, _("Icon"))

_VALUE_FIELDS: Places = {
    "issued_on": (LINE, _("Date of issue")),
    "starts_on": (LINE, _("First day")),
    "ends_on": (LINE, _("Last day")),
    "effective_from": (LINE, _("Effective from")),
    "design": (LINE, _("Design")),
    "palette": (LINE, _("Palette")),
}
_SEARCH_FIELDS: Places = {
    "seo_title": (LINE, _("Title for search engines")),
    "search_description": (LINES, _("Description for search engines")),
}
_VALUES: dict[str, dict[str, Places]] = {
    "body": {
        "heading": {"level": (LINE, _("Level"))},
        "legal_reference": {"date": _DATE},
    },
    "piece": {
        "figures": {"figures": {"icon": _ICON}},
        "chart": {"drawn_as": (LINE, _("Drawn as"))},
        "icons": {"items": {"icon": _ICON}},
    },
    "legal_basis": {"reference": {"date": _DATE}},
    "corrections": {"correction": {"date": _DATE}},
}
# All other places hold text. The number of a law or of a chart is the same in every language, but may
# be written in another way.
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("issued_on", "starts_on", "ends_on", "effective_from"), Kind.DATE),
    **dict.fromkeys(
        ("design", "palette", "body.heading.level", "piece.chart.drawn_as"), Kind.CHOICE
    ),
    **dict.fromkeys(("piece.figures.figures.icon", "piece.icons.items.icon"), Kind.CHOICE),
    "body.legal_reference.date": Kind.DATE,
    "legal_basis.reference.date": Kind.DATE,
    "corrections.correction.date": Kind.DATE,
    "number": Kind.NUMBER,
    "body.legal_reference.number": Kind.NUMBER,
    "legal_basis.reference.number": Kind.NUMBER,
    "piece.chart.points.number": Kind.NUMBER,
}
# The same in every language: they decide what the page is, not what it says.
FIXED = frozenset({"genre", "valid_until", "body.video.url"})
# A picture without words for those who cannot see it is left out with them.
_NEVER_BLANK = frozenset({"body.picture.alt", "cover_alt"})


def _with_values(words: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(words)
    for name, place in values.items():
        before = made.get(name)
        nested = isinstance(place, Mapping) and isinstance(before, Mapping)
        made[name] = _with_values(before, place) if nested else place  # type: ignore[arg-type]
    return made


ALL_FIELDS = {**FIELDS, **_SEARCH_FIELDS, **_VALUE_FIELDS}
ALL_STREAMS = _with_values(STREAMS, _VALUES)


@dataclass(frozen=True)
class Limits:
    longest: int | None = None  # characters
    may_be_blank: bool = False


def limits_of(path: str) -> Limits:
    """What the editor's form says of the place."""
    return _limits().get(path, Limits())


@cache
def _limits() -> dict[str, Limits]:
    found: dict[str, Limits] = {}
    for model in ITEM_MODELS:
        for each in model._meta.fields:
            if stream := getattr(each, "stream_block", None):
                found.update(_of_block(stream, each.name))
            elif isinstance(each, models.CharField | models.TextField):
                may_be_blank = each.blank and each.name not in _NEVER_BLANK
                found[each.name] = Limits(each.max_length, may_be_blank)
    return found


def _of_block(block: Any, path: str) -> Iterator[tuple[str, Limits]]:
    if isinstance(block, blocks.ListBlock):
        yield from _of_block(block.child_block, path)
    elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, f"{path}.{name}")
    else:
        blank = not block.required and path not in _NEVER_BLANK
        longest = getattr(getattr(block, "field", None), "max_length", None)
        yield path, Limits(longest, blank)
        yield f"{path}.value", Limits(longest, blank)  # of a block that is no structure
