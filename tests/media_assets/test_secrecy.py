import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_assets import secrecy

STAMPS = [
    ("MẬT", "secret"),
    ("  MẬT  ", "secret"),
    ("TỐI MẬT", "top_secret"),
    ("TUYỆT MẬT", "utmost_secret"),
    ("TUYỆT\u00a0MẬT", "utmost_secret"),
    ("[MẬT]", "secret"),
    ("— TỐI MẬT —", "top_secret"),
    ("*** TUYỆT MẬT ***", "utmost_secret"),
    ("M Ậ T", "secret"),
    ("T Ố I  M Ậ T", "top_secret"),
    ("T U Y Ệ T M Ậ T", "utmost_secret"),
    ("MẬ\u200bT", "secret"),
    ("ＭẬT", "secret"),
    ("| MẬT |", "secret"),
    ("BẢO HIỂM XÃ HỘI TỈNH\tMẬT", "secret"),
    ("MẬT     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "secret"),
    ("MẬT Số: 12/BC-BHXH", "secret"),
    ("Độ mật: Mật", "secret"),
    ("Độ mật: TỐI MẬT", "top_secret"),
    ("Mức độ mật: Tuyệt mật", "utmost_secret"),
    ("UBND TỈNH\nTỐI MẬT\nSố: 01/TTr", "top_secret"),
]
SENTENCES = [
    "Giữ bí mật thông tin cá nhân",
    "BẢO MẬT THÔNG TIN",
    "BẢO MẬT",
    "BÍ MẬT",
    "mật ong",
    "MẬT ONG RỪNG",
    "Mật khẩu",
    "MẬT KHẨU: 8 ký tự",
    "Mật",
    "Tài liệu được đóng dấu MẬT theo quy định",
    "Luật Bảo vệ bí mật nhà nước quy định độ Mật, Tối mật và Tuyệt mật",
    "Tối mật thiết với nhân dân",
    "mật độ dân số",
    "MẬT ĐỘ DÂN SỐ",
    "Độ mật của tài liệu do người ký quyết định",
    "Không có mật",
    "MÁT",
    "MẶT",
    "TỐI",
    "",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "level"), STAMPS)
def test_a_stamp_that_stands_alone_is_found(text, level, form):
    assert [stamp.level for stamp in secrecy.find(unicodedata.normalize(form, text))] == [level]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", SENTENCES)
def test_the_word_in_a_sentence_is_no_stamp(text, form):
    assert secrecy.find(unicodedata.normalize(form, text)) == ()


def test_the_excerpt_marks_the_stamp_and_its_line_is_named():
    text = "BẢO HIỂM XÃ HỘI\nBHXH TỈNH THỬ\tTỐI MẬT\nSố: 1"
    (stamp,) = secrecy.find(text)

    assert text[stamp.start : stamp.end] == "BHXH TỈNH THỬ\tTỐI MẬT"
    assert "⟦TỐI MẬT⟧" in stamp.excerpt


@given(st.text())
def test_any_text_is_read(text):
    for stamp in secrecy.find(text):
        assert 0 <= stamp.start <= stamp.end <= len(text)


@given(st.text(alphabet="abc đêố\n", max_size=60), st.text(alphabet="xyz \n", max_size=60))
def test_a_stamp_is_found_wherever_its_line_stands(before, after):
    found = secrecy.find(f"{before}\nTUYỆT MẬT\n{after}")

    assert [stamp.level for stamp in found] == ["utmost_secret"]
