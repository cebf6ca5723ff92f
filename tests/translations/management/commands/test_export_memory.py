import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.offices import make_province
from translations.memory import Pair, keep
from translations.models import MemoryUnit

pytestmark = pytest.mark.django_db


def test_what_one_loa_exports_another_imports(tmp_path):
    keep([Pair("Mức 8%", "៨%"), Pair("⟨1⟩Có⟨/1⟩", "⟨1⟩មាន⟨/1⟩")], "km", office=None, approved=True)
    keep([Pair("Có", "mâo")], "rad", office=None, approved=False)
    keep([Pair("Có", "riêng")], "km", office=make_province(), approved=True)
    call_command("export_memory", output=tmp_path / "m.tmx", stdout=StringIO())
    columns = ("language", "source", "masked", "target", "approved", "fingerprint")
    before = set(MemoryUnit.objects.filter(office=None).values_list(*columns))
    MemoryUnit.objects.all().delete()
    call_command("import_memory", tmp_path / "m.tmx", approved=True, stdout=StringIO())
    assert set(MemoryUnit.objects.values_list(*columns)) == before


def test_only_what_was_asked_for_is_written(tmp_path):
    keep([Pair("Có", "a")], "km", office=None, approved=True)
    keep([Pair("Có", "b")], "km", office=None, approved=False)
    keep([Pair("Có", "c")], "rad", office=None, approved=True)
    out = StringIO()
    call_command(
        "export_memory", output=tmp_path / "m.tmx", language=["km-VN"], approved=True, stdout=out
    )
    assert re.findall(r"\d+", out.getvalue())[0] == "1"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="none"):
        call_command("export_memory", output=tmp_path / "none" / "m.tmx")
