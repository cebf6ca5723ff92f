"""The mark of AI, readable by machines, in photographs; of designed pieces see `pieces.marking`.

IPTC tells what an AI made from what a person made and an AI changed.
"""

import struct

from .models.rights import MadeByAI
from .pieces.marking import SOURCE, XMP, marked

TERMS = {
    MadeByAI.MADE: "trainedAlgorithmicMedia",
    MadeByAI.CHANGED: "compositeWithTrainedAlgorithmicMedia",
}
VOCABULARY = SOURCE.rpartition("/")[0]
XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"  # of XMP in JPEG: the XMP Specification, part 3
PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="r"?>'
START, FIRST = b"\xff\xd8", b"\xff\xe0"  # of a JPEG, and of the segment that stands first in most


def xmp_of(made_by_ai: str) -> bytes:
    """What encoders are given to write; empty where there is nothing to say."""
    if made_by_ai not in TERMS:
        return b""
    term = TERMS[MadeByAI(made_by_ai)]
    return PACKET.format(XMP.replace(SOURCE, f"{VOCABULARY}/{term}")).encode()


def with_mark(content: bytes, kind: str, made_by_ai: str) -> bytes:
    """The same picture, its pixels untouched; what carries the mark already stays as it is.

    `kind`: jpeg or png; others come back as they are.
    """
    xmp = xmp_of(made_by_ai)
    if not xmp or xmp in content:
        return content
    if kind != "jpeg":
        return marked(content, kind, xmp.decode()) if kind == "png" else content
    body = XMP_NAME + xmp
    segment = b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    at = _behind_the_first(content)
    return content[:at] + segment + content[at:]


def _behind_the_first(jpeg: bytes) -> int:
    at = len(START)
    if not jpeg.startswith(START + FIRST):
        return at
    return at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
