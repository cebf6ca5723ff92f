"""The tables of what became of every row in every column: on the screen and in `docs/faults.md`.

    python -m tests.journeys.faults.report RESULTS

RESULTS is the folder that `matrix.py` wrote to. The page says nothing that another run would not:
no times, no names of machines.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from deploy.console import ROOT

from .modes import MODES
from .moments import ABSURD, MOMENTS, TABLES, Moment

PAGE = ROOT / "docs" / "faults.md"
NOT_PLAYED = "?"
# Every word that a cell may hold. "answered", "found" and "again" say how the post came about.
WORDS = {
    "1": "one post is public",
    "0": "none is public",
    "answered": "the first call made it, and its answer was written down",
    "found": "the first call made it; its answer was not written down, so it was looked for and found",
    "again": "the first call made none: the platform said so, or it was looked for and was not there",
    "reconnected": "after its keeper had reconnected the page",
    "seen": "a person looked at the public page, saw it and said so",
    "not seen": "a person looked at the public page after the waiting time, did not see it and said so",
    "refused": "what the platform refused for good has failed, and says so",
    "newest": "only the newer version was ever posted",
    "edited": "the older version was posted, then edited to be the newer one",
    "kept": "the older version was posted; the platform refused its edit or deletion for good",
    "deleted": "it was posted, then deleted",
    "never": "it was never posted",
    ABSURD: "cannot be",
}
Cells = Mapping[tuple[str, str], list[str]]  # (row, column) -> its outcomes

HEAD = """# What fails, and what becomes of it

Written by `make faults`, which plays every cell of these tables with real processes (workers, beat,
broker, database) against the [platform sandbox](sandbox.md) and judges by the sandbox's own ledger:
at most one post per key; none that the platform refused; every text as it was approved; never an
older text after a newer one; nothing that is called "not out" and is; nothing left lying. Leases and
waits are settings and last seconds here; the code is that of production.

Rows are what the platform does with the first call for each page; after that it works. Columns are
what happens to us meanwhile. What stays unknown is settled by a person, played truthfully: by
looking at the public page, after the waiting time.

What no cell plays, because nobody can tell it from absence: a platform that leaves a post out of
both its listings, or lets it appear, after the time in which it is known to do so
(`LOA_FACEBOOK_ABSENCE_SECONDS`). Then the post is sent again.
"""


def read(folder: Path) -> tuple[list[str], Cells]:
    """Seeds and cells of all results."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    seeds = set()
    for file in folder.glob("*.json"):
        kept = json.loads(file.read_text(encoding="utf-8"))
        seeds.add(kept["seed"])
        for row, outcome in kept["outcomes"].items():
            found[row, kept["moment"]].add(outcome)
    return sorted(seeds), {key: sorted(outcomes) for key, outcomes in found.items()}


def cell(cells: Cells, row: str, moment: Moment) -> str:
    if row in moment.absurd:
        return ABSURD
    return " / ".join(cells.get((row, moment.name), [NOT_PLAYED]))


def page(seeds: Iterable[str], cells: Cells) -> str:
    played = sum(len(MODES) - len(moment.absurd) for moment in MOMENTS)
    impossible = sum(len(moment.absurd) for moment in MOMENTS)
    counts = (
        f"{len(MODES)} rows × {len(MOMENTS)} columns: {played} cells are played with each seed, "
        f"{impossible} cannot be. Seeds: {', '.join(seeds)}."
    )
    parts = [HEAD, counts, "", "## Rows", "", *_rows(), ""]
    for title, moments in TABLES.items():
        parts += [f"## {title}", "", *_columns(moments), "", *_table(cells, moments), ""]
    parts += ["## Words", "", "| In a cell | Meaning |", "|---|---|"]
    parts += [f"| {word} | {meaning} |" for word, meaning in WORDS.items()]
    parts += [
        "",
        "Two outcomes in a cell: either may come first, and both were seen.",
        "",
        *_reasons(),
    ]
    return "\n".join(parts) + "\n"


def _rows() -> list[str]:
    return ["| Row | The platform |", "|---|---|"] + [
        f"| `{mode.name}` | {mode.meaning} |" for mode in MODES
    ]


def _columns(moments: Iterable[Moment]) -> list[str]:
    return ["| Column | Meanwhile |", "|---|---|"] + [
        f"| {moment.name} | {moment.meaning} |" for moment in moments
    ]


def _table(cells: Cells, moments: tuple[Moment, ...]) -> list[str]:
    head = ["| |" + "".join(f" {moment.name} |" for moment in moments)]
    rule = ["|---|" + "---|" * len(moments)]
    return (
        head
        + rule
        + [
            f"| `{mode.name}` |" + "".join(f" {cell(cells, mode.name, one)} |" for one in moments)
            for mode in MODES
        ]
    )


def _reasons() -> list[str]:
    reasons: dict[str, list[str]] = defaultdict(list)
    for moment in MOMENTS:
        for reason in set(moment.absurd.values()):
            reasons[reason].append(moment.name)
    return [f"“{ABSURD}” in {', '.join(names)}: {reason}." for reason, names in reasons.items()]


def on_the_screen(cells: Cells) -> str:
    """Columns as wide as what they hold."""
    lines = []
    for title, moments in TABLES.items():
        rows = [["", *(moment.name for moment in moments)]]
        rows += [[mode.name, *(cell(cells, mode.name, one) for one in moments)] for mode in MODES]
        widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
        lines += ["", title, ""]
        lines += [
            "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
    return "\n".join(lines)


def main() -> int:
    seeds, cells = read(Path(sys.argv[1]))
    print(on_the_screen(cells))
    if "--only-print" in sys.argv:
        return 0
    PAGE.write_text(page(seeds, cells), encoding="utf-8")
    print(f"\nwritten: docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
