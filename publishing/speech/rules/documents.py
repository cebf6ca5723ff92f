"""Numbers of documents: 158/2025/NĐ-CP, 68/KH-BHXH, 28-NQ/TW, 41/2024/QH15.

The kind is said unless the sentence has named it; the issuer is said unless “của …” follows.
"""

import re
from collections.abc import Iterator

from ..context import UPPER, Context, Rule
from ..spans import GUESS, SURE, Doubt, Said
from .pieces import YEAR

_PART = rf"[{UPPER}][{UPPER}a-ză-ỹ]*\d{{0,2}}"
_DOCUMENT = re.compile(
    rf"(?P<n>\d{{1,5}}[a-z]?)(?:/(?P<y>{YEAR}))?(?P<by>[/-])(?P<parts>{_PART}(?:[-/–&]{_PART})*)(?![\w/])"
)
_KIND_SEEN = 40  # characters: named before, though not next to the number
_OF = re.compile(r"\s*(?:ngày [\d/.\-]+\s*)?(?:của|do|bởi)\s")
_NUMBER_BEFORE = re.compile(r"\bsố:?$")
_SESSION = re.compile(r"(\D+)(\d{1,2})")


def _document(found: re.Match[str], ctx: Context) -> Said | None:
    known = list(_readings(found["parts"], ctx))
    if found["by"] == "-" and not any(part in ("kind", "issuer") for part, _words in known):
        return None
    kinds = [words for part, words in known if part == "kind"]
    issuers = [words for part, words in known if part == "issuer"]
    told = _kind_and_number(found, kinds, ctx)
    if issuers and not _OF.match(ctx.after(found.end())):
        told += " của " + " và ".join(words[0] for words in issuers)
    unsure = _doubtful(known)
    others = tuple(word for _part, words in known if len(words) > 1 for word in words[1:])
    return Said(told, GUESS if unsure else SURE, others, unsure)


def _number(found: re.Match[str], ctx: Context) -> str:
    digits = found["n"].rstrip("abcdefghijklmnopqrstuvwxyz")
    words = ctx.voice.code(digits) if digits.startswith("0") else ctx.voice.whole(digits)
    letter = found["n"][len(digits) :]
    words += f" {letter}" if letter else ""
    return f"{words} năm {ctx.voice.whole(found['y'])}" if found["y"] else words


def _kind_and_number(found: re.Match[str], kinds: list[tuple[str, ...]], ctx: Context) -> str:
    """“nghị quyết số …” where the sentence says only the number, or nothing."""
    number, before = _number(found, ctx), ctx.before[-_KIND_SEEN:]
    short = re.split(r"[-/–&]", found["parts"])[0].lower()
    named = re.search(rf"\b{re.escape(short)}\b", before) or any(
        kind in before for kind in _LONG_KINDS
    )
    if not kinds or named or any(one in before for one in kinds[0]):
        return number
    if _NUMBER_BEFORE.search(before):
        return f"{number}, {kinds[0][0]},"
    return f"{kinds[0][0]} số {number}"


_LONG_KINDS = (
    "phụ lục",
    "nghị định",
    "quy định",
    "thông tư",
    "nghị quyết",
    "quyết định",
    "kế hoạch",
    "công văn",
    "chỉ thị",
    "luật",
)


def _readings(parts: str, ctx: Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Which part of the number each piece is, with what it may mean; "" where nobody knows."""
    for place, written in enumerate(_pieces(parts, ctx)):
        session = _SESSION.fullmatch(written)
        suffixes = ctx.lexicon.suffixes.get(session[1] if session else written, ())
        fitting = [one for one in suffixes if place == 0 or one.part != "kind"]
        if not fitting:
            spelt = ctx.spelt(written)
            yield "", (spelt,)
            continue
        part, spoken = fitting[0].part, fitting[0].spoken
        if session:
            spoken = tuple(f"{one} khóa {ctx.voice.whole(session[2])}" for one in spoken[:1])
        yield part, spoken


def _pieces(parts: str, ctx: Context) -> list[str]:
    return re.split(r"[-/–&]", parts)


def _doubtful(known: list[tuple[str, tuple[str, ...]]]) -> Doubt | None:
    """The unit that wrote it may stay unsaid, and unknown, if kind or issuer says whose it is."""
    if any(len(words) > 1 for part, words in known if part in ("kind", "issuer")):
        return Doubt.AMBIGUOUS
    said = [part for part, _words in known if part in ("kind", "issuer")]
    unknown = any(not part for part, _words in known)
    return Doubt.UNKNOWN if unknown or not said else None


RULES = (Rule("document", "d", _DOCUMENT, _document, "/-"),)
