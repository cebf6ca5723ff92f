"""How values of a fact sheet are written: what a person typed, as it is kept, or what to do instead."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from . import conditions
from .approval.errors import Refused
from .fact_kinds import FIGURE, Kind, kind_of
from .models import Fact
from .vietnamese_numbers import LONGEST, is_number
from .visible import is_visible
from .working_time import today

KEY = re.compile(conditions.KEY)  # what a text can quote
TEXTS = ("value", "unit", "period", "source", "note")
LIMITS = {"value": 250, "unit": 30, "period": 60, "source": 250, "note": 250}  # as the columns
_BRANCH = r"(?:\s*\(?(?:máy lẻ|số máy lẻ|nhánh|bấm|ext\.?)\s*\d{1,6}\)?)?"
_TELEPHONE = re.compile(rf"\+?\(?\d[\d .()\-–]*{_BRANCH}", re.IGNORECASE)
_AMOUNT = re.compile(r"([-−]?\d(?:[\d.,]*\d)?)(?:\s*([^\d\s].*))?")
_PLAIN = re.compile(r"([-−]?)([1-9]\d{4,})((?:,\d+)?)")
_ENGLISH = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WITHOUT_NOUGHT, _BEGINNINGS = 8, ("0", "1", "+", "(")  # 1800 and 1900 have none
_DIGITS = range(3, 16)  # of a telephone number: 115, and as long as numbers are anywhere


@dataclass(frozen=True)
class Change:
    """What somebody wants of a key, as it was typed; after `written`, as it is kept."""

    key: str
    value: str
    unit: str = ""
    period: str = ""
    source: str = ""
    note: str = ""
    valid_until: date | None = None

    @classmethod
    def of(cls, fact: Fact) -> "Change":
        texts = {name: getattr(fact, name) for name in TEXTS}
        return cls(key=fact.key, valid_until=fact.valid_until, **texts)

    def fields(self) -> dict[str, object]:
        names = (*TEXTS, "valid_until")
        return {name: getattr(self, name) for name in names}

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


def written(change: Change) -> Change:
    """As it is kept. Raises Refused, which says how to write it."""
    if not KEY.fullmatch(change.key.strip()):
        raise Refused(_("A key is written like “hotline” or “figure:bhyt_coverage”."))
    texts = {name: _line(getattr(change, name)) for name in TEXTS}
    for name, text in texts.items():
        _check_text(name, text)
    if not is_visible(texts["value"]):
        raise Refused(_("Enter the value."))
    if change.valid_until and change.valid_until < today():
        raise Refused(_("Its last day has passed. Give a day to come, or none."))
    key, until = change.key.strip(), change.valid_until
    return _of_its_kind(Change(key, valid_until=until, **texts))


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _check_text(name: str, text: str) -> None:
    if len(text) > LIMITS[name]:
        raise Refused(
            _("“%(start)s…” is too long: at most %(count)d characters.")
            % {"start": text[:30], "count": LIMITS[name]}
        )
    if "{{" in text or "}}" in text:
        raise Refused(_("A value is quoted as it stands: write it without {{ and }}."))


def _of_its_kind(change: Change) -> Change:
    if change.key.startswith(FIGURE):
        return _number(change)
    kind = kind_of(change.key, change.value)
    if kind == Kind.TELEPHONE:
        _check_telephone(change.value)
    elif kind == Kind.EMAIL:
        _check_email(change.value)
    elif kind == Kind.WEB:
        return replace(change, value=_address(change.value))
    return change


def _check_telephone(value: str) -> None:
    for number in re.split(r"[,;/]| – | hoặc ", value):
        digits = len(re.sub(rf"{_BRANCH}$|\D", "", number.strip(), flags=re.IGNORECASE))
        if digits > _WITHOUT_NOUGHT and number.strip()[:1] not in _BEGINNINGS:
            raise Refused(
                _("A telephone number begins with 0, 1 or +. Programs leave out the 0: write it.")
            )
        if not _TELEPHONE.fullmatch(number.strip()) or digits not in _DIGITS:
            raise Refused(
                _(
                    "Write a telephone number with digits and spaces, like 0207 3822 100 or 1900 9068;"
                    " several with a comma between them."
                )
            )


def _check_email(value: str) -> None:
    try:
        validate_email(value)
    except ValidationError as error:
        raise Refused(_("Write an e-mail address like lienhe@vss.gov.vn.")) from error


def _address(value: str) -> str:
    address = value if "://" in value else f"https://{value}"
    try:
        URLValidator(schemes=["https", "http"])(address)
    except ValidationError as error:
        raise Refused(_("Write a web address like https://baohiemxahoi.gov.vn.")) from error
    return address


def _number(change: Change) -> Change:
    """The unit may have been written behind the number: “93,5 %”."""
    found = _AMOUNT.fullmatch(change.value)
    if found is None:
        raise Refused(_not_a_number(change.value))
    number, behind = found[1], (found[2] or "").strip()
    if behind and change.unit and behind != change.unit:
        raise Refused(
            _("Write only the number as value and “%(unit)s” as unit.") % {"unit": change.unit}
        )
    if not is_number(number):
        raise Refused(_not_a_number(number))
    unit = change.unit or behind
    if len(unit) > LIMITS["unit"]:
        raise Refused(_not_a_number(change.value))
    return replace(change, value=grouped(number), unit=unit)


def grouped(number: str) -> str:
    """Long numbers with dots between the thousands; four digits, which may be a year, as they are."""
    found = _PLAIN.fullmatch(number)
    return f"{found[1]}{int(found[2]):,}".replace(",", ".") + found[3] if found else number


def _not_a_number(text: str) -> str:
    words = _(
        "A figure is one number written like 1.762.678 or 82,5: dots between thousands, a comma before"
        " decimals. Words belong into the unit."
    )
    other = text.translate(str.maketrans(",.", ".,"))
    if _ENGLISH.fullmatch(text) and len(text) <= LONGEST and is_number(other):
        return f"{words} {_('Did you mean %(number)s?') % {'number': other}}"
    return words
