import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def typed(monkeypatch):
    def type_in(text):
        given = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given)))

    return type_in


def spoken(**options):
    out = io.StringIO()
    call_command("speak", stdout=out, **options)
    return out.getvalue()


def test_a_line_is_said_for_each_line(typed):
    typed("Có 24 người\n\nTừ 1-7, XYZ\n")
    assert spoken() == "Có hai mươi tư người\n\nTừ ngày một tháng bảy, X Y Z\n"


def test_so_is_a_last_line_without_an_end_and_one_with_odd_breaks_in_it(typed):
    typed("5%\r\nmột\x0bhai\u2028ba\n3 kg")
    assert spoken() == "Năm phần trăm\nmột hai ba\nBa ki lô gam\n"


def test_nothing_is_said_for_nothing(typed):
    typed("")
    assert spoken() == ""


def test_the_profile_is_chosen(typed):
    typed("24.105")
    assert spoken(profile="south") == "Hai mươi bốn ngàn một trăm lẻ năm\n"


def test_flags_go_to_their_file_only(typed, tmp_path):
    typed("Tăng 5%\nTừ 1-7, XYZ\n")
    said = spoken(flags=tmp_path / "flags.jsonl")
    lines = (tmp_path / "flags.jsonl").read_text(encoding="utf-8").splitlines()
    flags = [json.loads(line) for line in lines]
    assert [(flag["line"], flag["written"], flag["doubt"]) for flag in flags] == [
        (2, "1-7", "ambiguous"),
        (2, "XYZ", "unknown"),
    ]
    assert flags[0]["alternatives"] == ["một đến bảy"]
    assert "ambiguous" not in said


def test_without_flags_the_file_is_empty(typed, tmp_path):
    typed("Tăng 5%")
    spoken(flags=tmp_path / "flags.jsonl")
    assert (tmp_path / "flags.jsonl").read_text() == ""


def test_a_file_that_cannot_be_written_is_named(typed, tmp_path):
    typed("Tăng 5%")
    with pytest.raises(CommandError, match="nowhere"):
        spoken(flags=tmp_path / "nowhere" / "flags.jsonl")


def test_bytes_that_are_no_text_break_nothing(typed):
    typed(b"5 \xff\xfe\n6")
    assert len(spoken().splitlines()) == 2
