"""The text of a post, composed so that the platform has nothing to tidy up in it.

The platform collapses spaces and blank lines; a post that already is as it would be shown can be
recognised later by its exact text.
"""

import re
import unicodedata

from ...channel import Content
from ...correction_wording import written

MORE = {"vi": "Xem chi tiết: {url}", "en": "Read more: {url}"}

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))


def compose_text(content: Content, *, with_link: bool) -> str:
    """Corrections, then the editor's text or title and lead; the address where no card shows it."""
    corrections = [tidy(written(one, content.language)) for one in content.corrections]
    body = content.edited_text or f"{content.title}\n\n{content.lead}"
    parts = [*(one for one in corrections if one not in body), body]
    if with_link and content.url and content.url not in body:
        parts.append(MORE.get(content.language, "{url}").format(url=content.url))
    return tidy("\n\n".join(parts))


def tidy(text: str) -> str:
    """NFC, one kind of line end, no spaces at ends of lines, none doubled, one blank line at most."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
