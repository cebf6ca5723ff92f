"""What will stand in a translation for the placeholders of its source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.fact_sheets import facts_for, label_of
from cms.fact_wording import in_language, unit_left_out
from cms.models import Office

from ..checks.placeholders import END, IF
from ..marks import Part, tokens


@dataclass(frozen=True)
class Filled:
    """`text` as it is written in the source, what it is called, and what readers will see."""

    text: str
    label: str
    value: str
    unit: str = ""  # in Vietnamese, which the translation says in its own words

    @property
    def said(self) -> str:
        """In one line."""
        parts = [self.label, f"→ {self.value}" if self.value else ""]
        if self.unit:
            unit = _("without its unit “%(unit)s”: say it in your language") % {"unit": self.unit}
            parts.append(f"({unit})")
        return " ".join(filter(None, parts))


def sheet_for(office: Office | None, sources: Iterable[str]) -> dict[str, str]:
    """Facts of the item's office, where any source quotes one: else nothing is asked."""
    quotes = any("{{" in source for source in sources)
    return facts_for(office) if office is not None and quotes else {}


def filled_in(source: str, facts: Mapping[str, str], language: str) -> list[Filled]:
    """Each placeholder of the source once."""
    found = {token.text: token.name for token in tokens(source) if token.part is Part.PLACEHOLDER}
    return [_filled(text, name, facts, language) for text, name in found.items()]


def meaning_of(name: str) -> str:
    """Of a placeholder, for who must keep it."""
    if name == END:
        return _("the words that depend on a fact end here")
    if name.startswith(IF):
        label = label_of(name.removeprefix(IF))
        return _("the words up to {{end}} stand only at offices that have it: %(label)s") % {
            "label": label
        }
    return _("a fact that Loa fills in")


def _filled(text: str, name: str, facts: Mapping[str, str], language: str) -> Filled:
    if name == END or name.startswith(IF):
        return Filled(text, meaning_of(name), "")
    value = facts.get(name, "")
    shown = in_language(language)(name, value) if value else _("(being updated)")
    return Filled(text, label_of(name), shown, unit_left_out(language, name, value))
