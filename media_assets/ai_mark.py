"""The mark of AI, readable by machines, in photographs; of designed pieces see `pieces.marking`."""

import struct

from .pieces.marking import XMP, marked

JPEG_HEAD = 2  # the marker of its start
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"  # of XMP in JPEG: the XMP Specification, part 3


def with_mark(content: bytes, kind: str) -> bytes:
    """The same picture, its pixels untouched. `kind`: jpeg or png; others come back as they are."""
    if kind != "jpeg":
        return marked(content, kind)
    body = XMP_NAME + XMP.encode()
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    return content[:JPEG_HEAD] + segment + content[JPEG_HEAD:]
