import pytest
from django.core.management import CommandError, call_command

from tests.factories.translations import Booth
from translations.exchange import Format, write
from translations.services.exchanging import file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def booth():
    return Booth()


def returned(booth, path, **changes):
    """The file as it comes back: every text translated, those named in `changes` otherwise."""
    file = file_of(booth.page, "km")
    empty = write(file, Format.PO).decode()
    for unit in file.units:
        words = changes.get(unit.source, f"km {unit.source}")
        entry = f'msgctxt "{unit.id}"\n'
        before, _entry, after = empty.partition(entry)
        first, _quotes, rest = after.partition('msgstr ""')
        empty = f'{before}{entry}{first}msgstr "{words}"{rest}'
    path.write_text(empty, encoding="utf-8")
    return path


def test_a_file_comes_back_and_its_texts_are_translated(booth, tmp_path, capsys):
    path = returned(booth, tmp_path / "bài.po")
    call_command("import_translation", path, user=booth.translator.username)
    assert booth.translation("Cách làm").text == "km Cách làm"
    assert booth.translation("Cách làm").author == booth.translator
    assert str(len(booth.segments())) in capsys.readouterr().out


def test_without_a_name_it_is_the_work_of_whoever_it_is_assigned_to(booth, tmp_path):
    request = booth.request()
    request.assignee = booth.translator
    request.save()
    call_command("import_translation", returned(booth, tmp_path / "bài.po"))
    assert booth.translation("Cách làm").author == booth.translator


def test_nobody_s_work_is_refused_with_who_could_have_done_it(booth, tmp_path):
    path = returned(booth, tmp_path / "bài.po")
    for login in (None, "nobody"):
        with pytest.raises(CommandError, match=booth.translator.username):
            call_command("import_translation", path, user=login)
    assert not booth.segment("Cách làm").translations.exists()


def test_somebody_without_that_language_brings_nothing_in(booth, tmp_path):
    path = returned(booth, tmp_path / "bài.po")
    with pytest.raises(CommandError, match=booth.editor.username):
        call_command("import_translation", path, user=booth.editor.username)
    assert not booth.segment("Cách làm").translations.exists()


def test_what_is_not_taken_is_named_and_the_exit_code_says_so(booth, tmp_path, capsys):
    path = returned(booth, tmp_path / "bài.po", **{"Cách làm": "⟨7⟩ lạ"})
    with pytest.raises(SystemExit) as left:
        call_command("import_translation", path, user=booth.translator.username)
    assert left.value.code == 3
    assert "⟨7⟩" in capsys.readouterr().err
    assert not booth.segment("Cách làm").translations.exists()
    assert booth.translation(booth.page.title).state == "translated"


def test_a_bad_file_is_refused_in_one_line(booth, tmp_path):
    path = tmp_path / "hỏng.xlf"
    path.write_bytes(write(file_of(booth.page, "km"), Format.XLIFF1)[:-40])
    with pytest.raises(CommandError, match="hỏng"):
        call_command("import_translation", path, user=booth.translator.username)
    with pytest.raises(CommandError):
        call_command("import_translation", tmp_path / "không có", user=booth.translator.username)
