"""What is wrong with the placeholders of an item, each with the place where it is mended."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .conditions import TOKEN, Broken, Fault, broken, chosen
from .item_texts import Place, opened, places_in
from .placeholders import missing
from .text_places import RICH

# Where placeholders are filled in for readers; goals are a campaign's.
FILLED = ("title", "lead", "body", "goals", "piece", "source_line", "long_description")
NEEDED = ("title", "lead")  # cannot be left out at any office
LONGEST = 60  # letters of a text that tell where it stands


def filled_places(content: Mapping[str, Any]) -> list[Place]:
    """Of a revision's content, what may hold placeholders."""
    places = places_in(opened(content))
    return [place for place in places if place.path.partition(".")[0] in FILLED]


def missing_at(places: Iterable[Place], facts: Mapping[str, str]) -> list[str]:
    """Keys without a value that the item cannot do without, each once."""
    lacking = (missing(one.value, facts, html=one.form == RICH) for one in places)
    return list(dict.fromkeys(key for keys in lacking for key in keys))


def malformed(places: Iterable[Place]) -> Iterator[str]:
    """In words: conditions that are not well formed, and braces that are no placeholder."""
    for place in places:
        if "{{" in place.value or "}}" in place.value:
            for trouble in troubles_of(place.value, html=place.form == RICH):
                yield _("%(place)s: %(trouble)s") % {"place": _named(place), "trouble": trouble}
            if place.path in NEEDED and _vanishes(place.value):
                message = _(
                    "%(place)s: it stands within a condition as a whole, so that offices without the"
                    " value would have none. Write something that every office shows."
                )
                yield message % {"place": _named(place)}


def troubles_of(text: str, *, html: bool) -> list[str]:
    """Of one text, without its place."""
    found = [_said(one) for one in broken(text, html=html)]
    left = TOKEN.sub("", text)
    if "{{" in left or "}}" in left:
        start = max(left.find("{{"), 0)
        excerpt = Truncator(strip_tags(left[start : start + LONGEST])).chars(30)
        message = _(
            "“%(excerpt)s” is no placeholder: choose one from the list of facts, or take the braces out."
        )
        found.append(message % {"excerpt": excerpt})
    return list(dict.fromkeys(found))


def _said(one: Broken) -> str:
    return {
        Fault.NOT_CLOSED: _(
            "“%(marker)s” has no {{end}}: write it where the sentence ends, in the same paragraph."
        ),
        Fault.NOT_OPENED: _(
            "“%(marker)s” has no {{if:…}} before it in the same paragraph: write it, or take the end out."
        ),
        Fault.NESTED: _(
            "“%(marker)s” stands within another condition: end that one with {{end}} before it."
        ),
        Fault.CROSSES: _(
            "“%(marker)s” ends in another paragraph: give each paragraph its own {{if:…}} and {{end}}."
        ),
        Fault.IN_A_TAG: _(
            "“%(marker)s” stands in the address of a link: write it around the words of the link."
        ),
    }[one.fault] % {"marker": one.written}


def _vanishes(text: str) -> bool:
    return bool(text.strip()) and not chosen(text, html=False, known=lambda key: False).strip()


def _named(place: Place) -> str:
    """Label and first words, for who looks for it."""
    if "." not in place.path:
        return place.label
    words = Truncator(" ".join(strip_tags(place.value).split())).chars(LONGEST)
    return _("%(label)s (“%(words)s”)") % {"label": place.label, "words": words}
