"""Parts of files that no library would write."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile, ZipInfo

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# A directory of one entry, which says that the next directory is itself.
EXIF_LOOP = (
    b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHII", 1, 0x8825, 4, 1, 8) + struct.pack("<I", 8)
)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int, height: int, *, depth: int = 8, colours: int = 2, data: bytes | None = b""
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    body = b"" if data is None else chunk(b"IDAT", data)
    return SIGNATURE + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


def chunk_first(picture: bytes, kind: bytes, data: bytes) -> bytes:
    """Behind the header, which takes 33 bytes with the signature."""
    return picture[:33] + chunk(kind, data) + picture[33:]


def zeros(megabytes: int) -> bytes:
    """Packed: a thousandth of it."""
    packer, empty = zlib.compressobj(9), b"\0" * 1024**2
    return b"".join(packer.compress(empty) for _each in range(megabytes)) + packer.flush()


def flipped(picture: bytes, at: int) -> bytes:
    return picture[:at] + bytes([picture[at] ^ 0xFF]) + picture[at + 1 :]


def app(jpeg: bytes, number: int, data: bytes) -> bytes:
    """With another marker segment right behind the start."""
    segment = b"\xff" + bytes([0xE0 + number]) + struct.pack(">H", len(data) + 2) + data
    return jpeg[:2] + segment + jpeg[2:]


def jpeg_size(jpeg: bytes, width: int, height: int) -> bytes:
    at = jpeg.index(b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def many_scans(jpeg: bytes, times: int) -> bytes:
    """The last scan again and again: each costs as much as the whole picture."""
    at = jpeg.rindex(b"\xff\xda")
    return jpeg[:at] + jpeg[at:-2] * times + jpeg[-2:]


def gif_program(gif: bytes) -> bytes:
    """Its width begins a comment of a programming language, which ends behind the picture."""
    return gif[:6] + b"/*" + gif[8:] + b"*/=1;alert(document.cookie)"


def gif_outside() -> bytes:
    """A canvas of ten by ten and on it a picture of 65,535 by 65,535."""
    canvas = b"GIF89a\x0a\0\x0a\0\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return canvas + b"," + b"\0\0\0\0\xff\xff\xff\xff\0" + b"\x02\x02L\x01\0;"


def gif_frames(count: int) -> bytes:
    """Each of a canvas of 2,000 by 2,000, drawn over by one point."""
    canvas = b"GIF89a\xd0\x07\xd0\x07\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return canvas + b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0" * count + b";"


def zip_that_lies(archive: bytes, size: int) -> bytes:
    """Its list of entries says that each is unpacked into `size` bytes."""
    made, at = bytearray(archive), 0
    while (at := archive.find(b"PK\x01\x02", at)) >= 0:
        made[at + 24 : at + 28] = struct.pack("<I", size)
        at += 4
    return bytes(made)


def webp_canvas(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body


def archive(secret: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as packed:
        packed.writestr(ZipInfo("META-INF/MANIFEST.MF"), secret)  # of 1980
    return data.getvalue()


def without_times(film: bytes) -> bytes:
    """Its encoder writes the time of day."""
    made = bytearray(film)
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        at = film.find(box)
        while at >= 0:
            length = 16 if film[at + 4] else 8
            made[at + 8 : at + 8 + length] = bytes(length)
            at = film.find(box, at + 1)
    return bytes(made)


def without_date(profile: bytes) -> bytes:
    return profile[:24] + bytes(12) + profile[36:]
