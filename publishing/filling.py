"""An office's facts put into an item's blocks, and what vanishes where it has none left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cms.fact_wording import Wording
from cms.placeholders import missing, missing_in, resolve

from .channel import Block, Content
from .plain_text import text_of

# The text without which a block says nothing.
_MAIN = {
    "heading": "text",
    "fact_box": "text_html",
    "quotation": "text",
    "question_answer": "answer_html",
}
_HTML = "_html"  # how names of rich texts end
_LISTS = frozenset(("steps_html",))  # of which one that vanished is left out


@dataclass(frozen=True)
class Filling:
    """Every way raises `cms.placeholders.MissingFact`."""

    facts: Mapping[str, str]
    language: str
    wording: Wording | None = None

    def plain(self, text: str) -> str:
        return self._text(text, html=False)

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            filled = replace(block, data=self._data(block.data))
            if _says(block, block.data) <= _says(block, filled.data):
                yield filled

    def _text(self, text: str, *, html: bool) -> str:
        if "{{" not in text:
            return text
        return resolve(text, self.facts, html=html, language=self.language, wording=self.wording)

    def _data(self, data: Any, *, key: str = "") -> Any:
        if isinstance(data, str):
            return self._text(data, html=key.endswith(_HTML))
        if isinstance(data, Mapping):
            return {name: self._data(value, key=name) for name, value in data.items()}
        if isinstance(data, list):
            filled = [self._data(value, key=key) for value in data]
            pairs = zip(data, filled, strict=True)
            return [new for old, new in pairs if key not in _LISTS or new or not old]
        return data


def missing_keys(content: Content, facts: Mapping[str, str]) -> list[str]:
    """What `content` with its placeholders lacks at an office with these facts, each key once."""
    return _missing_in(content.title, content.lead, [one.data for one in content.blocks], facts)


def missing_in_data(content: Mapping[str, Any], facts: Mapping[str, str]) -> list[str]:
    """The same of a content as a release keeps it."""
    blocks = [one["data"] for one in content.get("blocks") or ()]
    return _missing_in(content.get("title", ""), content.get("lead", ""), blocks, facts)


def _missing_in(
    title: str, lead: str, blocks: Iterable[Any], facts: Mapping[str, str]
) -> list[str]:
    in_blocks = (key for data in blocks for key in _missing(data, facts))
    return list(dict.fromkeys([*missing_in([title, lead], facts), *in_blocks]))


def _missing(data: Any, facts: Mapping[str, str], *, key: str = "") -> Iterator[str]:
    if isinstance(data, str):
        yield from missing(data, facts, html=key.endswith(_HTML))
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _missing(value, facts, key=name)
    elif isinstance(data, list):
        for value in data:
            yield from _missing(value, facts, key=key)


def _says(block: Block, data: Mapping[str, Any]) -> bool:
    """True for a block that has no such text."""
    name = _MAIN.get(block.type)
    if name is None:
        return True
    return bool(text_of(data[name]) if name.endswith(_HTML) else str(data[name]).strip())
