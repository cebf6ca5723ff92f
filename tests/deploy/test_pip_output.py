import sys

import pytest

from deploy import pip_output


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("Temporary failure in name resolution\nERROR: No matching distribution", "network"),
        ("ERROR: Could not find a version of x==1 (from versions: none)", "network"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory", "compiler"),
        ("fatal error: Python.h: No such file or directory", "build-essential"),
        ("ERROR: [Errno 13] Permission denied: 'x'", "permission denied"),
        ("The virtual environment was not created because ensurepip is not available", "venv"),
        ("log\nERROR: ResolutionImpossible\n", "ERROR: ResolutionImpossible"),
        ("", "no reason given"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_mend(output, line):
    reason = pip_output.reason(output)
    assert line in reason
    assert "\n" not in reason


def test_only_a_failure_before_installing_has_changed_nothing():
    assert pip_output.nothing_was_changed("Collecting one\nERROR: No matching distribution")
    assert not pip_output.nothing_was_changed("Installing collected packages: one\nERROR: killed")


def test_progress_is_told_and_the_output_is_kept(tmp_path, capsys):
    source = "print('Collecting one'); print('Installing collected packages: one, two'); exit(4)"
    command = [sys.executable, "-c", source]
    output, code = pip_output.follow(command, tmp_path, {}, total=2)
    assert (output.count("\n"), code) == (2, 4)
    assert "unpacking 2 packages" in capsys.readouterr().out
