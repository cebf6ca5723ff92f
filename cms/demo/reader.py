"""Demo items: one Markdown file with YAML front matter each, read into plain data.

Pure: no Django, no database. `cms.demo.blocks` says what a body may hold.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from cms.demo.blocks import Block, DemoItemError, read_blocks

KINDS = ("article", "infographic", "document", "campaign")


@dataclass(frozen=True)
class LegalReference:
    number: str
    issuer: str
    date: dt.date | None = None
    article: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cover:
    file: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class DemoItem:
    """`date` is the day of the item; of a document, the day it was signed.

    `cover.file` names a file of `pictures/`, `file` (documents only) one of `documents/`.
    """

    kind: str
    slug: str
    title: str
    office: str
    section: str
    date: dt.date
    lead: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    genre: str = ""
    author_name: str = ""
    source: str = ""
    effective_from: dt.date | None = None
    valid_until: dt.date | None = None
    legal_basis: tuple[LegalReference, ...] = ()
    cover: Cover | None = None
    states_policy: bool = False
    facebook: str = ""
    bulletin: str = ""
    number: str = ""
    issuer: str = ""
    signer: str = ""
    abstract: str = ""
    file: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    goals: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    piece: tuple[dict[str, Any], ...] = ()  # of infographics: blocks, each `{kind: value}`
    design: str = ""
    palette: str = ""
    source_line: str = ""
    blocks: tuple[Block, ...] = ()


def read_items(folder: Path) -> list[DemoItem]:
    """Every `*.md` of the folder, oldest first. DemoItemError names the file that is wrong."""
    items = [read_item(path) for path in sorted(folder.glob("*.md"))]
    return sorted(items, key=lambda item: (item.date, item.slug))


def read_item(path: Path) -> DemoItem:
    try:
        item = parse_item(path.read_text(encoding="utf-8"))
    except (DemoItemError, yaml.YAMLError, TypeError) as error:
        raise DemoItemError(f"{path.name}: {error}") from error
    if item.slug != path.stem:
        raise DemoItemError(f"{path.name}: slug is {item.slug!r}")
    return item


def parse_item(text: str) -> DemoItem:
    meta, body = _split(text)
    unknown = set(meta) - {field.name for field in fields(DemoItem)} | ({"blocks"} & set(meta))
    if unknown:
        raise DemoItemError(f"unknown keys: {', '.join(sorted(unknown))}")
    if meta.get("kind") not in KINDS:
        raise DemoItemError(f"kind must be one of {', '.join(KINDS)}")
    return DemoItem(**_values(meta), blocks=tuple(read_blocks(body)))


def _split(text: str) -> tuple[dict[str, Any], str]:
    if not text.startswith("---\n") or "\n---\n" not in text[4:]:
        raise DemoItemError("no front matter")
    head, body = text[4:].split("\n---\n", 1)
    meta = yaml.safe_load(head)
    if not isinstance(meta, dict):
        raise DemoItemError("front matter is not a mapping")
    return meta, body


def _values(meta: Mapping[str, Any]) -> dict[str, Any]:
    values = {key: value for key, value in meta.items() if value is not None}
    for key, value in values.items():
        if isinstance(value, str):
            values[key] = value.strip()
        elif isinstance(value, list) and key != "legal_basis":
            values[key] = tuple(value)
    values["legal_basis"] = tuple(
        LegalReference(**entry) for entry in meta.get("legal_basis") or ()
    )
    values["cover"] = Cover(**meta["cover"]) if meta.get("cover") else None
    return values
