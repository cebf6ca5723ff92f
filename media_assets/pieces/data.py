"""A designed piece as plain data: what typst is given, and what its cache goes by.

Texts are resolved (no placeholders left) and in one language. Every block has the id of the editor's
block, by which a problem names it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import ClassVar, Literal

ChartKind = Literal["bar", "line", "share"]


@dataclass(frozen=True)
class Figure:
    """One key figure; `value` as it is to be read, with its unit: “93,35 %”."""

    value: str
    label: str
    icon: str = ""  # name in `icons.py`


@dataclass(frozen=True)
class Step:
    text: str
    title: str = ""


@dataclass(frozen=True)
class Compared:
    """One row of a comparison."""

    label: str
    left: str
    right: str


@dataclass(frozen=True)
class Moment:
    """One moment of a timeline; `when` as it is to be read."""

    when: str
    text: str


@dataclass(frozen=True)
class Point:
    """One value of a chart, drawn to scale; `shown` is how it is written beside the drawing."""

    label: str
    value: Decimal
    shown: str


@dataclass(frozen=True)
class Labelled:
    """An icon with what it stands for."""

    icon: str
    text: str


@dataclass(frozen=True)
class Block:
    """`kind` tells the template which block it is."""

    id: str
    title: str = ""
    kind: ClassVar[str]


@dataclass(frozen=True)
class KeyFigures(Block):
    kind: ClassVar[str] = "figures"
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Steps(Block):
    kind: ClassVar[str] = "steps"
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Comparison(Block):
    kind: ClassVar[str] = "comparison"
    left: str = ""  # heading of the column
    right: str = ""
    rows: tuple[Compared, ...] = ()


@dataclass(frozen=True)
class Timeline(Block):
    kind: ClassVar[str] = "timeline"
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Chart(Block):
    """`unit` is said once, at the chart. Shares are parts of their own sum."""

    kind: ClassVar[str] = "chart"
    drawn_as: ChartKind = "bar"
    unit: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Icons(Block):
    kind: ClassVar[str] = "icons"
    items: tuple[Labelled, ...] = ()


@dataclass(frozen=True)
class Quotation(Block):
    kind: ClassVar[str] = "quotation"
    text: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class Footer:
    """The office that publishes the piece; `logo` is a small PNG as base64, made by `logo.py`."""

    office: str
    hotline: str = ""
    address: str = ""
    logo: str = ""


@dataclass(frozen=True)
class Piece:
    """`words` are the piece's own labels in its language: `source`, `scan`, `hotline`, `made_by_ai`."""

    headline: str
    language: str  # code of the registry, for line breaks and the document's language
    script: str  # ISO 15924, for the choice of fonts
    footer: Footer
    lead: str = ""
    blocks: tuple[Block, ...] = ()
    source: str = ""
    link: str = ""  # of the item; drawn as a QR code unless empty
    design: str = "classic"  # name in `designs.py`
    palette: str = "blue"  # name in `palettes.py`
    made_by_ai: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    description: str = ""  # for who cannot see it; empty: made from the texts (`description.py`)

    def to_data(self) -> dict[str, object]:
        """JSON-ready; each block with its kind."""
        data = asdict(self)
        data["blocks"] = [{"kind": block.kind, **_plain(block)} for block in self.blocks]
        if not self.footer.logo:  # as if there were none: pieces without one stay what they were
            del data["footer"]["logo"]
        return data

    @property
    def hash(self) -> str:
        """Hex SHA-256 of everything that a rendering depends on, but for format and engine."""
        text = json.dumps(self.to_data(), sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()


def _plain(block: Block) -> dict[str, object]:
    data = asdict(block)
    for point in data.get("points", ()):
        point["value"] = str(point["value"])
    return data
