"""What an announcer looks at before reading."""

from publishing.script.model import Role
from publishing.sheets.hard_words import hard_words
from tests.factories.announcing import BHXH, script_of


def listed(*parts, language="vi"):
    script = script_of(((Role.TEXT, (parts,)),), language)
    return [(one.written, one.said) for one in hard_words(script)]


def test_what_is_said_otherwise_is_listed_once_with_both_forms():
    assert listed(BHXH, " và ", BHXH, ".") == [BHXH]


def test_numbers_that_anybody_reads_at_sight_are_not():
    assert (
        listed(("5", "năm"), " và ", ("20", "hai mươi"), " và ", ("75%", "bảy mươi lăm phần trăm"))
        == []
    )
    assert listed(("2.340.000", "hai triệu")) == [("2.340.000", "hai triệu")]
    assert listed(("5 kg", "năm ki lô gam")) == [("5 kg", "năm ki lô gam")]


def test_foreign_names_are_listed_and_vietnamese_words_never():
    words = (
        "Khuya nghiêng quyết Đắk Lắk giữ gìn Ê-đê hoà Uỷ TUYÊN QUANG ngoằn ngoèo khuỷu tay xoong"
    )
    assert listed(words) == []
    assert listed("Gửi qua Facebook và Zalo tới ông Smith.") == [
        ("Facebook", "Facebook"),
        ("Zalo", "Zalo"),
        ("Smith", "Smith"),
    ]


def test_what_was_explained_already_is_not_listed_a_second_time():
    assert listed(("VssID", "Vss ai đi"), " rồi Vss") == [("VssID", "Vss ai đi")]


def test_in_other_languages_only_what_was_rewritten_is_listed():
    assert listed("Č̆ŏng klei mnơ̆ng Facebook", language="rad") == []
