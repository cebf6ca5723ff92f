"""Numbers as people here write them."""

from decimal import Decimal

import pytest

from cms.vietnamese_numbers import is_number, read_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("0,07", "0.07"),
        ("12", "12"),
        ("-3,2", "-3.2"),
        (" 2.000.000 ", "2000000"),
    ],
)
def test_a_number_is_read_with_its_points_and_comma(text, number):
    assert is_number(text)
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "12.5", "1,234.5", "12 %", "mười", "1.23.4", "1e5", "9" * 21])
def test_what_is_written_otherwise_is_no_number(text):
    assert not is_number(text)


def test_a_figure_with_its_unit_is_read_up_to_the_unit():
    assert read_number("93,35 %") == Decimal("93.35")
    assert read_number("14.200 người") == Decimal(14200)
    with pytest.raises(ValueError, match="hơn"):
        read_number("hơn 90 %")
