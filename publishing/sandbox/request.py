"""A request as the platform reads it: every encoding that its many client libraries send."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import Any
from urllib.parse import parse_qsl, unquote

from publishing.sandbox.errors import invalid_parameter

VERSION = re.compile(r"^v\d+\.\d+$")
SECRET_FIELDS = frozenset(
    {
        "access_token",
        "input_token",
        "appsecret_proof",
        "app_secret",
        "client_secret",
        "fb_exchange_token",
        "token",
    }
)
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0", ""})
REDACTED = "[redacted]"


@dataclass(frozen=True)
class Upload:
    field: str
    filename: str
    content: bytes


@dataclass
class GraphRequest:
    """``fields`` merges query and body; a field that is repeated keeps all its values, in order."""

    method: str
    path: tuple[str, ...]
    version: str | None
    fields: dict[str, list[Any]]
    uploads: list[Upload] = field(default_factory=list)
    token: str = ""

    def get(self, name: str, default: str = "") -> str:
        values = self.fields.get(name)
        return _as_text(values[-1]) if values else default

    def flag(self, name: str, default: bool) -> bool:
        """Booleans come as true, false, True, False, 1 or 0."""
        if name not in self.fields:
            return default
        value = self.get(name).strip().lower()
        if value not in TRUE | FALSE:
            raise invalid_parameter(f"param {name} must be a boolean.")
        return value in TRUE

    def redacted(self) -> dict[str, Any]:
        shown = {
            name: [REDACTED] if name in SECRET_FIELDS else values
            for name, values in self.fields.items()
        }
        return {name: values[0] if len(values) == 1 else values for name, values in shown.items()}


def parse(method: str, target: str, headers: Message, body: bytes) -> GraphRequest:
    """Raises GraphError (100) for a body that cannot be read."""
    parts, query = split_target(target)
    version = parts[0] if parts and VERSION.match(parts[0]) else None
    request = GraphRequest(method, parts[1:] if version else parts, version, _pairs(query))
    posted, request.uploads = _parse_body(headers.get("Content-Type") or "", body)
    request.fields.update(posted)
    request.token = request.get("access_token") or _header_token(headers)
    return request


def split_target(target: str) -> tuple[tuple[str, ...], str]:
    """The parts of the path, and the query; doubled and trailing slashes do not count."""
    path, _, query = target.partition("?")
    return tuple(unquote(part) for part in path.split("/") if part), query


def _parse_body(content_type: str, body: bytes) -> tuple[dict[str, list[Any]], list[Upload]]:
    if not body:
        return {}, []
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return _multipart(content_type, body)
    if kind == "application/json" or (not kind and body.lstrip()[:1] == b"{"):
        return _json(body), []
    return _pairs(body.decode("utf-8", "replace")), []


def _pairs(text: str) -> dict[str, list[Any]]:
    fields: dict[str, list[Any]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return fields


def _json(body: bytes) -> dict[str, list[Any]]:
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise invalid_parameter("The request body is not a JSON object.")
    return {name: [value] for name, value in data.items()}


def _multipart(content_type: str, body: bytes) -> tuple[dict[str, list[Any]], list[Upload]]:
    boundary = _parameters(content_type).get_param("boundary")
    if not boundary:
        raise invalid_parameter("A multipart body needs a boundary.")
    fields: dict[str, list[Any]] = {}
    uploads: list[Upload] = []
    for part in (b"\r\n" + body).split(b"\r\n--" + str(boundary).encode())[1:]:
        if part.startswith(b"--"):
            break
        _read_part(part, fields, uploads)
    return fields, uploads


def _read_part(part: bytes, fields: dict[str, list[Any]], uploads: list[Upload]) -> None:
    head, _, content = part.partition(b"\r\n\r\n")
    disposition = re.search(rb"(?i)content-disposition:\s*([^\r\n]+)", head)
    if disposition is None:
        raise invalid_parameter("A part of the multipart body has no Content-Disposition.")
    parameters = _parameters(disposition[1].decode("utf-8", "replace"))
    name, filename = str(parameters.get_param("name", "")), parameters.get_param("filename")
    if filename is None:
        fields.setdefault(name, []).append(content.decode("utf-8", "replace"))
    else:
        uploads.append(Upload(name, collapse_rfc2231_value(filename), content))


def _parameters(header: str) -> Message:
    message = Message()
    message["Content-Type"] = header
    return message


def _header_token(headers: Message) -> str:
    scheme, _, token = (headers.get("Authorization") or "").partition(" ")
    return token.strip() if scheme.lower() in {"bearer", "oauth"} else ""


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
