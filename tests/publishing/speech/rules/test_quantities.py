from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publishing.speech import PROFILES, read
from publishing.speech.hearing import heard

UNITS = {
    " đồng": "đồng", "đ": "đồng", " VNĐ": "đồng", "₫": "đồng", " USD": "đô la Mỹ", "%": "phần trăm", " %": "phần trăm",
    "kg": "ki lô gam", " km": "ki lô mét", "°C": "độ C", "m2": "mét vuông", " m³": "mét khối",
}  # fmt: skip


def grouped(number):
    return f"{number:,}".replace(",", ".")


@pytest.mark.parametrize("profile", PROFILES)
@given(
    unit=some.sampled_from(list(UNITS)),
    number=some.integers(min_value=1, max_value=10**15),
    negative=some.booleans(),
)
def test_an_amount_is_heard_as_it_was_written(profile, unit, number, negative):
    sign = "-" if negative else ""
    reading = read(f"Số là {sign}{grouped(number)}{unit}.", profile=profile)
    assert reading.flags == ()
    told = reading.spoken.removeprefix("Số là ").removesuffix(f" {UNITS[unit]}.")
    assert heard(told) == (-number if negative else number)


@given(whole=some.integers(0, 10**9), decimals=some.from_regex(r"[0-9]{1,6}", fullmatch=True))
def test_decimals_are_heard_as_they_were_written(whole, decimals):
    reading = read(f"Đạt {grouped(whole)},{decimals}%")
    assert reading.flags == ()
    told = reading.spoken.removeprefix("Đạt ").removesuffix(" phần trăm")
    assert heard(told) == Decimal(f"{whole}.{decimals}")


@given(
    some.tuples(some.integers(1, 999), some.integers(1, 999)).filter(lambda two: two[0] < two[1])
)
def test_a_range_keeps_both_ends(ends):
    reading = read(f"Hỗ trợ {ends[0]}-{ends[1]} nghìn đồng")
    assert reading.flags == ()
    first, second = (
        reading.spoken.removeprefix("Hỗ trợ ").removesuffix(" nghìn đồng").split(" đến ")
    )
    assert (heard(first), heard(second)) == ends
