"""The announcer's sheet as plain text: for telephones, prompters, and computers without Word."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wcwidth import wcswidth

WIDTH = 56  # columns; a line is taken in at one look
RULE = "-" * WIDTH
_SPACES = re.compile(r"[ \u200b\t\n]+")


def txt(shown: Mapping[str, Any]) -> bytes:
    """Of what `printed` says: UTF-8 with its mark and CRLF, which old editors need to show it right."""
    text = "\n".join(_lines(shown)).strip() + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig", "replace")


def _lines(shown: Mapping[str, Any]) -> Iterator[str]:
    words = shown["words"]
    yield from (words["sheet"].upper(), "")
    for banner in shown["banners"]:
        yield from (f"*** {banner['name']} ***", *_wrapped(banner["text"]), "")
    if shown["stop"]:
        yield from (f"*** {shown['stop']} ***", "")
    yield from (*_wrapped(shown["title"]), "")
    for label, value in shown["about"]:
        yield from _wrapped(f"{label}: {value}")
    yield from ("", *_wrapped(words["legend"]), *_wrapped(words["word_for_word"]), RULE)
    yield from _body(shown)
    yield from (f"({words['end']})", RULE)
    if shown["hard"]:
        yield from (words["hard"].upper(), "")
        for written, said in shown["hard"]:
            yield from _wrapped(f"{written} = {said}")
        yield RULE
    if shown["notes"]:
        yield words["notes"].upper()
        for note in shown["notes"]:
            yield from _wrapped(f"- {note}")
        yield RULE
    yield f"{words['short']}: {shown['short']}"


def _body(shown: Mapping[str, Any]) -> Iterator[str]:
    for paragraph in shown["paragraphs"]:
        yield ""
        if paragraph["label"]:
            yield f"[{paragraph['label']}]"
        for sentence in paragraph["sentences"]:
            said = "".join(piece["said"] for piece in sentence["pieces"])
            yield from _wrapped(f"{said} {sentence['end']}")
            for slot in sentence["slots"]:
                yield f"- - - - - - - - {slot} - - -"
        yield ""


def _wrapped(text: str) -> Iterator[str]:
    """Broken at spaces alone: within a word of Khmer nobody here can break."""
    line = ""
    for word in filter(None, _SPACES.split(text)):
        longer = f"{line} {word}" if line else word
        if line and wcswidth(longer) > WIDTH:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
