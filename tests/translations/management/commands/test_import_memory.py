import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.offices import make_province
from tests.translations.memory.test_tmx import tmx, unit
from translations.models import MemoryUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "memory.tmx"
    path.write_bytes(tmx(unit(("vi", "Có"), ("km", "មាន"), ("xx", "?"))).getvalue())
    return path


def test_the_named_languages_are_taken_and_counted(file):
    office, out = make_province("31"), StringIO()
    call_command("import_memory", file, language=["khm"], office="31", approved=True, stdout=out)
    assert out.getvalue().startswith("km: ")
    assert re.findall(r"\d+", out.getvalue())[0] == "1"
    assert [(one.office, one.approved) for one in MemoryUnit.objects.all()] == [(office, True)]


def test_a_problem_is_a_line_and_nothing_is_taken(file):
    told = StringIO()
    with pytest.raises(CommandError):
        call_command("import_memory", file, stderr=told)
    assert "xx" in told.getvalue()
    assert not MemoryUnit.objects.exists()


@pytest.mark.parametrize("options", [{"language": ["xx"]}, {"office": "99"}])
def test_a_language_or_office_that_is_not_there_is_said(file, options):
    with pytest.raises(CommandError, match=r"xx|99"):
        call_command("import_memory", file, **options)


def test_a_file_that_is_not_there_or_no_tmx_is_said(tmp_path):
    with pytest.raises(CommandError, match=r"none\.tmx"):
        call_command("import_memory", tmp_path / "none.tmx")
    (tmp_path / "page.tmx").write_text("<html/>")
    with pytest.raises(CommandError, match="TMX"):
        call_command("import_memory", tmp_path / "page.tmx")
