import pytest

from media_assets.number_labels import carries_on, label_before, names_amount
from media_assets.spelled_numbers import fold


@pytest.mark.parametrize(
    ("left", "name"),
    [
        ("Số tài khoản: ", "bank"),
        ("mã số thuế ", "tax"),
        ("Tài khoản 123; điện thoại ", "phone"),
        ("CCCD số ", "identity"),
        ("Mã số BHXH: ", "social"),
        ("thẻ BHYT ", "health"),
        ("Mã hồ sơ ", "other"),
        ("Đại lý thu ", ""),
        ("Số tài khoản\n", "bank"),
        ("Số tài khoản\nMột dòng khác dài hơn ", ""),
    ],
)
def test_the_nearest_word_says_what_a_number_is(left, name):
    assert label_before(fold(left)).name == name


def test_a_word_glued_to_the_number_touches_it():
    assert label_before("sdt").touches
    assert not label_before("sdt ").touches


def test_what_follows_tells_an_amount_and_the_number_of_a_document():
    assert names_amount(" dong")
    assert names_amount(" %")
    assert not names_amount(" nhe")
    assert carries_on("/qd-bhxh")
    assert not carries_on("/0987654321")
    assert not carries_on(".")
