"""What says that a machine read a bulletin: in the file, in words, and to the ear."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import BulletinSound
from ..script.model import Paragraph, Piece, Role, Script, Sentence

SPOKEN = "vi"


def with_label(script: Script) -> Script:
    """Closing with the words that a machine read it, in the language that machines speak here."""
    with override(SPOKEN):
        words = _("This bulletin was read by a machine voice.")
    closing = Paragraph(Role.CLOSING, (Sentence((Piece(words, words),)),))
    return Script(script.language, (*script.paragraphs, closing), script.profile)


def seen_label(sound: BulletinSound) -> str:
    """Stands wherever it is played."""
    if sound.is_machine:
        return _("Read by a machine")
    return _("Read by %(name)s") % {"name": sound.reader_name}


def tags(sound: BulletinSound, engine: str) -> Mapping[str, str]:
    """Of the files. What no player has a field for is kept under its own name (ID3: TXXX)."""
    with override(SPOKEN):
        said = {"title": sound.title, "artist": str(sound.office), "language": sound.language}
        if not sound.is_machine:
            return {**said, "comment": _("Read by %(name)s") % {"name": sound.reader_name}}
        mark = f"synthetic: {engine}, {sound.voice}"
        return {**said, "comment": f"{_('Read by a machine')} ({mark})", "synthetic": mark}
