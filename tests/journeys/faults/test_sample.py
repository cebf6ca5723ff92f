"""The part of `make faults` that every `make test` plays."""

import pytest

from . import modes, moments
from .play import play

pytestmark = pytest.mark.processes

# One of each kind: nothing posted, posted, posted later, shown later, refused, a person asked.
KILLED = [
    "none",
    "drop_before",
    "http_500_before",
    "expired_token",
    "refused_100",
    "commit_then_drop",
    "late_commit",
    "late_visibility",
    "truncated_listing:cut",
    "hang, listing cut",
]


def test_whatever_the_platform_does_a_post_is_out_once(db, settings, tmp_path):
    moment = moments.BY_NAME["undisturbed"]
    verdict = play(moment, list(modes.MODES), "sample", tmp_path, settings)
    assert verdict.violations == []
    assert verdict.outcomes["commit_then_drop"] == "1 found"
    assert verdict.outcomes["http_500_before"] == "1 again"
    assert verdict.outcomes["expired_token"] == "1 again reconnected"
    assert verdict.outcomes["refused_100"] == "0 refused"
    assert verdict.outcomes["truncated_listing:cut"] == "1 found seen"
    assert verdict.outcomes["hang, listing cut"] == "1 again not seen"


def test_a_worker_killed_in_mid_call_neither_loses_nor_doubles_a_post(db, settings, tmp_path):
    rows = [modes.BY_NAME[name] for name in KILLED]
    verdict = play(moments.BY_NAME["killed during"], rows, "sample", tmp_path, settings)
    assert verdict.violations == []
    assert {outcome[0] for outcome in verdict.outcomes.values()} == {"1"}
