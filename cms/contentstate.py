"""Rich text as the editor posts it (Draft.js content state), before it becomes HTML.

A browser's editor posts a sound one; a script may post anything that JSON can say, past every check
of the form around it. What cannot be used is left out here, so that the words themselves stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .marks_on_letters import without_heaps

LARGEST_NUMBER = 2**31 - 1
NOBODY = 0  # the number of no page, picture or file
DEEPEST_LIST = 10  # the editor itself ends at 4
LONGEST_KEY = 40
# What the features of our rich text make; the words of a block or link of any other kind would go.
TYPES = {"unstyled", "unordered-list-item", "ordered-list-item"}
LEADS_BY = {"LINK": ("id", "url"), "DOCUMENT": ("id",)}
Json = dict[str, Any]


def is_text(content: Any) -> bool:
    """Whether it has what makes a rich text: blocks with words, and a map of what they refer to."""
    if not isinstance(content, dict):
        return False
    blocks, entities = content.get("blocks"), content.get("entityMap")
    if not isinstance(blocks, list) or not isinstance(entities, dict):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in blocks)


def sound(content: Json) -> Json:
    """`content` less whatever the editor cannot have posted; the very same object if nothing is."""
    entities = {key: _entity(one) for key, one in content["entityMap"].items() if _is_entity(one)}
    blocks = [_block(one, entities) for one in content["blocks"]]
    made = {**content, "blocks": blocks, "entityMap": entities}
    return content if made == content else made


def _is_entity(entity: Any) -> bool:
    if not isinstance(entity, dict) or not isinstance(entity.get("data"), dict):
        return False
    kind = entity.get("type")
    leads_by = LEADS_BY.get(kind, ()) if isinstance(kind, str) else ()
    return any(name in entity["data"] for name in leads_by)


def _entity(entity: Json) -> Json:
    """Only numbers that a page or file can have; addresses that are texts."""
    data = dict(entity["data"])
    if "id" in data and not _is_number(data["id"]):
        data["id"] = NOBODY
    if "url" in data and not isinstance(data["url"], str | None):
        data["url"] = ""
    return {**entity, "data": data}


def _is_number(value: Any) -> bool:
    if isinstance(value, str) and value.isdecimal() and len(value) < 11:
        value = int(value)
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_NUMBER


def _block(block: Json, entities: Mapping[str, Any]) -> Json:
    made = {**block, "text": without_heaps(block["text"])}
    if not isinstance(block.get("type"), str) or block["type"] not in TYPES:
        made["type"] = "unstyled"
    if "depth" in block and not _is_within(block["depth"], DEEPEST_LIST):
        made["depth"] = 0
    if "key" in block and not (isinstance(block["key"], str) and len(block["key"]) <= LONGEST_KEY):
        del made["key"]
    length = len(made["text"])
    if "inlineStyleRanges" in block:
        made["inlineStyleRanges"] = list(_styles(block["inlineStyleRanges"], length))
    if "entityRanges" in block:
        made["entityRanges"] = list(_references(block["entityRanges"], length, entities))
    return made


def _styles(ranges: Any, length: int) -> Iterator[Json]:
    seen = set()
    for one in _ranges(ranges, length):
        named = one.get("style")
        place = (named, one["offset"], one["length"]) if isinstance(named, str) else None
        if place and place not in seen:
            seen.add(place)
            yield one


def _references(ranges: Any, length: int, entities: Mapping[str, Any]) -> Iterator[Json]:
    """No two over the same words: a link cannot stand in another."""
    end = 0
    for one in sorted(_ranges(ranges, length), key=lambda one: int(one["offset"])):
        known = isinstance(one.get("key"), int | str) and str(one["key"]) in entities
        if known and one["offset"] >= end:
            end = one["offset"] + one["length"]
            yield one


def _ranges(ranges: Any, length: int) -> Iterator[Json]:
    """Of at least one sign, within the text. The editor counts code points, as Python does."""
    for one in ranges if isinstance(ranges, list) else []:
        if not isinstance(one, dict):
            continue
        offset, covered = one.get("offset"), one.get("length")
        within = _is_within(offset, length) and _is_within(covered, length)
        if within and covered and offset + covered <= length:
            yield one


def _is_within(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
