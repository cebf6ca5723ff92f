"""The door to the one reader of numbers, which stands in `cms` because fact sheets need it too."""

from cms.spoken_numbers import (
    CENTRAL,
    NORTH,
    SOUTH,
    Profile,
    cardinal,
    decimals_said,
    digit_by_digit,
    is_number,
    said,
)

__all__ = [
    "CENTRAL", "NORTH", "SOUTH", "Profile", "cardinal", "decimals_said", "digit_by_digit", "is_number", "said",
]  # fmt: skip
