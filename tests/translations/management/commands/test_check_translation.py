import io
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from translations.management.commands import check_translation

GOOD = {"source": "Mức đóng 8%", "target": "អត្រា ៨%"}
BAD = {"source": "Mức đóng 8%", "target": "អត្រា ១៨%"}


class Ran:
    def __init__(self, output: str, code: int) -> None:
        self.lines = [json.loads(line) for line in output.splitlines()]
        self.code = code

    @property
    def ids(self) -> list[list[str]]:
        return [[finding["id"] for finding in line["findings"]] for line in self.lines]


@pytest.fixture
def run(monkeypatch):
    def run(*lines: object, language: str = "km") -> Ran:
        raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(raw))))
        out = io.StringIO()
        try:
            call_command("check_translation", language=language, stdout=out)
        except SystemExit as ended:
            return Ran(out.getvalue(), int(ended.code or 0))
        return Ran(out.getvalue(), 0)

    return run


@pytest.mark.parametrize("language", ["km", "khm", "km-VN", "KM"])
def test_one_object_a_line_goes_in_and_one_comes_out(run, language):
    ran = run(GOOD, BAD, GOOD, language=language)
    assert (ran.ids, ran.code) == ([[], ["numbers"], []], 0)
    (finding,) = ran.lines[1]["findings"]
    assert (finding["severity"], finding["excerpt"]) == ("error", "១៨%")
    assert "8%" in finding["message"]


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"",
        b"[1]",
        b"null",
        b'{"source": "a"}',
        b'{"source": "a", "target": 1}',
        b'{"source": "\\ud800", "target": "a"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"source": "a", "target": "b", "kind": "poem"}',
        b'{"source": "a", "target": "b", "longest": -1}',
        b'{"source": "a", "target": "b", "longest": true}',
    ],
    ids=range(12),
)
def test_a_malformed_line_is_answered_and_ends_nothing(run, line):
    ran = run(GOOD, line, BAD)
    assert ran.ids == [[], [check_translation.MALFORMED], ["numbers"]]
    assert ran.code == 2
    assert ran.lines[1]["findings"][0]["severity"] == "error"


def test_a_line_that_is_too_long_is_answered_once(run, monkeypatch):
    monkeypatch.setattr(check_translation, "LONGEST_LINE", 500)
    ran = run(GOOD, b"x" * 2_000, BAD)
    assert (ran.ids, ran.code) == ([[], [check_translation.MALFORMED], ["numbers"]], 2)


def test_a_mark_of_byte_order_and_line_ends_of_windows_are_passed_over(run):
    ran = run(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r", BAD)
    assert (ran.ids, ran.code) == ([[], ["numbers"]], 0)


def test_kind_and_length_may_stand_beside(run):
    ran = run({**GOOD, "longest": 3}, {**GOOD, "kind": "number"})
    assert ran.ids == [["length"], []]


def test_nothing_in_is_nothing_out(run):
    ran = run()
    assert (ran.lines, ran.code) == ([], 0)


def test_a_language_that_nobody_knows_is_refused(run):
    with pytest.raises(CommandError, match="kmm"):
        run(GOOD, language="kmm")


@pytest.mark.processes
def test_it_speaks_utf_8_wherever_it_runs():
    done = subprocess.run(
        [sys.executable, "manage.py", "check_translation", "--language", "km"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        input=(json.dumps(BAD, ensure_ascii=False) + "\n").encode(),
        capture_output=True,
        timeout=120,
        check=True,
    )
    (finding,) = json.loads(done.stdout.decode())["findings"]
    assert finding["excerpt"] == "១៨%"
