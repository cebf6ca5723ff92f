import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from translations.models import Term

pytestmark = pytest.mark.django_db


def test_terms_are_taken_and_counted(tmp_path):
    (tmp_path / "g.csv").write_text("term;language;preferred\nquỹ;khm;x\n")
    out = StringIO()
    call_command("import_glossary", tmp_path / "g.csv", stdout=out)
    assert re.findall(r"\d+", out.getvalue())[0] == "1"
    assert Term.objects.get().translations.get().language == "km"


def test_every_problem_is_a_line_and_nothing_is_taken(tmp_path):
    (tmp_path / "g.csv").write_text("term,language,preferred\nquỹ,xx,x\nquỹ,yy,x\n")
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("import_glossary", tmp_path / "g.csv", stderr=told)
    assert len(told.getvalue().splitlines()) == 2
    assert not Term.objects.exists()


@pytest.mark.parametrize("name", ["none.csv", "g.docx"])
def test_a_file_that_is_not_there_or_no_glossary_is_said(tmp_path, name):
    (tmp_path / "g.docx").touch()
    with pytest.raises(CommandError):
        call_command("import_glossary", tmp_path / name)
