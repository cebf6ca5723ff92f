import pytest

from cms.importing.wording import is_byline, is_caption, split_credit, undoubled


@pytest.mark.parametrize(
    "text",
    [
        "Người dân làm thủ tục. Ảnh: BHXH Việt Nam",
        "Người dân làm thủ tục (Ảnh minh họa)",
        "Hình 1. Sơ đồ",
        "Ảnh: TTXVN",
        "Illustrative image",
        "The people at the office (Image from the internet)",
        "At the office. Photo: VNA",
    ],
)
def test_captions_are_recognised_by_their_wording(text):
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ảnh hưởng của chính sách tới người dân",
        "Hình thức tuyên truyền đa dạng",
        "AFTER IMAGE: this text follows",
        "Người dân xem ảnh: rất đông",
    ],
)
def test_ordinary_lines_are_no_captions(text):
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("Người dân làm thủ tục. Ảnh: BHXH Việt Nam", ("Người dân làm thủ tục", "BHXH Việt Nam")),
        ("Người dân làm thủ tục (Nguồn ảnh: TTXVN)", ("Người dân làm thủ tục", "TTXVN")),
        ("Ảnh: TTXVN", ("", "TTXVN")),
        ("Người dân làm thủ tục", ("Người dân làm thủ tục", "")),
    ],
)
def test_the_photographer_is_parted_from_the_caption(caption, parts):
    assert split_credit(caption) == parts


@pytest.mark.parametrize("text", ["PV", "Hoàng Mai", "MAI HOÀNG", "(Theo TTXVN)", "Ban Biên tập"])
def test_names_standing_alone_are_bylines(text):
    assert is_byline(text)


@pytest.mark.parametrize(
    "text", ["GIÁM ĐỐC", "Người dân được hưởng gì", "Hà Nội:", "Tin", "Trân trọng cảm ơn."]
)
def test_other_short_lines_are_no_bylines(text):
    assert not is_byline(text)


def test_a_name_doubled_without_a_space_is_halved():
    assert undoubled("Báo Khánh HòaBáo Khánh Hòa") == "Báo Khánh Hòa"
    assert undoubled("Báo Khánh Hòa") == "Báo Khánh Hòa"
