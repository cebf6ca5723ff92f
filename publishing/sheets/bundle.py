"""Everything of a bulletin in one ZIP, with ASCII names; the same bytes for the same contents."""

import logging
from collections.abc import Sequence
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import IO

from django.template.loader import render_to_string
from django.utils.translation import override

from cms.languages import DEFAULT

from . import archives, particulars
from .forms import FORMS, made
from .particulars import File, Place, Sound
from .sheet import Sheet

logger = logging.getLogger(__name__)
README, STEM = "README.txt", "ban-tin"
IN_MEMORY = 8 * 1024 * 1024  # bytes; what is bigger is written to disk while it is sent


def bundle(sheet: Sheet, place: Place, sounds: Sequence[Sound] = ()) -> IO[bytes]:
    """At its beginning. `sounds` are of exactly the words of the sheet; one that is not there or not
    what it is listed as is left out, and logged.
    """
    sounds = [one for one in sounds if _is_intact(one)]
    contents = {f"{STEM}.{name}": made(sheet, form) for name, form in FORMS.items()}
    files = [
        File(name, FORMS[name.rpartition(".")[2]].media_type, len(one), sha256(one).hexdigest())
        for name, one in contents.items()
    ]
    files += [File(one.name, one.media_type, one.size, one.sha256) for one in sounds]
    told = particulars.particulars(sheet, place, files, sounds)
    packed: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  whoever sends it closes it
    written = {README: _readme(sheet, sounds), particulars.NAME: particulars.as_json(told)}
    archives.write(packed, {**written, **contents}.items())
    for sound in sounds:
        with sound.opened() as file:
            archives.write(packed, [(sound.name, file)], packed=False)
    packed.seek(0)
    return packed


def _is_intact(sound: Sound) -> bool:
    digest = sha256()
    try:
        with sound.opened() as file:
            while chunk := file.read(archives.CHUNK):
                digest.update(chunk)
    except OSError:
        logger.exception("A sound of a bulletin cannot be read: %s", sound.sha256)
        return False
    if digest.hexdigest() != sound.sha256:
        logger.error("A sound of a bulletin is not what it was: %s", sound.sha256)
        return False
    return True


def _readme(sheet: Sheet, sounds: Sequence[Sound]) -> bytes:
    """As the plain text: what computers of stations show right."""
    with override(DEFAULT):
        text = render_to_string("publishing/sheets/readme.txt", {"sheet": sheet, "sounds": sounds})
    return (text.strip() + "\n").replace("\n", "\r\n").encode("utf-8-sig")
