"""How much an archive may hold, asked before anything of it is unpacked. Needs no Django."""

from zipfile import ZipInfo

from .unusable import Unusable

MOST_ENTRIES = 10_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_XML = 100 * 1024 * 1024
MOST_RATIO, RATIO_FROM = 150, 20 * 1024 * 1024  # texts of tables shrink a hundredfold
XML = (".xml", ".rels")


def check_size(entries: list[ZipInfo], packed: int) -> None:
    """Raises Unusable."""
    unpacked = sum(entry.file_size for entry in entries)
    texts = sum(one.file_size for one in entries if one.filename.lower().endswith(XML))
    dense = unpacked > RATIO_FROM and unpacked > MOST_RATIO * packed
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or texts > MOST_XML or dense:
        raise Unusable("bomb")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unusable("encrypted")
