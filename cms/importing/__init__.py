"""Files that people have (Word, web pages, Markdown, text) become items. No Django models here."""

from cms.importing.document import ImportedItem, ImportRefused
from cms.importing.reading import read_document

__all__ = ["ImportRefused", "ImportedItem", "read_document"]
