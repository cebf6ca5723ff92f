"""From an infographic's page to a piece as plain data: texts filled in, numbers read.

How placeholders are filled is the caller's: strictly, for what is approved and goes out (`piece_for`),
or with a remark for what is missing, for readers of the portal (`shown_blocks`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from media_assets.pieces import data

from .languages import BY_CODE, INTERFACE
from .models import InfographicPage, Office
from .office_logos import logo_for
from .placeholders import MissingFact, find, is_placeholder, missing_in, resolve, show
from .vietnamese_numbers import read_number

Fill = Callable[[str], str]
Facts = Mapping[str, str]


class NotANumber(Exception):
    """What a placeholder in a chart stands for is no number: `key`, and the block that quotes it."""

    def __init__(self, block: str, text: str) -> None:
        super().__init__(text)
        self.block, self.text = block, text


def piece_for(page: InfographicPage, *, office: Office, facts: Facts, link: str) -> data.Piece:
    """The page's piece as `office` publishes it. Raises MissingFact, naming all keys, and NotANumber."""
    if lacking := missing_in(texts_of(page), facts):
        raise MissingFact(lacking)
    code = page.locale.language_code

    def fill(text: str) -> str:
        return resolve(text, facts, html=False, language=code)

    def read(text: str) -> str:
        return resolve(text, facts, html=False)

    return data.Piece(
        headline=fill(page.title),
        language=code,
        script=BY_CODE[code].script,
        footer=data.Footer(
            _name_of(office, code),
            facts.get("hotline", ""),
            facts.get("office_address", ""),
            logo_for(office),
        ),
        lead=fill(page.lead),
        blocks=tuple(_Reader(fill, read, strict=True).blocks(page)),
        source=fill(page.source_line),
        link=link,
        design=page.design,
        palette=page.palette,
        made_by_ai=page.made_by_ai,
        words=words_in(code),
        description=fill(page.long_description),
    )


def keys_of(page: InfographicPage) -> list[str]:
    """Every fact that the piece quotes or asks for."""
    return find("\n".join(texts_of(page)))


def texts_of(page: InfographicPage) -> list[str]:
    """Every text of the piece that may quote a fact."""
    fields = (page.title, page.lead, page.source_line, page.long_description)
    return [*fields, *_strings(page.piece.get_prep_value())]


def _strings(data: Any) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from _strings(value)


def _spoken(code: str) -> str:
    """Whatever whoever looks at it speaks: in languages that Loa itself does not speak, Vietnamese."""
    return code if code in INTERFACE else "vi"


def _name_of(office: Office, code: str) -> str:
    with override(_spoken(code)):
        return str(office)


def words_in(code: str) -> dict[str, str]:
    """The piece's own labels."""
    with override(_spoken(code)):
        return {
            "source": _("Source"),
            "scan": _("Scan to read the whole item"),
            "hotline": _("Hotline"),
            "made_by_ai": _("Made with the help of AI"),
        }


def shown_blocks(page: InfographicPage, facts: Facts) -> list[data.Block]:
    """For readers: what an office has no value for becomes a neutral remark."""
    code = page.locale.language_code

    def fill(text: str) -> str:
        return show(text, facts, html=False, language=code)

    def read(text: str) -> str:
        return show(text, facts, html=False)

    return list(_Reader(fill, read, strict=False).blocks(page))


def raw_blocks(page: InfographicPage) -> list[data.Block]:
    """With the placeholders as they were written."""
    return list(_Reader(str, str, strict=False).blocks(page))


def block_names(page: InfographicPage) -> dict[str, str]:
    """What an editor calls each block, by its id: its kind, and its title where it has one."""
    names = {}
    for number, child in enumerate(page.piece, start=1):
        title = child.value.get("title") or ""
        label = f"{number}. {child.block.label}"
        names[child.id or ""] = f"{label} – {title}" if title else label
    return names


@dataclass(frozen=True)
class _Reader:
    """`read`: the texts with numbers as Vietnamese writes them, which is how they are reckoned with."""

    fill: Fill
    read: Fill
    strict: bool

    def blocks(self, page: InfographicPage) -> Iterable[data.Block]:
        for child in page.piece:
            yield _READ[child.block_type](self, child.id or "", child.value)

    def text(self, value: Mapping[str, Any], name: str) -> str:
        return self.fill(str(value.get(name) or "").strip())

    def texts(self, value: Mapping[str, Any], *names: str) -> list[str]:
        return [self.text(value, name) for name in names]

    def rows(self, found: Iterable[Any], *names: str) -> Iterable[tuple[Any, list[str]]]:
        """Of a list, each with its texts; one of which nothing is left where they vanish is left out."""
        for one in found:
            texts = self.texts(one, *names)
            if any(texts) or not any(one.get(name) for name in names):
                yield one, texts

    def figures(self, pk: str, value: Any) -> data.Block:
        made = tuple(
            data.Figure(number, label, self.text(one, "icon"))
            for one, (number, label) in self.rows(value["figures"], "value", "label")
        )
        return data.KeyFigures(pk, self.text(value, "title"), figures=made)

    def steps(self, pk: str, value: Any) -> data.Block:
        made = tuple(
            data.Step(*texts) for _one, texts in self.rows(value["steps"], "text", "title")
        )
        return data.Steps(pk, self.text(value, "title"), steps=made)

    def comparison(self, pk: str, value: Any) -> data.Block:
        rows = (
            data.Compared(*texts)
            for _row, texts in self.rows(value["rows"], "label", "left", "right")
        )
        title, left, right = self.texts(value, "title", "left", "right")
        return data.Comparison(pk, title, left=left, right=right, rows=tuple(rows))

    def timeline(self, pk: str, value: Any) -> data.Block:
        made = tuple(
            data.Moment(*texts) for _one, texts in self.rows(value["moments"], "when", "text")
        )
        return data.Timeline(pk, self.text(value, "title"), moments=made)

    def chart(self, pk: str, value: Any) -> data.Block:
        title, unit = self.texts(value, "title", "unit")
        points = tuple(self._point(pk, one) for one in value["points"])
        return data.Chart(pk, title, drawn_as=value["drawn_as"], unit=unit, points=points)

    def icons(self, pk: str, value: Any) -> data.Block:
        made = tuple(
            data.Labelled(one["icon"], *texts) for one, texts in self.rows(value["items"], "text")
        )
        return data.Icons(pk, self.text(value, "title"), items=made)

    def quotation(self, pk: str, value: Any) -> data.Block:
        text, attribution = self.texts(value, "text", "attribution")
        return data.Quotation(pk, text=text, attribution=attribution)

    def _point(self, pk: str, value: Mapping[str, Any]) -> data.Point:
        label, shown = self.texts(value, "label", "number")
        return data.Point(label, self._number(pk, value, shown), shown)

    def _number(self, pk: str, value: Mapping[str, Any], shown: str) -> Decimal:
        try:
            return read_number(self.read(str(value.get("number") or "").strip()))
        except ValueError:
            if self.strict:
                quoted = value.get("number") or ""
                raise NotANumber(pk, quoted if is_placeholder(quoted) else shown) from None
            return Decimal(0)


_READ: dict[str, Callable[[_Reader, str, Any], data.Block]] = {
    "figures": _Reader.figures,
    "steps": _Reader.steps,
    "comparison": _Reader.comparison,
    "timeline": _Reader.timeline,
    "chart": _Reader.chart,
    "icons": _Reader.icons,
    "quotation": _Reader.quotation,
}
