"""One fact as a text of a language writes it, and as the loudspeaker says it.

A value comes from the sheet as offices enter it, in Vietnamese: `93,35 %`, `1.240 điểm thu`. Only
figures change: other languages write numbers in their own way, and of the units only signs, since a
word would be Vietnamese in the middle of another language. What is no number stays as it is.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from .fact_kinds import FIGURE, Kind, kind_of
from .languages import BY_CODE, DEFAULT, Numbers
from .spoken_numbers import NORTH, Profile, one_by_one, said

Wording = Callable[[str, str], str]  # of a key and its value

_FIGURE = re.compile(
    r"(?P<sign>[-−]?)(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?(?P<gap>\s*)(?P<unit>\D*)"
)
_SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
_SCALE = rf"(?:{'|'.join(_SCALES)})(?!\w)"
# Several in a row too: “nghìn tỷ”.
_SCALED = re.compile(rf"(?P<scales>{_SCALE}(?:\s+{_SCALE})*)(?:\s+(?P<rest>.*))?", re.IGNORECASE)
# Understood in every language, each with its Vietnamese word.
SIGNS: Mapping[str, str] = {
    "%": "phần trăm",
    "‰": "phần nghìn",
    "°C": "độ C",
    "°": "độ",
    "km": "ki-lô-mét",
    "m": "mét",
    "cm": "xăng-ti-mét",
    "mm": "mi-li-mét",
    "km²": "ki-lô-mét vuông",
    "m²": "mét vuông",
    "m³": "mét khối",
    "ha": "héc-ta",
    "kg": "ki-lô-gam",
    "g": "gam",
    "l": "lít",
    "kWh": "ki-lô-oát giờ",
    "₫": "đồng",
    "đ": "đồng",
    "VND": "đồng",
    "VNĐ": "đồng",
    "USD": "đô la Mỹ",
}
_IN_OTHER_LANGUAGES = {"đ": "VND", "VNĐ": "VND", "đồng": "VND"}
GROUPED_FROM = 5  # digits: with fewer it may be a year


def in_language(language: str) -> Wording:
    """How a text in `language` writes facts."""
    if language == DEFAULT or language not in BY_CODE:
        return lambda key, value: value
    numbers = BY_CODE[language].numbers[0]
    return lambda key, value: _written(value, numbers) if key.startswith(FIGURE) else value


def aloud(language: str, profile: Profile = NORTH) -> Wording:
    """How a bulletin says them: in Vietnamese in words of a region, elsewhere as the text is written."""
    if language != DEFAULT:
        return in_language(language)
    return lambda key, value: _said(key, value, profile)


def unit_left_out(language: str, key: str, value: str) -> str:
    """The Vietnamese words for a unit that a text in `language` has to say itself; mostly none."""
    if language == DEFAULT or not key.startswith(FIGURE):
        return ""
    found = _FIGURE.fullmatch(value.strip())
    unit = found["unit"].strip() if found else ""
    if scaled := _SCALED.fullmatch(unit):
        unit = (scaled["rest"] or "").strip()
    return "" if _sign(unit) else unit


def _written(value: str, numbers: Numbers) -> str:
    found = _FIGURE.fullmatch(value.strip())
    if found is None:
        return value
    digits, decimals = found["whole"].replace(".", ""), found["decimals"] or ""
    grouped = "." in found["whole"] or len(digits) >= GROUPED_FROM
    unit = (found["unit"] or "").strip()
    if scaled := _SCALED.fullmatch(unit):
        power = sum(_SCALES[word] for word in scaled["scales"].lower().split())
        digits, decimals = _scaled(digits, decimals, power)
        grouped = True
        unit = (scaled["rest"] or "").strip()
    made = _digits(digits, numbers, grouped=grouped)
    if decimals:
        made += numbers.decimal + _in_digits(decimals, numbers)
    sign = _sign(unit)
    gap = found["gap"] if sign and not (sign in "%‰" and numbers.decimal == ".") else ""
    return f"{found['sign']}{made}{gap}{sign}"


def _scaled(digits: str, decimals: str, power: int) -> tuple[str, str]:
    """The same number without its scale; “12,3456 nghìn” keeps what is smaller than one."""
    amount = Decimal(f"{digits}.{decimals or 0}").scaleb(power)
    whole, _point, rest = f"{amount:f}".partition(".")
    return whole, rest.rstrip("0")


def _sign(unit: str) -> str:
    unit = _IN_OTHER_LANGUAGES.get(unit, unit)
    return unit if unit in SIGNS else ""


def _digits(digits: str, numbers: Numbers, *, grouped: bool) -> str:
    made = f"{int(digits):,}".replace(",", numbers.grouping) if grouped else digits
    return _in_digits(made, numbers)


def _in_digits(text: str, numbers: Numbers) -> str:
    return text.translate(str.maketrans("0123456789", numbers.digits))


def _said(key: str, value: str, profile: Profile) -> str:
    if kind_of(key, value) is Kind.TELEPHONE:
        return one_by_one(value)
    found = _FIGURE.fullmatch(value.strip()) if key.startswith(FIGURE) else None
    if found is None:
        return value
    unit = (found["unit"] or "").strip()
    number = value.strip()[: found.end("whole")]
    if found["decimals"]:
        number = value.strip()[: found.end("decimals")]
    return f"{said(number, profile)} {SIGNS.get(unit, unit)}".strip()
