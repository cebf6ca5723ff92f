"""A recording put into the content of a translated page, above the text. Pure: data in, data out."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cms.item_texts import closed, opened

STREAM, BLOCK = "body", "sound"


def with_voice(content: Mapping[str, Any], recording: int) -> dict[str, Any]:
    """A copy that begins with the recording; the same one gives the same bytes."""
    made = opened(content)
    made[STREAM] = [_block(recording), *(made.get(STREAM) or [])]
    return closed(content, made)


def _block(recording: int) -> dict[str, Any]:
    return {
        "type": BLOCK,
        "value": {"recording": recording, "caption": ""},
        "id": str(uuid5(NAMESPACE_URL, f"loa:spoken:{recording}")),
    }
