"""The platform's field syntax: ``id,message,attachments{type,target{id}}``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publishing.sandbox.errors import invalid_parameter, unknown_field

Fields = dict[str, "Fields"]
TOKEN = re.compile(r"\s*([A-Za-z_]\w*|[{},]|\.\w+\([^)]*\))")


def parse_fields(text: str) -> Fields:
    """Modifiers such as ``.limit(10)`` are accepted and ignored."""
    tokens = _tokens(text)
    fields = _read(tokens, text)
    if tokens:
        raise _syntax_error(text)
    return fields


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text.rstrip()):
        match = TOKEN.match(text, position)
        if match is None:
            raise _syntax_error(text)
        if not match[1].startswith("."):
            tokens.append(match[1])
        position = match.end()
    return tokens[::-1]


def _read(tokens: list[str], text: str) -> Fields:
    fields: Fields = {}
    while tokens and tokens[-1] != "}":
        name = tokens.pop()
        if name in "{},":
            raise _syntax_error(text)
        fields[name] = {}
        if tokens and tokens[-1] == "{":
            tokens.pop()
            fields[name] = _read(tokens, text)
            if not tokens or tokens.pop() != "}":
                raise _syntax_error(text)
        if tokens and tokens[-1] == ",":
            tokens.pop()
    return fields


def _syntax_error(text: str) -> Exception:
    return invalid_parameter(f"Syntax error in the fields parameter: {text}")


def project(
    node: Mapping[str, Any], fields: Fields, known: frozenset[str], node_type: str
) -> dict[str, Any]:
    """The asked fields of a node and always its id; a known field without a value is left out."""
    shown: dict[str, Any] = {}
    for name, inner in fields.items():
        if name not in known:
            raise unknown_field(name, node_type)
        if node.get(name) is not None:
            shown[name] = _inside(node[name], inner)
    if "id" in node:
        shown.setdefault("id", node["id"])
    return shown


def _inside(value: Any, fields: Fields) -> Any:
    """Sub-fields pick from an object, from each of a list, from each of an edge's ``data``."""
    if not fields:
        return value
    if isinstance(value, list):
        return [_inside(item, fields) for item in value]
    if not isinstance(value, Mapping):
        return value
    if isinstance(value.get("data"), list):
        return {**value, "data": _inside(value["data"], fields)}
    return {
        name: _inside(value[name], inner)
        for name, inner in fields.items()
        if value.get(name) is not None
    }
