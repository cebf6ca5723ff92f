import subprocess
import sys
from pathlib import Path

import pytest

from deploy import faults
from deploy.console import ROOT, SetupError


def test_without_a_seed_there_is_one_and_several_are_played_in_turn():
    assert faults.seeds_of([]) == ["1"]
    assert faults.seeds_of(["7", "mua"]) == ["7", "mua"]


def test_what_is_no_seed_is_one_line_that_says_what_to_type():
    with pytest.raises(SetupError, match="make faults SEED=7"):
        faults.seeds_of(["1", "../x"])


def test_the_matrix_is_played_in_a_folder_that_goes_away():
    command = faults.command(Path("folder"))
    assert (ROOT / faults.MATRIX).is_file()
    assert faults.MATRIX in command
    assert "--basetemp=folder/run" in command


def test_the_report_prints_what_was_played_and_leaves_the_page_alone(tmp_path):
    page = ROOT / "docs" / "faults.md"
    before = page.read_bytes()
    (tmp_path / "one.json").write_text(
        '{"moment": "undisturbed", "seed": "1", "outcomes": {"none": "1 answered"}}'
    )
    command = [sys.executable, "-m", "tests.journeys.faults.report", str(tmp_path), "--only-print"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "1 answered" in done.stdout
    assert page.read_bytes() == before
