"""The file formats in which translators get a page and give it back."""

from enum import StrEnum


class Format(StrEnum):
    XLIFF1 = "xliff1"
    XLIFF2 = "xliff2"
    PO = "po"
    XLSX = "xlsx"
    DOCX = "docx"

    @property
    def suffix(self) -> str:
        return ".xlf" if self in (Format.XLIFF1, Format.XLIFF2) else f".{self}"

    @property
    def keeps_states(self) -> bool:
        """Programs for this format say themselves whether a translation is finished; in a table of
        Word or Excel nobody thinks of it."""
        return self in (Format.XLIFF1, Format.XLIFF2, Format.PO)
