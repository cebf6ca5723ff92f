"""Pictures small enough for paper, each once however often it is shown."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from PIL import Image

from ..channel import Picture
from ..frozen import path_of

LONGEST_SIDE = 640  # pixels: 8 cm at 200 dots an inch
QUALITY = 72
WHITE = (255, 255, 255)


class PictureBook:
    """The files that the template will find beside it, by name."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, picture: Picture | None, **words: str) -> dict[str, Any] | None:
        """What the template shows: the file and the words below it."""
        if picture is None:
            return None
        name = f"{picture.sha256}.jpg"
        if name not in self.files:
            self.files[name] = _small(picture.sha256)
        shown = {"alt": picture.alt, "caption": picture.caption, "credit": picture.credit} | words
        return {"file": name, "wide": picture.width >= picture.height, **shown}


@lru_cache(maxsize=128)
def _small(sha256: str) -> bytes:
    """Of a frozen picture, which never changes: a few kilobytes, kept while the process lives."""
    with Image.open(path_of(sha256)) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # of a JPEG: read no finer than needed
        small = picture.convert("RGBA") if picture.mode in {"P", "LA"} else picture
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        small = _on_white(small) if small.mode == "RGBA" else small.convert("RGB")
    made = BytesIO()
    small.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    paper = Image.new("RGB", picture.size, WHITE)
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper
