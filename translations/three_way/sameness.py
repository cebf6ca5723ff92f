"""When two values say the same, however they were stored.

The editor writes the keys of its paragraphs anew (`data-block-key`), a form writes "" for what had no
value, keyboards differ in how they encode a letter with two marks: none of these is an edit.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from .versions import ABSENT

_EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')
_NOTHING = (None, "", "<p></p>")


def same(one: Any, two: Any) -> bool:
    """Ids of blocks do not count, nor do empty values beside missing ones."""
    return (one is two) or one == two or _plain(one) == _plain(two)


def signature(value: Any) -> str:
    """Equal for values that are the `same`."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)


def plain_text(text: str) -> str:
    return unicodedata.normalize("NFC", _EDITOR_KEY.sub("", text).replace("\r\n", "\n"))


def is_block(value: Any) -> bool:
    return isinstance(value, Mapping) and "type" in value and "value" in value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        text = plain_text(value)
        return None if text in _NOTHING else text
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value] or None
    return None if value is ABSENT else value


def _plain_mapping(value: Mapping[str, Any]) -> dict[str, Any]:
    """Of a block its type and value, even if that is empty: it is there."""
    if is_block(value):
        return {"type": value["type"], "value": _plain(value["value"])}
    plain = {name: _plain(each) for name, each in value.items()}
    return {name: each for name, each in plain.items() if each is not None}
