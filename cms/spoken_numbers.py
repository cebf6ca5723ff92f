"""Numbers in Vietnamese words, as announcers read them: 93,31 is “chín mươi ba phẩy ba mươi mốt”."""

import re

_DIGITS = "không một hai ba bốn năm sáu bảy tám chín".split()
_SCALES = ("", "nghìn", "triệu")
BILLION = "tỷ"
LONGEST = 15  # digits; longer ones are read one by one
_RUN = re.compile(r"\d+")
_LAST_OF_TWENTY = {1: "mốt", 4: "tư", 5: "lăm"}


def said(number: str) -> str:
    """A number as people here write it (`1.234,5`, `-3`), in words. Raises ValueError."""
    found = re.fullmatch(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", number.strip())
    if found is None:
        raise ValueError(number)
    sign, whole, decimals = found.groups()
    words = ["âm"] if sign else []
    words.append(cardinal(whole.replace(".", "")))
    if decimals:
        words += ["phẩy", _decimals(decimals)]
    return " ".join(words)


def cardinal(digits: str) -> str:
    if len(digits.lstrip("0")) > LONGEST:
        return one_by_one(digits)
    value = int(digits)
    if not value:
        return _DIGITS[0]
    billions, rest = divmod(value, 10**9)
    words = []
    if billions:
        words += [_below_billion(billions, leading=True), BILLION]
    if rest:
        words.append(_below_billion(rest, leading=not billions))
    return " ".join(words)


def one_by_one(text: str) -> str:
    """Digits for telephone numbers; a space, dot or hyphen between groups is a pause."""
    grouped = re.sub(r"(?<=\d)\s*[ .\-–\u00a0]\s*(?=\d)", ", ", text)
    grouped = re.sub(r"\((\d+)\)\s*", r"\1, ", grouped)
    words = _RUN.sub(lambda run: " ".join(_DIGITS[int(one)] for one in run[0]), grouped)
    return re.sub(r"\+\s*(?=\w)", "cộng ", words)


def _decimals(digits: str) -> str:
    """Two as a number; after a nought, and three or more, one by one."""
    if len(digits) > 2 or digits.startswith("0"):
        return one_by_one(digits)
    return cardinal(digits)


def _below_billion(value: int, *, leading: bool) -> str:
    words: list[str] = []
    for place, scale in reversed(list(enumerate(_SCALES))):
        group = value // 1000**place % 1000
        if group:
            words.append(_group(group, leading=leading and not words))
            words += [scale] if scale else []
    return " ".join(words)


def _group(value: int, *, leading: bool) -> str:
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
        words += [_LAST_OF_TWENTY.get(units, _DIGITS[units])] if units else []
    elif tens:
        words += ["mười"]
        words += ["lăm" if units == 5 else _DIGITS[units]] if units else []
    elif units:
        words += ["linh", _DIGITS[units]] if words else [_DIGITS[units]]
    return " ".join(words)
