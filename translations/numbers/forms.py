"""The forms of numbers that every language shares: figures, dates in figures, telephones, documents."""

import re
import unicodedata
from decimal import Decimal

from .dates import CENTURY, date, hour, is_day
from .figures import figure
from .grammar import Form, Match, Scene, Words, any_of
from .number import Family, Number, Readings, one, plain

CURRENCIES = {
    "VND": "đồng VNĐ VND vnđ vnd ₫ đ dong dongs ដុង 越南盾 越盾 盾".split(),
    "USD": [
        "USD",
        "usd",
        "US$",
        "$",
        "đô la",
        "đô-la",
        "dollar",
        "dollars",
        "ដុល្លារ",
        "美元",
        "美金",
    ],
    "EUR": "EUR € euro euros".split(),
    "KHR": "KHR ៛ រៀល riel riels".split(),
    "CNY": "CNY RMB 人民幣 人民币 元".split(),
}
_CURRENCY_OF = {name: code for code, names in CURRENCIES.items() for name in names}
_BEFORE = ("US$", "USD", "VND", "VNĐ", "EUR", "$", "€", "₫")
_CAPITAL = "A-ZĐÂĂÊÔƠƯ"
_LETTER = "A-Za-zÀ-ɏḀ-ỿ"


def written_in(match: Match, scene: Scene, name: str | int = 0) -> str:
    return scene.text[match.start(name) : match.end(name)]


# --- documents, codes ---------------------------------------------------------------------------


def read_document(match: Match, scene: Scene) -> list[Number]:
    """Đ and the marks of capitals are left out abroad: 115/2015/ND-CP."""
    letters = unicodedata.normalize("NFD", match[0].replace("Đ", "D").replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter)).upper()
    value = bare.replace("–", "-").lstrip("0")
    text = written_in(match, scene)
    return [Number(text, match.start(), match.end(), one(Family.DOCUMENT, value))]


DOCUMENT = Form(
    "document",
    rf"(?<![{_LETTER}\d/.,])\d{{1,5}}(?:/\d{{4}})?(?:/|-(?=[{_CAPITAL}]{{2,}}/))[{_CAPITAL}]"
    rf"[{_LETTER}\d]*(?:[-–/][{_CAPITAL}][{_LETTER}\d]*)*",
    read_document,
)


def read_code(match: Match, scene: Scene) -> list[Number]:
    figures = [int(run) for run in re.findall(r"\d{1,15}", match[0])]
    value = match[0].upper().replace("Đ", "D")
    text = written_in(match, scene)
    return [
        Number(text, match.start(), match.end(), one(Family.CODE, value), parts=plain(*figures))
    ]


CODE = Form("code", rf"(?<![{_LETTER}\d])[A-Za-zĐđ]{{1,8}}\d[A-Za-z\d]*", read_code)


def read_quarter(match: Match, scene: Scene) -> list[Number]:
    text = written_in(match, scene)
    return [Number(text, match.start(), match.end(), one(Family.NUMBER, int(match["quarter_of"])))]


QUARTER = Form("quarter", rf"(?<![{_LETTER}\d])Q(?P<quarter_of>[1-4])(?![\w])", read_quarter)
# The figure of m² and km³, written m2 and km3, counts nothing.
UNIT = Form("unit", r"[kcdm]?m[23](?!\w)", lambda match, scene: [])


# --- telephones ---------------------------------------------------------------------------------


def read_phone(match: Match, scene: Scene) -> list[Number]:
    digits = re.sub(r"\D", "", match[0])
    national = "0" + digits[2:] if match[0].startswith("+84") else digits
    readings: Readings = one(Family.PHONE, national)
    if match[0].isdigit() and digits[0] != "0":
        readings |= one(Family.NUMBER, int(digits))  # 18000000 may be a sum
    groups = [int(group) for group in re.findall(r"\d+", match[0])]
    parts = plain(*groups) if len(groups) > 1 else ()
    return [Number(written_in(match, scene), match.start(), match.end(), readings, parts)]


PHONE = Form(
    "phone",
    r"\+84(?:[ .\-()\u00a0]{0,2}\d){8,10}(?!\d)"
    r"|(?<![\d.,])(?:\(?0(?:[ .\-)\u00a0]{0,2}\d){8,10}|1[89]00(?:[ .\-\u00a0]?\d){4,6})(?!\d)",
    read_phone,
)


# --- dates, times, ratios -----------------------------------------------------------------------


def read_slashes(match: Match, scene: Scene) -> list[Number]:
    """01/7/2025, 7/2025, 01/7, 2025/7/1; what is no date is a ratio (1/40)."""
    text = written_in(match, scene)
    figures = [figure.strip() for figure in match[0].split("/")]
    values = tuple(int(figure) for figure in figures)
    parts = plain(*values)
    readings = _date_of(figures, values, scene.language) or one(Family.RATIO, values)
    return [Number(text, match.start(), match.end(), readings, parts)]


def _date_of(figures: list[str], values: tuple[int, ...], language: str) -> Readings:
    for year, month, day in _orders(figures, values, language):
        if is_day(year, month, day):
            return one(Family.DATE, (year, month, day))
    return frozenset()


def _orders(
    figures: list[str], values: tuple[int, ...], language: str
) -> list[tuple[int | None, int, int | None]]:
    """Year, month, day. The day stands before the month, here and in English as it is written here."""
    if len(values) == 2:
        first, second = values
        return [(second, first, None)] if len(figures[1]) == 4 else [(None, second, first)]
    first, second, third = values
    if len(figures[0]) == 4:
        return [(first, second, third)]
    year = CENTURY + third if len(figures[2]) == 2 else third
    american = [(year, first, second)] if language == "en" and second > 12 else []
    return [(year, second, first), *american]


SLASHES = Form("slashes", r"(?<![\d/])\d{1,4}(?:\s?/\s?\d{1,4}){1,2}(?!\d)", read_slashes)


def read_dotted(match: Match, scene: Scene) -> list[Number]:
    text = written_in(match, scene)
    values = [int(figure) for figure in re.findall(r"\d+", match[0])]
    year, month, day = values if values[0] > 31 else reversed(values)
    if is_day(year, month, day):
        return [date(text, match.start(), year=year, month=month, day=day)]
    return [
        Number(text, match.start(), match.end(), one(Family.RATIO, tuple(values)), plain(*values))
    ]


DOTTED = Form(
    "dotted",
    r"(?<![\d.,])(?:\d{1,2}(?P<dotted_sign>[.\-])\d{1,2}(?P=dotted_sign)\d{4}"
    r"|\d{4}-\d{1,2}-\d{1,2})(?![\d]|[.,]\d)",
    read_dotted,
)


def read_clock(match: Match, scene: Scene) -> list[Number]:
    hours, minutes = int(match["clock_hours"]), int(match["clock_minutes"])
    return [hour(written_in(match, scene), match.start(), hours, minutes)]


CLOCK = Form(
    "clock",
    r"(?<![\d:])(?P<clock_hours>[01]?\d|2[0-4]):(?P<clock_minutes>[0-5]\d)(?![\d:])"
    r"(?!\s?[ap]\.?\s?m)",
    read_clock,
)


# --- what counts something ----------------------------------------------------------------------


def read_figure(match: Match, scene: Scene) -> list[Number]:
    folded = match["number_figure"]
    digit = scene.text[match.start("number_figure")]
    reading, is_foreign = figure(folded, digit, scene.language)
    text = written_in(match, scene).strip()
    start = match.start() + len(written_in(match, scene)) - len(written_in(match, scene).lstrip())
    family, value = reading
    if family is Family.CODE:
        groups = re.findall(r"\d{1,15}", folded)
        parts = plain(*map(int, groups)) if len(groups) > 1 else ()
        return [Number(text, start, match.end(), frozenset((reading,)), parts)]
    scale = _scale(match["number_scale"] or "", scene.grammar.words)
    bare = (_family(match), value)
    assert isinstance(value, int | Decimal)
    return [
        Number(
            text,
            start,
            match.end(),
            readings=one(_family(match), value * scale),
            bare=bare if scale > 1 else None,
            scale=scale,
            currency=_currency(match),
            is_foreign=is_foreign,
        )
    ]


def _family(match: Match) -> Family:
    if match["number_percent"] or match["number_of_hundred"]:
        return Family.PERCENT
    return Family.PERMILLE if match["number_permille"] else Family.NUMBER


def _currency(match: Match) -> str:
    name = match["number_before"] or match["number_after"] or ""
    return _CURRENCY_OF.get(" ".join(name.split()), "")


def _scale(text: str, words: Words) -> int:
    scale = 1
    if text:
        for word in re.findall(any_of(words.scales), text, re.IGNORECASE):
            scale *= words.scales[word.lower()]
    return scale


_FIGURE = (
    r"\d{1,3}(?: \d{3}){2,}(?![\d]|[.,]\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?![\d])(?:[.,]\d+)?"
    r"|\d+(?:[.,]\d+)*"
)


def number_form(words: Words) -> Form:
    """Figures with the words of the language around them."""
    end = r"(?![^\W\d_])" if words.has_spaces else ""
    percent = "|".join((r"\s?%", *(rf"\s*(?:{word}){end}" for word in words.percent)))
    permille = "|".join((r"\s?‰", *(rf"\s*(?:{word}){end}" for word in words.permille)))
    hundred = "|".join(words.percent_before) or r"(?!)"
    scales = any_of(words.scales) or r"(?!)"
    after = any_of(_CURRENCY_OF)
    # “46 800 đồng” is one sum; without a currency they may be two numbers.
    sum_of_two = rf"[1-9]\d{{0,2}} \d{{3}}(?=\s?(?:{after}){end})"
    pattern = (
        rf"(?:(?P<number_before>{any_of(_BEFORE)})\s?)?(?P<number_of_hundred>(?:{hundred})\s?)?"
        rf"(?<![\d])(?P<number_figure>{sum_of_two}|{_FIGURE})"
        rf"(?:(?P<number_percent>{percent})|(?P<number_permille>{permille})"
        rf"|(?P<number_scale>(?:\s*(?i:{scales}){end}{words.not_scale})+)?"
        rf"(?:\s?(?P<number_after>{after}){end}(?!\s(?:chí|bào|thời|nghiệp|bộ)))?)"
    )
    return Form("number", pattern, read_figure)


def shared(words: Words) -> tuple[Form, ...]:
    """In the order in which they are tried, after the forms of the language."""
    return (
        DOCUMENT,
        *(DOTTED, PHONE, SLASHES, CLOCK, QUARTER, UNIT),
        number_form(words),
        CODE,
    )
