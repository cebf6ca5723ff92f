"""What a picture is, from its first bytes: before any decoder sees it."""

import re
import struct

# By what the file begins with; Pillow's name of the format.
_BEGINNINGS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_HEIF = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_AVIF = {b"avif", b"avis"}
_SVG = re.compile(rb"<(?:\w{1,20}:)?svg[\s>/]", re.IGNORECASE)
SVG = "SVG"


def kind_of(data: bytes) -> str | None:
    """JPEG, PNG, GIF, WEBP, HEIF, AVIF or SVG, whatever the file is called; None for all others."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return _kind_of_box(data)
    return SVG if _is_drawing(data) else None


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height that a WebP claims; (0, 0) if it has none. Its decoder reserves
    memory for them as soon as it opens the file."""
    chunk, body = data[12:16], data[20:32]
    if chunk == b"VP8X" and len(body) >= 10:
        return _three_bytes(body[4:7]) + 1, _three_bytes(body[7:10]) + 1
    if chunk == b"VP8L" and len(body) >= 5:
        (bits,) = struct.unpack("<I", body[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if chunk == b"VP8 " and len(body) >= 10:
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def is_lossless_webp(data: bytes) -> bool:
    return b"VP8L" in data[12:64]


def _three_bytes(part: bytes) -> int:
    return int.from_bytes(part, "little")


def _kind_of_box(data: bytes) -> str | None:
    length = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, length, 4))}
    if brands & _AVIF:
        return "AVIF"
    return "HEIF" if brands & _HEIF else None


def _is_drawing(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data[:8192].decode("utf-16", "ignore").encode()
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and bool(_SVG.search(start))
