"""``attached_media`` in every encoding that clients send."""

from __future__ import annotations

import json
import re
from typing import Any

from publishing.sandbox.call import Call
from publishing.sandbox.errors import invalid_parameter, photos_already_posted
from publishing.sandbox.request import GraphRequest
from publishing.sandbox.state import Photo

INDEXED = re.compile(r"^attached_media\[(\d+)\](\[media_fbid\])?$")


def attached_photos(call: Call, page_id: str) -> list[Photo]:
    """Raises GraphError 100: no list, an unknown or expired photo, one that a post shows."""
    photos = [_attachable(call, page_id, photo_id) for photo_id in media_ids(call.request)]
    if len({photo.id for photo in photos}) != len(photos):
        raise photos_already_posted()
    return photos


def _attachable(call: Call, page_id: str, photo_id: str) -> Photo:
    photo = call.state.photos.get(photo_id)
    if photo is None or photo.page_id != page_id or not call.is_alive(photo):
        raise invalid_parameter(f"Object with ID '{photo_id}' does not exist.", subcode=33)
    if photo.post_id is not None and not call.options.accept_duplicates:
        raise photos_already_posted()
    return photo


def media_ids(request: GraphRequest) -> list[str]:
    """A JSON list, a field repeated, or numbered fields (in the order of their numbers)."""
    entries: list[Any] = []
    for value in request.fields.get("attached_media", []):
        decoded = _decode(value)
        entries.extend(decoded if isinstance(decoded, list) else [decoded])
    entries.extend(_numbered(request))
    return [_media_id(entry) for entry in entries]


def _numbered(request: GraphRequest) -> list[Any]:
    found: list[tuple[int, Any]] = []
    for name, values in request.fields.items():
        if match := INDEXED.match(name):
            value = {"media_fbid": values[-1]} if match[2] else _decode(values[-1])
            found.append((int(match[1]), value))
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def _decode(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        raise invalid_parameter("param attached_media must be an array.") from error


def _media_id(entry: Any) -> str:
    media_id = entry.get("media_fbid") if isinstance(entry, dict) else None
    if not isinstance(media_id, str | int) or not str(media_id):
        raise invalid_parameter("param attached_media must be an array of media_fbid.")
    return str(media_id)
