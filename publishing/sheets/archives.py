"""ZIP archives of equal bytes for equal contents: no clock, no names of machines or users."""

import zipfile
from collections.abc import Iterable
from typing import IO, BinaryIO

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP knows
CHUNK = 256 * 1024  # bytes
_PLAIN_FILE = 0o644 << 16
_UNIX = 3


def write(
    target: IO[bytes], files: Iterable[tuple[str, bytes | BinaryIO]], *, packed: bool = True
) -> None:
    """`files` by name, in this order. Sounds are packed already: they are stored as they are."""
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
            if isinstance(content, bytes):
                archive.writestr(entry, content)
                continue
            with archive.open(entry, "w") as into:
                while chunk := content.read(CHUNK):
                    into.write(chunk)
