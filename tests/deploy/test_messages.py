import gettext
import os

import pytest

from deploy import extraction, messages

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path):
    po = tmp_path / extraction.LOCALE / "vi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER + 'msgid "Approve"\nmsgstr "Duyệt"\n', encoding="utf-8")
    return po


def translations(root, name):
    return gettext.translation("django", str(root / extraction.LOCALE), [name])


def test_catalogues_are_compiled_without_any_system_package(tmp_path, catalogue, monkeypatch):
    monkeypatch.setenv("PATH", "")
    messages.compile_catalogues(tmp_path)
    assert translations(tmp_path, "vi").gettext("Approve") == "Duyệt"


def test_every_language_has_a_catalogue_be_it_empty(tmp_path, catalogue):
    messages.compile_catalogues(tmp_path)
    for name in messages._locale_names():
        assert translations(tmp_path, name).gettext("x") == "x"


def test_only_what_changed_is_compiled_again(tmp_path, catalogue):
    messages.compile_catalogues(tmp_path)
    assert messages.compile_catalogues(tmp_path) == 0
    compiled = catalogue.with_suffix(".mo").stat().st_mtime
    os.utime(catalogue, (compiled + 5, compiled + 5))
    assert messages.compile_catalogues(tmp_path) == 1
