from types import SimpleNamespace

import pytest

from deploy import debian
from deploy.console import SetupError


@pytest.fixture
def system(monkeypatch):
    """A system that we describe: what is installed, and whether we may install."""
    state = SimpleNamespace(installed=set(), prefix=None, asked=[])

    def install(prefix, names):
        state.asked.append(names)
        state.installed.update(names)

    monkeypatch.setattr(debian, "_installed", lambda name: name in state.installed)
    monkeypatch.setattr(debian, "_privilege", lambda: state.prefix)
    monkeypatch.setattr(debian, "_install", install)
    monkeypatch.setattr(debian.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.delenv("CI", raising=False)
    return state


def test_every_listed_package_has_a_use_and_a_reason():
    packages = debian.listed()
    assert {"chromium", "libfribidi0"} <= {package.name for package in packages}
    assert all(package.use in {"run", "test"} and package.why for package in packages)


def test_the_site_itself_does_not_ask_for_what_only_tests_need(system):
    assert "chromium" not in {package.name for package in debian.missing(with_tests=False)}
    assert "chromium" in {package.name for package in debian.missing(with_tests=True)}


def test_root_installs_what_is_missing_and_nothing_else(system):
    system.prefix = []
    system.installed = {"chromium"}
    debian.ensure(with_tests=True)
    (names,) = system.asked
    assert "libfribidi0" in names
    assert "chromium" not in names


def test_without_rights_the_command_to_type_is_said_in_one_line(system, capsys):
    debian.ensure(with_tests=False)
    (line,) = capsys.readouterr().err.splitlines()
    assert "sudo apt-get install libfribidi0" in line


def test_on_a_build_server_a_missing_package_is_a_failure(system, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SetupError, match="chromium"):
        debian.ensure(with_tests=True)


def test_nothing_is_said_or_done_when_all_is_there(system, capsys):
    system.installed = {package.name for package in debian.listed()}
    debian.ensure(with_tests=True)
    assert capsys.readouterr() == ("", "")
    assert system.asked == []


def test_a_test_is_skipped_with_the_line_that_says_what_to_type(system):
    assert "sudo apt-get install chromium" in debian.unavailable("chromium")
    system.installed = {"chromium"}
    assert debian.unavailable("chromium") is None


def test_on_a_build_server_no_test_is_skipped(system, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SetupError, match="chromium"):
        debian.unavailable("chromium")
