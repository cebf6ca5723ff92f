"""Letters of the wrong script: a text in other letters, and letters of two scripts in one word."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

BLOCKS = {
    "Khmr": "\u1780-\u17ff",
    "Cham": "\uaa00-\uaa5f",
    "Tavt": "\uaa80-\uaadf",
    "Hant": "\u3400-\u4dbf\u4e00-\u9fff",
    "Thai": "\u0e01-\u0e7f",
    "Laoo": "\u0e80-\u0eff",
    "Arab": "\u0600-\u06ff",
    "Cyrl": "\u0400-\u052f",
}
WITHIN_WORDS = ("Khmr", "Cham", "Tavt")  # Chinese has Latin letters within words
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_FEWEST = 3  # words in Latin letters that make a text
_LATIN_WORD = re.compile(rf"(?<![{_LATIN}])[a-zà-öø-ÿ][{_LATIN}]+")
# Letters of these look like Latin ones.
_LOOKALIKES = re.compile(rf"[{_LATIN}][Ͱ-Ͽ\u0400-\u052f]|[Ͱ-Ͽ\u0400-\u052f][{_LATIN}]")
_BLOCK = {script: re.compile(f"[{block}]") for script, block in BLOCKS.items()}
_FOREIGN = {
    script: re.compile(
        "[" + "".join(block for other, block in BLOCKS.items() if other != script) + "]+"
    )
    for script in ("Latn", *BLOCKS)
}
_MIXED = {
    script: re.compile(
        rf"(?<=[{BLOCKS[script]}])(?:[a-z][{_LATIN}]*|[A-Z](?![{_LATIN}]))(?=[{BLOCKS[script]}])"
        rf"|(?<=[{BLOCKS[script]}])[a-z]{{1,2}}(?![{_LATIN}])"
        rf"|(?<![{_LATIN}\d\u0300-\u036f.@/])(?<!\d )[a-z]{{1,2}}(?=[{BLOCKS[script]}])"
    )
    for script in WITHIN_WORDS
}


def find_other(subject: Subject) -> Iterator[Remark]:
    """A text in another script than the language's; what the source has too may stay."""
    target, script = subject.target_text, subject.language.script
    if target.isascii() and script == "Latn":
        return
    foreign = _FOREIGN.get(script, _FOREIGN["Latn"])
    for run in foreign.findall(target):
        if run not in subject.source:
            message = _("“%(letters)s” are letters of another script: write them in %(language)s.")
            yield Remark(message % {"letters": run, "language": subject.language.name_vi}, run)
            return
    if script in _BLOCK and not _BLOCK[script].search(target):
        words = _LATIN_WORD.findall(target)
        if len(words) >= _FEWEST and target.strip() != subject.source_text.strip():
            message = _("Nothing of this is in the letters of %(language)s: translate it.")
            yield Remark(message % {"language": subject.language.name_vi}, " ".join(words[:6]))


def find_mixed(subject: Subject) -> Iterator[Remark]:
    target = subject.target_text
    if target.isascii():
        return
    found = _LOOKALIKES.search(target)
    if found is None and subject.language.script in _MIXED:
        found = _MIXED[subject.language.script].search(target)
    if found:
        word = _word_around(target, found)
        message = _("“%(word)s” mixes letters of two scripts: type the word anew.")
        yield Remark(message % {"word": word}, word)


def _word_around(text: str, found: re.Match[str]) -> str:
    before = text[: found.start()].split()[-1:] if text[found.start() - 1 : found.start()] else []
    after = text[found.end() :].split()[:1]
    start = before[0][-12:] if before and not text[found.start() - 1].isspace() else ""
    follows = text[found.end() : found.end() + 1]
    return start + found[0] + (after[0][:12] if after and not follows.isspace() else "")
