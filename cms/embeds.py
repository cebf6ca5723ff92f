"""Videos that a page may embed: an allow-list of one host."""

import re
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[A-Za-z0-9_-]{11}")


def video_id(url: str) -> str | None:
    """YouTube's id of the video at `url`, or None where the address is of anything else."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return None
    if parts.hostname == "youtu.be":
        candidate = parts.path.lstrip("/")
    elif parts.hostname in {"www.youtube.com", "youtube.com", "m.youtube.com"}:
        candidate = parse_qs(parts.query).get("v", [""])[0]
    else:
        return None
    return candidate if _ID.fullmatch(candidate) else None
