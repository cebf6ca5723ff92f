"""Short fingerprints of translations, which travel in the files.

They tell a translation that somebody changed in the file from one that was changed in Loa while the
file was away: bringing the file back must not bring back the older words.
"""

import re
from hashlib import sha256

from translations.unit import Unit

# Where a format has no room of its own for it, it stands behind the id: `c0ffee~1a2b3c4d`.
ID = r"[A-Za-z0-9._:-]+"
_MARKED = re.compile(rf"({ID})(?:~([0-9a-f]{{8}}))?")
_IS_ID = re.compile(ID)


def fingerprint(target: str) -> str:
    return sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def marked(unit: Unit) -> str:
    return f"{unit.id}~{fingerprint(unit.target)}"


def unmarked(text: str) -> tuple[str, str]:
    """The id and the fingerprint; both empty if that is no id."""
    found = _MARKED.fullmatch(text.strip())
    return (found[1], found[2] or "") if found else ("", "")


def is_id(text: str) -> bool:
    return bool(_IS_ID.fullmatch(text))
