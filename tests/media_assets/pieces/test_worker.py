"""Charts of any values, and texts without an end."""

import subprocess
import sys
from decimal import Decimal

import pypdfium2
import pytest

from media_assets.limited import ENVIRONMENT
from media_assets.pieces.crew import MEGABYTES, ROOT
from media_assets.pieces.data import Chart, Point, Quotation
from media_assets.pieces.formats import FORMATS
from media_assets.pieces.render import render
from tests.factories.pieces import make_piece


@pytest.mark.parametrize("drawn_as", ["bar", "line", "share"])
@pytest.mark.parametrize(
    "values",
    [
        ["-3", "2", "-1.5"],
        ["5", "5", "5"],
        ["0"],
        ["7"],
        [str(n % 5) for n in range(12)],
        ["9E+307", "-9E+307", "1E+999", "NaN"],
    ],
)
def test_a_chart_is_drawn_from_any_values(drawn_as, values):
    points = tuple(Point(f"Nhãn {n}", Decimal(one), f"v{n}") for n, one in enumerate(values))
    made = render(
        make_piece(blocks=(Chart("c", drawn_as=drawn_as, points=points),)), FORMATS["poster-a4"]
    )

    assert made.problems == ()
    document = pypdfium2.PdfDocument(made.content)
    written = document[0].get_textpage().get_text_range()
    assert "v0" in written
    assert points[-1].label in written


@pytest.mark.parametrize("text", ["Dài thật là dài. " * 6000, "x" * 100_000])
def test_an_endless_text_ends_with_a_problem(text):
    quoted = Quotation("quoted", text=text)
    made = render(make_piece(blocks=(quoted,)), FORMATS["square"])
    assert [problem.block for problem in made.problems] == ["quoted"]


def test_its_folder_goes_with_it_though_whoever_started_it_was_killed(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    command = [sys.executable, "-m", "media_assets.pieces.worker", str(folder), str(MEGABYTES)]
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.PIPE) as process:
        process.stdin.close()  # as the system does for the dead
    assert process.returncode == 0
    assert not folder.exists()
