import sys

import pytest

from deploy import console
from deploy.console import SetupError


def python(source: str) -> list[str]:
    return [sys.executable, "-u", "-c", source]


def test_a_step_says_what_and_how_long(tmp_path, capsys):
    console.run_quietly("database", python("print('detail')"), tmp_path / "log")
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "  database ..."
    assert said[1].startswith("  database: ")
    assert said[1].endswith(" s")
    assert "detail" in (tmp_path / "log").read_text()


def test_a_long_step_shows_its_newest_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(console, "HEARTBEAT_SECONDS", 0.2)
    source = "import time; print('3 of 12'); time.sleep(1.5)"
    console.run_quietly("demo content", python(source), tmp_path / "log")
    assert "    3 of 12" in capsys.readouterr().out.splitlines()


def test_a_failed_step_shows_the_end_of_its_output_and_where_the_rest_is(tmp_path, capsys):
    log = tmp_path / "log"
    log.write_text("of an earlier step\n")
    source = "import sys; print('cause'); sys.exit(3)"
    with pytest.raises(SetupError, match=rf"database failed \(exit status 3\); .* {log}"):
        console.run_quietly("database", python(source), log)
    shown = capsys.readouterr().err
    assert "cause" in shown
    assert "of an earlier step" not in shown


def test_what_a_person_can_mend_is_one_line_and_a_failure(capsys):
    def main() -> int:
        raise SetupError("the disk is full")

    assert console.guarded(main) == 1
    assert capsys.readouterr().err == "loa: the disk is full\n"


@pytest.mark.parametrize(("value", "expected"), [("true", True), ("1", True), ("", False)])
def test_only_a_build_server_is_strict(monkeypatch, value, expected):
    monkeypatch.setenv("CI", value)
    assert console.strict() is expected
