"""“Phiếu hiệu đính”: a translation on paper, both columns, for a reader who signs it.

The same translation gives the same bytes. Its fingerprint is of every source and every translation on
it: one word changed, and the sheet holds no more.
"""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.approval.paper import SHORTEST
from cms.languages import BY_CODE, Language
from media_assets import typesetting
from media_assets.pieces.render import qr_code
from media_assets.printable import has_numbers, printable_data

from .marks import readable
from .models import TranslationRequest
from .rows import Row

TEMPLATE = Path(__file__).with_name("review_sheet.typ")
QR = "qr.svg"


def fingerprint_of(request: TranslationRequest, rows: Iterable[Row]) -> str:
    """Hex SHA-256 of what the sheet shows."""
    said = [[str(r.segment.uuid), r.segment.source, r.translation.text] for r in rows]
    whole = json.dumps([request.pk, request.language, said], ensure_ascii=False)
    return sha256(whole.encode()).hexdigest()


def review_sheet(request: TranslationRequest, rows: Sequence[Row]) -> bytes:
    """As a PDF with Vietnamese headings, whoever asks."""
    with translation.override("vi"):
        data = _data(request, rows)
        shown = {**printable_data(data), "numbered": has_numbers(data)}
        return typesetting.pdf(TEMPLATE, shown, {QR: qr_code(data["address"]).encode()})


def check_address(request: TranslationRequest, fingerprint: str) -> str:
    """Absolute address that says whether a printed sheet is still that of the translation."""
    path = reverse("translations_sheet_check", args=[request.pk, fingerprint])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def _data(request: TranslationRequest, rows: Sequence[Row]) -> dict[str, Any]:
    language, office = BY_CODE[request.language], request.office
    fingerprint = fingerprint_of(request, rows)
    return {
        "words": _words(),
        "office": office.name,
        "office_above": office.parent.name if office.parent else "",
        "title": request.page.title if request.page else request.work.title,
        "about": [[_("Language"), language.name_vi], [_("Office"), office.name]],
        "language": language.name_vi,
        "lang": _lang(language),
        "rows": [_row(number, row) for number, row in enumerate(_shown(rows), start=1)],
        "fingerprint": fingerprint,
        "short": fingerprint[:SHORTEST],
        "address": check_address(request, fingerprint),
    }


def _shown(rows: Iterable[Row]) -> Iterable[Row]:
    """A value that the language writes as the source does is no translation."""
    return (row for row in rows if row.translation.text or not row.segment.is_optional)


def _row(number: int, row: Row) -> dict[str, str]:
    return {
        "number": str(number),
        "label": row.segment.label,
        "source": readable(row.segment.source),
        "target": readable(row.translation.text),
    }


def _lang(language: Language) -> str:
    """For the breaking of lines; what the typesetter does not know, it breaks at spaces."""
    code = language.bcp47.partition("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in (2, 3) else "vi"


def _words() -> dict[str, str]:
    """Every heading of the template."""
    return {
        "state": _("SOCIALIST REPUBLIC OF VIETNAM"),
        "motto": _("Independence – Freedom – Happiness"),
        "sheet": _("Review sheet of a translation"),
        "vietnamese": _("Vietnamese"),
        "place": _("Place"),
        "fingerprint": _("Fingerprint"),
        "scan": _("Scan to see whether this sheet is still that of the translation"),
        "statement": _(
            "I have read the translation beside the Vietnamese, sentence by sentence. It says the same,"
            " and in words that people understand."
        ),
        "changes": _("Corrections, by number (then it is printed anew and signed)"),
        "numbered": _("Signs that cannot be printed or seen stand as their number, [U+…]."),
        "missing": _("not translated yet"),
        "reader": _("Reader"),
        "name": _("Full name"),
        "position": _("Position"),
        "day": _("Day … month … year …"),
        "sign": _("(Signature, full name)"),
        "short": _("Sheet"),
        "of_page": _("Page"),
    }
