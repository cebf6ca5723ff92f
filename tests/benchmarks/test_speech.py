"""Reading aloud, against a library written in Rust on the same texts in the same run, one core each."""

import re
from pathlib import Path

import pytest
from sea_g2p import Normalizer

from publishing.speech import read
from tests.benchmarks.stopwatch import seconds, tell

ROOT = Path(__file__).resolve().parents[2]
ITEMS = sorted((ROOT / "cms" / "demo" / "items").glob("*.md"))
REVIEWED = ROOT / "tests" / "publishing" / "speech" / "reviewed.tsv"
TIMES = 5


def prose() -> list[str]:
    """The demo's items, a line a paragraph, without marks of Markdown."""
    lines = (line for item in ITEMS for line in item.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if re.match(r"[^\W\d_]", line) and not line.startswith("file:")]


def dense() -> list[str]:
    """Sentences of which every third word is a number or an acronym."""
    return [line.split("\t")[1] for line in REVIEWED.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize("texts", [prose, dense], ids=["prose", "dense"])
def test_reading_is_no_slower_than_the_library(texts):
    lines = texts()
    library = Normalizer()
    library.normalize(lines[0])
    read(lines[0])
    theirs = seconds(lambda: [library.normalize(line) for line in lines], times=TIMES)
    ours = seconds(lambda: [read(line) for line in lines], times=TIMES)
    length = sum(map(len, lines))
    tell(
        f"{texts.__name__}: {length / ours:,.0f} characters a second, sea-g2p {length / theirs:,.0f}"
    )
    assert ours < theirs
