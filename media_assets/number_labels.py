"""What the words around a number say that it is. Everything here is folded (`spelled_numbers.fold`)."""

import re
from dataclasses import dataclass
from typing import Literal

Name = Literal["", "phone", "bank", "identity", "health", "social", "tax", "other"]


@dataclass(frozen=True)
class Label:
    """`precise`: it names the number itself, not only its field. `touches`: nothing is between."""

    name: Name
    precise: bool = False
    touches: bool = False


_I = r"(?:bao hiem y te|bhyt)"
_S = r"(?:bao hiem xa hoi|bhxh|bhtn)"
_OF = r"(?:ma so|ma the|ma|so the|so so|so|the)"
_TYPES: tuple[tuple[Name, bool, str], ...] = (
    (
        "tax",
        True,
        r"mst|ma so thue|ma so (?:doanh nghiep|dn|dntn|chi nhanh)|ma (?:dn|doanh nghiep)",
    ),
    (
        "tax",
        True,
        r"(?:gcn |giay chung nhan )?(?:dang ky kinh doanh|dkkd)(?: so)?|ma so don vi|ma don vi",
    ),
    ("health", True, rf"{_OF} {_I}(?: so)?|{_I} so"),
    ("social", True, rf"{_OF} {_S}(?: so)?|{_S} so|ma so|so so"),
    ("health", False, _I),
    ("social", False, _S),
    ("bank", True, r"stk|so tk|so tai khoan|s\.t\.k|so a/c|account(?: number| no\.?)?"),
    ("bank", True, r"tai khoan(?: ngan hang)?|tk(?: ngan hang)?"),
    (
        "identity",
        True,
        r"cccd|cmnd|cmt|cmtnd|can cuoc(?: cong dan)?|chung minh(?: thu)?(?: nhan dan)?",
    ),
    ("identity", True, r"so dinh danh(?: ca nhan)?|giay to tuy than|id card"),
    (
        "phone",
        True,
        r"dien thoai|sdt|s\.d\.t|so dt|dt|dtdd|d\.t|di dong|mobile|phone|tel|cell|zalo|viber",
    ),
    (
        "phone",
        False,
        r"goi(?: so)?|lien he|lh|nhan tin|hotline|duong day nong|tong dai|may ban|fax",
    ),
    (
        "other",
        True,
        r"ma (?:ho so|buu chinh|vach|giao dich|van don|tra cuu)|so (?:hieu|hoa don|seri)",
    ),
    (
        "other",
        True,
        r"(?:cong van|quyet dinh|thong tu|nghi dinh|van ban|to trinh|hop dong) so|isbn|issn|serial",
    ),
)
_LABELS = [
    (name, precise, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z])"))
    for name, precise, words in _TYPES
]
# How far a word reaches: within its line or table cell, or into the next.
_REACH = 60
_UNITS = re.compile(
    r"\s*(?:dong|d|vnd|usd|trieu|ty|nghin|ngan|ti|nguoi|luot|ho so|ho gia dinh|ho|lao dong|don vi|"
    r"doanh nghiep|nguoi tham gia|ban|tan|kg|km|m2|ha|phan tram|giay|byte|trang|the)(?![a-z0-9])|\s*[%‰₫$€]"
)
_CARRIES_ON = re.compile(r"[a-z@]|/(?:[a-z]|\d{1,7}(?!\d))|,\d{3}(?!\d)|[.,]\d")


def label_before(left: str) -> Label:
    """The nearest; of two that end alike the longer."""
    near = _reachable(left)
    best, at = Label(""), (-1, 0)
    for name, precise, words in _LABELS:
        for found in words.finditer(near):
            place = (found.end(), found.end() - found.start())
            if place > at:
                between = near[found.end() :]
                best = Label(name, precise and _is_close(between), not between)
                at = place
    return best


def names_amount(right: str) -> bool:
    """`1234567890 đồng`"""
    return _UNITS.match(right) is not None


def carries_on(right: str) -> bool:
    """Letters, a stroke or decimals follow without a space: the number of a document, a code."""
    return _CARRIES_ON.match(right) is not None


def _reachable(left: str) -> str:
    lines = left[-_REACH:].split("\n")
    near = lines[-1]
    if not near.strip() and len(lines) > 1:
        near = next((line for line in reversed(lines[:-1]) if line.strip()), "") + near
    return near


def _is_close(between: str) -> bool:
    """Only a few words, as in “số tài khoản của bà Lò Thị A là”."""
    return len(between) <= 45 and not re.search(r"[.;!?]\s+\S", between)
