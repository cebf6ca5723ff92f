"""What is in the ZIP and what is not, for programs and for people."""

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cms import spreadsheets
from cms.languages import BY_CODE
from cms.piece_problems import message_of
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import Rendered

from .plan import Plan, Sheet, Wanted
from .planning import SPOKEN

JSON_NAME, CSV_NAME = "manifest.json", "danh-muc.csv"
_SVG_SIZE = re.compile(rb'<svg[^>]*?\swidth="([\d.]+)pt"[^>]*?\sheight="([\d.]+)pt"', re.DOTALL)


@dataclass(frozen=True)
class Entry:
    """One file. `width` and `height` are pixels of pictures, millimetres of the trimmed paper."""

    file: str
    office: str
    language: str
    format: str
    sha256: str
    bytes: int
    width: float
    height: float
    unit: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class NotMade:
    office: str
    language: str
    format: str  # empty: none of them
    reason: str


class Manifest:
    """Filled while the files are packed."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.entries: list[Entry] = []
        self.not_made = [
            NotMade(one.office, one.language, "", one.reason)
            for one in plan.wanted
            if one.piece is None
        ]

    def miss(self, wanted: Wanted, form: Format, reason: str) -> None:
        self.not_made.append(NotMade(wanted.office, wanted.language, form.name, reason))

    def recorded(self) -> dict[str, Any]:
        """For `resumed`."""
        return {
            "entries": [asdict(one) for one in self.entries],
            "not_made": [asdict(one) for one in self.not_made],
        }

    @classmethod
    def resumed(cls, plan: Plan, told: dict[str, Any]) -> "Manifest":
        """As far as it was filled. Raises KeyError and TypeError."""
        made = cls(plan)
        made.entries = [Entry(**{**e, "problems": tuple(e["problems"])}) for e in told["entries"]]
        made.not_made = [NotMade(**one) for one in told["not_made"]]
        return made

    @property
    def undrawn(self) -> tuple[NotMade, ...]:
        """What there was a piece for, and the typesetter gave up."""
        return tuple(one for one in self.not_made if one.format)

    def problems(self) -> Iterator[str]:
        """Each once: first why there is no piece, then what is flawed. To be mended by people."""
        lines = [one.reason for one in self.not_made if not one.format]
        lines += [problem for one in self.entries for problem in one.problems]
        yield from dict.fromkeys(lines)

    def to_data(self) -> dict[str, Any]:
        return {
            "title": self.plan.title,
            "page": self.plan.page,
            "version": "draft" if self.plan.draft else "live",
            "files": [asdict(one) for one in self.entries],
            "not_made": [asdict(one) for one in self.not_made],
            "languages_without_edition": list(self.plan.no_edition),
        }

    def csv_lines(self) -> Iterator[str]:
        with override(SPOKEN):
            yield from spreadsheets.csv_lines(self._table())

    def _table(self) -> Iterator[list[Any]]:
        yield [
            *(_("File"), _("Office"), _("Language"), _("Format"), _("Width"), _("Height")),
            *(_("Unit"), _("Problems"), "SHA-256"),
        ]
        for miss in self.not_made:
            form = FORMATS[miss.format].label if miss.format else _("All formats")
            problem = _("Not made: %(reason)s") % {"reason": miss.reason}
            name = BY_CODE[miss.language].name_vi
            yield ["", miss.office, name, form, "", "", "", problem, ""]
        for one in self.entries:
            where = [one.file, one.office, BY_CODE[one.language].name_vi, FORMATS[one.format].label]
            size = [one.width, one.height, one.unit]
            yield [*where, *size, " ".join(one.problems), one.sha256]


def entry_of(sheet: Sheet, made: Rendered, blocks: Mapping[str, str]) -> Entry:
    width, height, unit = size_of(made.content, sheet.form)
    with override(SPOKEN):
        problems = dict.fromkeys(message_of(blocks, one, sheet.form) for one in made.problems)
    return Entry(
        file=sheet.name,
        office=sheet.wanted.office,
        language=sheet.wanted.language,
        format=sheet.form.name,
        sha256=made.sha256,
        bytes=len(made.content),
        width=width,
        height=height,
        unit=unit,
        problems=tuple(problems),
    )


def size_of(content: bytes, form: Format) -> tuple[float, float, str]:
    """Of a picture as it is; of paper as it is when trimmed."""
    if form.kind == "pdf":
        return form.width, form.height, "mm"
    if form.kind == "svg":
        found = _SVG_SIZE.search(content[:1000])
        width, height = found.groups() if found else (form.width, form.height)
        return float(width), float(height), "px"
    width, height = struct.unpack(">II", content[16:24])  # the first chunk of a PNG is its head
    return width, height, "px"
