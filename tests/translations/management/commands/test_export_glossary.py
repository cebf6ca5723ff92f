from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from translations.glossary.entries import TermEntry, Wording, all_entries, take
from translations.models import Term

pytestmark = pytest.mark.django_db

ENTRIES = [
    TermEntry("lương hưu", ("hưu trí",), "=tiền\nhằng tháng", wordings=(Wording("km", "-ប"),)),
    TermEntry("quỹ", domain="chung", wordings=(Wording("km", "a"), Wording("rad", "b", ("c",)))),
]


@pytest.mark.parametrize("name", ["g.csv", "g.tbx"])
def test_what_one_loa_exports_another_imports(tmp_path, name):
    take(ENTRIES)
    call_command("export_glossary", output=tmp_path / name, stdout=StringIO())
    Term.objects.all().delete()
    call_command("import_glossary", tmp_path / name, stdout=StringIO())
    assert list(all_entries()) == ENTRIES


def test_only_named_languages_are_written(tmp_path):
    take(ENTRIES)
    call_command("export_glossary", output=tmp_path / "g.csv", language=["rad"], stdout=StringIO())
    assert ',"km",' not in (tmp_path / "g.csv").read_text()


@pytest.mark.parametrize("name", ["g.docx", "none/g.csv"])
def test_an_output_that_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(CommandError):
        call_command("export_glossary", output=tmp_path / name)
