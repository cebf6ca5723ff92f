"""Letters under heaps of marks, which no language has and every sorting of letters chokes on.

Putting n marks over one letter in order takes n² steps (Python's own `unicodedata.normalize`, and
whatever draws letters). Unicode's stream-safe format (UAX #15) ends at 30; so do we.
"""

import re
import sys
import unicodedata

MOST = 30


def _ranges() -> str:
    """Every combining mark as a class of a regular expression."""
    found: list[list[int]] = []
    for code in range(0x300, sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in ("Mn", "Me"):
            if found and found[-1][1] == code - 1:
                found[-1][1] = code
            else:
                found.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in found)


_HEAP = re.compile(rf"([{_ranges()}]{{{MOST}}})[{_ranges()}]+")


def without_heaps(text: str) -> str:
    """`text` with the first marks of each letter; what people write stays as it is."""
    return text if text.isascii() else _HEAP.sub(r"\1", text)
