"""Why a file is refused, and what to do about it: one sentence for each reason code."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cms.importing.document import ImportRefused

MESSAGES = {
    "empty": _("The file is empty. Check that it was saved completely, then import it again."),
    "no_text": _(
        "No text was found in the file. If it holds scanned pages, type the text or run text recognition first."
    ),
    "not_found": _("The file cannot be opened. Check its name and that you may read it."),
    "too_large": _(
        "The file is too large. Compress its pictures (in Word: Picture Format, Compress Pictures) and import it again."
    ),
    "archive_bomb": _(
        "The file unpacks to far more data than a document needs, so it was not opened. "
        "Copy the text into a new Word document and import that one."
    ),
    "broken_docx": _(
        "The Word file is damaged. Open it in Word, save it again as .docx, then import the new file."
    ),
    "not_word": _(
        "The file is not a Word document. Save the text as .docx, .html, .md or .txt, then import it again."
    ),
    "old_word": _(
        "This is an old Word file (.doc). Open it in Word, choose File, Save As, Word Document (.docx), "
        "then import the new file."
    ),
    "encrypted": _(
        "The file is protected by a password. Open it in Word, remove the password "
        "(File, Info, Protect Document), save it, then import it again."
    ),
    "pdf": _(
        "PDF files cannot be imported. Open the PDF in Word, save it as .docx, check the text, then import it."
    ),
    "rtf": _("This is an RTF file. Open it in Word, save it as .docx, then import the new file."),
    "odt": _(
        "This is an OpenDocument file. Open it in its program, save it as .docx, then import the new file."
    ),
    "web_archive": _(
        "This is a single-file web archive. Save the page again as “Web page, complete” (.html), then import it."
    ),
    "picture": _("This is a picture, not a text. Upload it under Pictures instead."),
    "unknown_format": _(
        "This kind of file cannot be imported. Save the text as .docx, .html, .md or .txt, then import it again."
    ),
    "unsafe_xml": _(
        "The file contains declarations that Word never writes, so it was not opened. "
        "Copy the text into a new Word document and import that one."
    ),
    "too_complex": _(
        "The structure of the file is nested too deeply. Copy the text into a new Word document and import that one."
    ),
    "unknown_encoding": _(
        "The characters of the file cannot be read reliably. "
        "Open it in Word or Notepad, save it as UTF-8, then import it again."
    ),
}


def refuse(reason_code: str) -> ImportRefused:
    """The exception to raise for this reason."""
    return ImportRefused(reason_code, MESSAGES[reason_code])


def refuse_legacy_font(fonts: str) -> ImportRefused:
    """Text in an old Vietnamese font that cannot be converted without guessing; it names the font."""
    message = _(
        "The text uses an old Vietnamese font ({fonts}) and cannot be converted reliably. "
        "Convert it to Unicode in Word (for example with Unikey: Ctrl+Shift+F6), then import it again."
    )
    return ImportRefused("legacy_font", format_lazy(message, fonts=fonts))
