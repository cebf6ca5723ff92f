"""What stands on a sheet."""

import pytest
from django.utils import translation

from media_assets.printable import has_numbers
from publishing.airing.wishes import Time
from publishing.script.model import Role
from publishing.sheets.printed import PARAGRAPH_END, SENTENCE_END, printed
from publishing.sheets.sheet import Approval, Standing
from tests.factories.announcing import BHXH, long_script, script_of, sheet_with
from tests.factories.scripts import SAMPLES


def about(**fields):
    return dict(printed(sheet_with(**fields))["about"])


def test_it_names_class_validity_repeats_length_office_and_approver():
    shown = about(repeats=2, pause=30, slot=120, times=(Time(390, (1, 3)),))
    assert shown == {
        "Loại bản tin": "Thường",
        "Thời gian đọc": "khoảng 1 phút 35 giây",
        "Khung phát": "2 phút",
        "Số lần phát": "2 lần, nghỉ 30 giây giữa hai lần",
        "Giờ đề nghị": "06:30 (T2, T4)",
        "Hiệu lực": "đến hết ngày 31/12/2026",
        "Cơ quan ban hành": "BHXH tỉnh Tuyên Quang",
        "Người duyệt": "Hoàng Thị Mai, Giám đốc, 09:30 20/11/2026",
    }


def test_what_nobody_wished_or_approved_is_left_out():
    shown = about(last_day=None, approval=Approval("BHXH"))
    assert set(shown) == {"Loại bản tin", "Thời gian đọc", "Số lần phát", "Cơ quan ban hành"}


def test_a_sheet_is_vietnamese_whoever_asks():
    with translation.override("en"):
        in_english = printed(sheet_with())
    assert in_english == printed(sheet_with())


def test_pauses_stand_between_sentences_and_longer_ones_between_paragraphs():
    ends = [
        [one["end"] for one in paragraph["sentences"]]
        for paragraph in printed(sheet_with())["paragraphs"]
    ]
    assert ends == [
        [SENTENCE_END, PARAGRAPH_END],
        [PARAGRAPH_END],
        [SENTENCE_END, SENTENCE_END, PARAGRAPH_END],
        [PARAGRAPH_END],
        [SENTENCE_END, ""],
    ]


def test_what_is_said_can_be_put_together_again():
    script = script_of()
    shown = printed(sheet_with(script))["paragraphs"]
    said = [["".join(p["said"] for p in s["pieces"]) for s in one["sentences"]] for one in shown]
    assert said == [[s.said for s in one.sentences] for one in script.paragraphs]


def test_the_written_form_stands_only_where_it_differs():
    shown = printed(sheet_with(script_of(((Role.TEXT, (("Tham gia ", BHXH, " nhé."),)),))))
    assert [one["written"] for one in shown["paragraphs"][0]["sentences"][0]["pieces"]] == [
        "",
        "BHXH",
        "",
    ]


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({}, []),
        ({"klass": "priority"}, ["ƯU TIÊN"]),
        ({"klass": "emergency"}, ["KHẨN CẤP"]),
        ({"is_correction": True}, ["ĐÍNH CHÍNH"]),
        ({"klass": "emergency", "is_correction": True}, ["KHẨN CẤP", "ĐÍNH CHÍNH"]),
    ],
)
def test_emergency_and_corrections_are_told_apart_at_a_glance(fields, names):
    assert [one["name"] for one in printed(sheet_with(**fields))["banners"]] == names


@pytest.mark.parametrize("standing", [one for one in Standing if one != Standing.IN_FORCE])
def test_what_may_not_be_played_says_so(standing):
    assert "được phát" in printed(sheet_with(standing=standing))["stop"]
    assert printed(sheet_with())["stop"] == ""


@pytest.mark.parametrize("language", SAMPLES)
def test_every_letter_of_every_language_can_be_printed(language):
    shown = printed(sheet_with(long_script(4, 20, language), title=SAMPLES[language].text(6)))
    assert not has_numbers(shown)


def test_a_bulletin_in_another_language_names_it():
    assert about(script=long_script(2, 5, "km"))["Ngôn ngữ"] == "Tiếng Khmer"
