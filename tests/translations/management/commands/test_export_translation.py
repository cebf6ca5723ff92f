import pytest
from django.core.management import CommandError, call_command

from tests.factories.translations import Booth
from translations.exchange import Format, read

pytestmark = pytest.mark.django_db


def export(booth, path, language="km", format_="xliff1"):
    call_command(
        "export_translation", booth.page.pk, language=language, format=format_, output=path
    )


@pytest.mark.parametrize("format_", Format)
@pytest.mark.parametrize("language", ["km", "khm", "km-VN"])
def test_a_page_goes_into_a_file_of_each_format(tmp_path, format_, language, capsys):
    booth = Booth()
    path = tmp_path / "bài.tệp"
    export(booth, path, language, str(format_))
    again = read(path.read_bytes(), name="x")
    assert again.format is format_
    assert again.unit_file.target_language == "km"
    assert [unit.source for unit in again.unit_file.units] == [
        each.source for each in booth.segments()
    ]
    assert str(len(booth.segments())) in capsys.readouterr().out


def test_what_cannot_be_exported_is_said_in_one_line(tmp_path):
    booth = Booth()
    for language, output in (
        ("xyz", tmp_path / "a"),
        ("vi", tmp_path / "a"),
        ("km", tmp_path / "no" / "a"),
    ):
        with pytest.raises(CommandError):
            export(booth, output, language)
    with pytest.raises(CommandError, match="999999"):
        call_command(
            "export_translation", 999999, language="km", format="po", output=tmp_path / "a"
        )
    assert list(tmp_path.iterdir()) == []
