"""Pieces of any blocks, lengths and scripts, for properties; and every text that they must show."""

from collections.abc import Iterator

from hypothesis import strategies as st

from media_assets.pieces.data import (
    Block,
    Chart,
    Compared,
    Comparison,
    Figure,
    Footer,
    Icons,
    KeyFigures,
    Labelled,
    Moment,
    Piece,
    Point,
    Quotation,
    Step,
    Steps,
    Timeline,
)
from media_assets.pieces.designs import DESIGNS

from .logos import logo_data
from .pieces import make_piece
from .scripts import SAMPLES, Sample

LONG_WORDS = ("1.234.567.890.123", "https://portal.example/bao-hiem-xa-hoi-tu-nguyen")
values = st.decimals(-(10**15), 10**15, places=2)


def texts_of(sample: Sample, most: int) -> st.SearchStrategy[str]:
    """Rows of the words of a sample, now and then with something long in it."""
    pair = st.tuples(st.integers(1, most), st.integers(0, len(sample.words) - 1))
    row = pair.map(lambda of: sample.text(of[0], of[1]))
    return st.one_of(row, row, row, st.tuples(row, st.sampled_from(LONG_WORDS)).map(" ".join))


@st.composite
def blocks_of(draw, sample: Sample) -> Block:
    name = f"b{draw(st.integers(0, 10**9))}"
    long, short = texts_of(sample, 30), texts_of(sample, 5)
    some = range(draw(st.integers(1, 5)))
    title = draw(st.one_of(st.just(""), short))
    match draw(st.sampled_from(["figures", "steps", "table", "time", "icons", "said", "chart"])):
        case "figures":
            figures = (Figure(draw(short), draw(long), draw(icons)) for _each in some)
            return KeyFigures(name, title, figures=tuple(figures))
        case "steps":
            return Steps(name, title, steps=tuple(Step(draw(long), draw(short)) for _each in some))
        case "table":
            rows = tuple(Compared(draw(short), draw(long), draw(short)) for _each in some)
            return Comparison(name, title, left=draw(short), right=draw(short), rows=rows)
        case "time":
            moments = tuple(Moment(draw(short), draw(long)) for _each in some)
            return Timeline(name, title, moments=moments)
        case "icons":
            return Icons(name, title, items=tuple(Labelled("cash", draw(long)) for _each in some))
        case "said":
            return Quotation(name, title, text=draw(long), attribution=draw(short))
    points = tuple(Point(draw(short), draw(values), draw(short)) for _each in range(draw(many)))
    return Chart(name, title, drawn_as=draw(kinds), unit=draw(short), points=points)


icons = st.sampled_from(["", "cash", "calendar"])
many = st.integers(1, 9)
kinds = st.sampled_from(["bar", "line", "share"])
logos = st.sampled_from(["", logo_data(300, 300), logo_data(900, 300), logo_data(200, 400)])


@st.composite
def pieces(draw) -> Piece:
    sample = draw(st.sampled_from(list(SAMPLES.values())))
    short, long = texts_of(sample, 6), texts_of(sample, 20)
    made = st.lists(blocks_of(sample), max_size=6, unique_by=lambda block: block.id)
    return make_piece(
        headline=draw(texts_of(sample, 14)),
        lead=draw(st.one_of(st.just(""), long)),
        blocks=tuple(draw(made)),
        footer=Footer(draw(short), "1900 9068", draw(long), draw(logos)),
        source=draw(short),
        link=draw(st.sampled_from(["", "https://portal.example/bhxh-tu-nguyen/"])),
        language=sample.language,
        script=sample.script,
        design=draw(st.sampled_from(list(DESIGNS))),
        words={"source": sample.text(1), "scan": sample.text(4), "hotline": sample.text(2)},
    )


def words_of(block: Block) -> Iterator[str]:
    """Every text that must be there; beside a line some labels may be left out."""
    yield block.title
    match block:
        case KeyFigures():
            for figure in block.figures:
                yield from (figure.value, figure.label)
        case Steps():
            for step in block.steps:
                yield from (step.title, step.text)
        case Comparison():
            yield from (block.left, block.right)
            for row in block.rows:
                yield from (row.label, row.left, row.right)
        case Timeline():
            for moment in block.moments:
                yield from (moment.when, moment.text)
        case Icons():
            for item in block.items:
                yield item.text
        case Quotation():
            yield from (block.text, block.attribution)
        case Chart():
            yield block.unit
            for point in block.points if block.drawn_as != "line" else block.points[-1:]:
                yield from (point.label, point.shown)
