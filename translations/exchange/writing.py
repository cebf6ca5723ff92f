from collections.abc import Callable

from translations.exchange import docx, po, xliff1, xliff2, xlsx
from translations.exchange.fingerprints import is_id
from translations.exchange.formats import Format
from translations.unit import UnitFile

WRITERS: dict[Format, Callable[[UnitFile], bytes]] = {
    Format.XLIFF1: xliff1.write,
    Format.XLIFF2: xliff2.write,
    Format.PO: po.write,
    Format.XLSX: xlsx.write,
    Format.DOCX: docx.write,
}


def write(unit_file: UnitFile, format_: Format | str) -> bytes:
    """Heads and remarks of office files are in the active language. Ids must be fit for XML names'
    characters, as hex numbers and UUIDs are; others raise ValueError."""
    for unit in unit_file.units:
        if not is_id(unit.id):
            raise ValueError(f"{unit.id!r} cannot stand in every format")
    return WRITERS[Format(format_)](unit_file)
