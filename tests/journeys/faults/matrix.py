"""`make faults`: every row of every column, each column with processes of its own.

Not named `test_…`: it takes minutes, so that only `deploy/faults.py` asks for it.
"""

import json
import os
from pathlib import Path

import pytest

from .modes import MODES
from .moments import BY_NAME, MOMENTS
from .play import play

pytestmark = pytest.mark.processes
SEEDS = os.environ.get("FAULTS_SEEDS", "1").split()
RESULTS = os.environ.get("FAULTS_RESULTS")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [moment.name for moment in MOMENTS])
def test_nothing_is_lost_and_nothing_is_posted_twice(db, settings, tmp_path, name, seed):
    verdict = play(BY_NAME[name], list(MODES), seed, tmp_path, settings)
    if RESULTS:
        kept = {"moment": name, "seed": seed, **vars(verdict)}
        Path(RESULTS, f"{name}.{seed}.json").write_text(json.dumps(kept), encoding="utf-8")
    assert verdict.violations == []
