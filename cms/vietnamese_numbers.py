"""Numbers as people here write them: `1.234,5`."""

import re
from decimal import Decimal

LONGEST = 20  # characters; nobody reads a longer one in a picture
# The unit may follow where an office's figure brings one: “93,35 %”.
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(?=$|\s|%)")


def read_number(text: str) -> Decimal:
    """The number that a text begins with. Raises ValueError."""
    found = _NUMBER.match(text.strip())
    if found is None or len(found[0]) > LONGEST:
        raise ValueError(text)
    sign, whole, parts = found.groups()
    return Decimal(f"{'-' if sign else ''}{whole.replace('.', '')}.{parts or '0'}")


def is_number(text: str) -> bool:
    """Whether the text is one number and nothing else."""
    found = _NUMBER.fullmatch(text.strip())
    return found is not None and len(found[0]) <= LONGEST
