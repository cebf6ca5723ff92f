"""The forms that a bulletin is given in. Each is made when first asked for, and kept by its content."""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from media_assets.pieces import cache as kept
from media_assets.pieces.render import Rendered
from media_assets.pieces.worker import FONTS

from .plain import txt
from .printed import printed
from .sheet import Sheet
from .ssml import ssml
from .typeset import pdf
from .word import docx

logger = logging.getLogger(__name__)
Shown = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """`name` is the ending of its files too. `make` takes long enough to keep what it made."""

    name: str
    media_type: str
    make: Callable[[Shown], bytes] | None = None


PDF = Form("pdf", "application/pdf", pdf)
WORD = Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx)
TEXT = Form("txt", "text/plain; charset=utf-8")
SSML = Form("ssml", "application/ssml+xml")
FORMS = {one.name: one for one in (PDF, WORD, TEXT, SSML)}


def made(sheet: Sheet, form: Form) -> bytes:
    """Equal sheets give equal bytes, however many places ask. Raises OSError where nothing is drawn."""
    if form is SSML:
        return ssml(sheet)
    shown = printed(sheet)
    if form.make is None:
        return txt(shown)
    make = form.make
    return kept.once(
        _key(shown, form), lambda: Rendered(content=make(shown), media_type=form.media_type)
    ).content


def made_if_possible(sheet: Sheet, form: Form) -> bytes | None:
    """None, and logged, where it cannot be drawn: for whoever has the text to give all the same."""
    try:
        return made(sheet, form)
    except (OSError, RuntimeError):  # what disks and the typesetter raise
        logger.exception("The sheet of “%s” cannot be made as %s", sheet.title, form.name)
        return None


def _key(shown: Shown, form: Form) -> str:
    data = json.dumps(shown, sort_keys=True, ensure_ascii=False)
    return sha256(f"{_engine()}\n{form.name}\n{data}".encode()).hexdigest()


@cache
def _engine() -> str:
    """Changes with whatever else decides how a file looks."""
    digest = sha256(f"{version('typst')} {version('python-docx')}".encode())
    here = Path(__file__).resolve().parent
    for file in sorted([*here.glob("*.py"), *here.glob("*.typ"), *FONTS.glob("*.ttf")]):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
