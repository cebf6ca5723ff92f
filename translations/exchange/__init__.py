"""Files for translators: a page's segments as XLIFF, PO, XLSX or DOCX, and back.

    content = write(unit_file, Format.XLIFF2)
    read_file = read(content, name="page.xlf")       # what the file says, and what is wrong in it
    accepted = accept(read_file, unit_file_of_now)   # what of that may be written down

Marks (`⟨1⟩`) and placeholders are inline elements in XLIFF and readable text elsewhere. Each unit is
judged for itself: what is wrong is left out and said in one line, the rest can be used.
"""

from translations.exchange.accepting import Accepted, accept, belongs
from translations.exchange.formats import Format
from translations.exchange.problems import Problem, Read
from translations.exchange.reading import read
from translations.exchange.writing import write

__all__ = ["Accepted", "Format", "Problem", "Read", "accept", "belongs", "read", "write"]
