"""Which texts of a piece hold letters that no font of ours can draw."""

import unicodedata
from typing import Any

from media_assets.typesetting import letters

from .data import Piece
from .typesettable import typesettable

# Not seen themselves, and needed by scripts, emoji and lines.
UNSEEN = frozenset("\n\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f")
OURS = frozenset({"id", "kind", "icon", "drawn_as", "value", "logo"})  # of a block: nobody's words


def unwritable(piece: Piece) -> list[str]:
    """Ids of the blocks with such letters, in order; an empty one for headline, lead and footer."""
    around = (piece.headline, piece.lead, piece.source, piece.to_data()["footer"])
    texts: list[tuple[str, Any]] = [("", [around, dict(piece.words)])]
    texts += [(block["id"], block) for block in piece.to_data()["blocks"]]  # type: ignore[attr-defined]  # a list, see there
    return [name for name, text in texts if _missing(typesettable(text))]


def _missing(data: Any) -> bool:
    if isinstance(data, str):
        return any(map(_cannot_be_drawn, set(data)))
    if isinstance(data, dict):
        return any(_missing(value) for name, value in data.items() if name not in OURS)
    return isinstance(data, list) and any(map(_missing, data))


def _cannot_be_drawn(one: str) -> bool:
    if one in UNSEEN or one.isspace():
        return False
    return ord(one) not in letters() or unicodedata.category(one) in {"Cs", "Co", "Cn"}
