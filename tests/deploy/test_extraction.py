import polib
import pytest

from deploy import debian, extraction

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path):
    """One text of ours that is gone from the code, one of Wagtail's that we translate."""
    file = tmp_path / "django.po"
    texts = '#~ msgid "No longer said"\n#~ msgstr "Cũ"\n\n#~ msgid "Log in"\n#~ msgstr "Vào"\n'
    file.write_text(HEADER + texts, encoding="utf-8")
    return file


def test_translations_of_wagtails_own_texts_are_not_struck_out(catalogue):
    assert ("", "Log in") in set(extraction._foreign_texts("django"))
    extraction._take_back(catalogue, {("", "Log in")})
    entries = {entry.msgid: entry.obsolete for entry in polib.pofile(str(catalogue))}
    assert entries == {"No longer said": True, "Log in": False}


def test_a_text_without_vietnamese_is_found(tmp_path):
    if reason := debian.unavailable("gettext"):
        pytest.skip(reason)
    for name in extraction.SOURCES:
        (tmp_path / name).mkdir()
    (tmp_path / "manage.py").write_text(MANAGE)
    source = (
        "from django.utils.translation import gettext as _\na = _('Approve')\nb = _('Return')\n"
    )
    (tmp_path / "cms" / "a.py").write_text(source)
    po = tmp_path / extraction.LOCALE / "vi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(HEADER + 'msgid "Approve"\nmsgstr "Duyệt"\n', encoding="utf-8")
    before = po.read_text(encoding="utf-8")
    assert extraction.untranslated(tmp_path) == ["Return"]
    assert po.read_text(encoding="utf-8") == before


MANAGE = """
import os, sys
from django.conf import settings
from django.core.management import execute_from_command_line
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
settings.configure(LOCALE_PATHS=[os.path.abspath("cms/locale")], USE_I18N=True)
execute_from_command_line(sys.argv)
"""
