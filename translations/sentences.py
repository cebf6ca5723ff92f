"""Where sentences begin in a text, for Vietnamese first: abbreviations, articles of law, numbers.

In doubt two sentences stay one: a translator reads on, while half a sentence says nothing.
"""

import re

# Before a name or number the point belongs to them: “TP. Huế”, “GS.TS. Bùi”. In small letters.
_ABBREVIATIONS = frozenset(
    "tp tx tt ths ts pgs gs bs bscki bsckii ds ks cn ncs đc ông bà nxb tnhh mtv cty"
    " mr mrs ms dr st no vs".split()
)
_BEFORE_DIGITS = frozenset("đt sđt tel fax tr trg stt vd".split())
# At the beginning of a sentence, with a number: what follows is its heading.
_NUMBERED = (
    "điều|khoản|mục|tiểu mục|chương|phần|bước|điểm|phụ lục|bảng|hình|câu|article|section|step"
)
_ITEM = re.compile(
    rf"(?:(?:{_NUMBERED})\s+)?(?:\d{{1,4}}(?:\.\d{{1,3}})*|[ivxlcdm]{{1,7}}|[a-zđ]\d?)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?P<stop>\.{2,}|…+\.?|[.!?]+)(?P<closing>[\"”’»)\]]*)(?P<gap>\s+)"
    r"|(?P<wide>[。！？]+[」』”’）]*|[។៕]+)\s*"
)
_LETTERED = re.compile(r"[a-zđ]\d?\)\s")  # “b) Sổ bảo hiểm”
_OPENING = '"“‘«([–—-•'
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«]*$")


def beginnings(text: str) -> list[int]:
    """Offsets at which a sentence begins; the first is 0."""
    found = [0]
    for end in _END.finditer(text):
        if end.end() < len(text) and _ends(text, end, found[-1]):
            found.append(end.end())
    return found


def _ends(text: str, end: re.Match[str], begun: int) -> bool:
    if end["wide"]:
        return True
    following = text[end.end() :]
    if not _begins(following):
        return False
    if end["stop"] != "." or end["closing"]:
        return True
    so_far = text[begun : end.start()]
    return not _ITEM.fullmatch(so_far.strip()) and not _is_abbreviated(so_far, following)


def _begins(following: str) -> bool:
    """With a capital, a digit or a placeholder, whatever quotes stand before it."""
    bare = following.lstrip(_OPENING + " \u00a0")
    if not bare:
        return False
    if _LETTERED.match(bare):
        return True
    first = bare[0]
    return not first.islower() and (first.isalnum() or first in "{⟨")


def _is_abbreviated(so_far: str, following: str) -> bool:
    word = _LAST_WORD.search(so_far)[0].rpartition(".")[2]  # type: ignore[index]  # it always matches
    if len(word) == 1 and word.isalpha():
        return not so_far.endswith("v.v")
    small = word.lower()
    return small in _ABBREVIATIONS or (small in _BEFORE_DIGITS and following[:1].isdigit())
