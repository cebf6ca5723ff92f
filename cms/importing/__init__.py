"""Files that people have (Word, web pages, Markdown, text) become items.

Reading knows no Django models; only `drafts`, `writing` and `places` do, which are imported by name.
"""

from cms.importing.document import ImportedItem, ImportRefused
from cms.importing.reading import read_document

__all__ = ["ImportRefused", "ImportedItem", "read_document"]
