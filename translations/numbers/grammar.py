"""How the numbers of a language are found: one pattern, with a reader for each form that a number takes."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .number import Number

Match = re.Match[str]
Reader = Callable[[Match, "Scene"], list[Number]]


@dataclass(frozen=True)
class Scene:
    """A text that is being read. `folded` has Latin digits and the places of `text`."""

    text: str
    folded: str
    language: str
    grammar: "Grammar"


@dataclass(frozen=True)
class Form:
    """`pattern` may have named groups of its own; their names begin with the name of the form."""

    name: str
    pattern: str
    read: Reader


@dataclass(frozen=True)
class Words:
    """What a language says beside figures.

    `number_words` and `read_words` belong to a language whose words for numbers are known here;
    without them a number written in words cannot be told from one that was left out.
    """

    forms: tuple[Form, ...] = ()
    starts: str = ""  # letters that a form begins with, beside digits
    scales: Mapping[str, int] = field(default_factory=dict)
    not_scale: str = ""  # what may not follow such a word
    percent: tuple[str, ...] = ()
    percent_before: tuple[str, ...] = ()
    permille: tuple[str, ...] = ()
    has_spaces: bool = True
    read_words: Callable[[str], list[tuple[int, str]]] | None = None


@dataclass(frozen=True)
class Grammar:
    pattern: re.Pattern[str]
    readers: Mapping[str, Reader]
    words: Words

    @property
    def knows_words(self) -> bool:
        return self.words.read_words is not None


# Most places of a text begin no number: one look at the character tells.
_SHARED_STARTS = r"\d+($€₫"
_WORD_STARTS = r"(?<![A-Za-zÀ-ɏḀ-ỿ])[A-Za-zĐđ]"


def grammar(forms: Iterable[Form], words: Words) -> Grammar:
    """The first form that fits at a place is taken."""
    forms = tuple(forms)
    alternatives = "|".join(f"(?P<{form.name}>{form.pattern})" for form in forms)
    readers = {form.name: form.read for form in forms}
    starts = rf"(?=[{_SHARED_STARTS}{words.starts}]|{_WORD_STARTS})"
    return Grammar(re.compile(rf"{starts}(?:{alternatives})"), readers, words)


def any_of(words: Iterable[str]) -> str:
    """The longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
