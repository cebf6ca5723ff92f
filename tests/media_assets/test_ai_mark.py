"""Machines read the mark, and the picture stays as it was."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from media_assets.ai_mark import with_mark, xmp_of
from media_assets.crops import Rect
from media_assets.derive import Job, derive
from media_assets.models.rights import MadeByAI
from media_assets.presets import AVIF, JPEG, WEBP

TERMS = {
    MadeByAI.MADE: "/trainedAlgorithmicMedia",
    MadeByAI.CHANGED: "/compositeWithTrainedAlgorithmicMedia",
}


def written(kind: str) -> bytes:
    data = BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(data, kind)
    return data.getvalue()


def said(content: bytes) -> str:
    """The term, as a reader of XMP finds it."""
    with Image.open(BytesIO(content)) as picture:
        (told,) = picture.getxmp()["xmpmeta"]["RDF"].values()
        return told["DigitalSourceType"] if isinstance(told, dict) else told[0]["DigitalSourceType"]


@pytest.mark.parametrize("made", TERMS)
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_the_mark_is_read_and_no_pixel_differs(kind, made):
    plain = written(kind)
    marked = with_mark(plain, kind, made)

    assert said(marked).endswith(TERMS[made])
    with Image.open(BytesIO(marked)) as seen, Image.open(BytesIO(plain)) as before:
        assert seen.tobytes() == before.tobytes()


@pytest.mark.parametrize("made", TERMS)
@pytest.mark.parametrize("form", [AVIF, WEBP, JPEG])
def test_every_form_of_the_portal_is_written_with_its_mark(form, made):
    file = BytesIO(written("jpeg"))
    job = Job(Rect(0, 0, 40, 30), (20, 15), form, 70, xmp=xmp_of(made))

    (content,) = derive(file, [job])

    assert said(content).endswith(TERMS[made])


def segments(jpeg: bytes) -> list[int]:
    """The markers before the first scan."""
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + struct.unpack(">H", jpeg[at + 2 : at + 4])[0]
    return found


def test_in_a_jpeg_the_mark_stands_behind_the_segment_that_must_come_first():
    assert segments(with_mark(written("jpeg"), "jpeg", MadeByAI.MADE))[:2] == [0xE0, 0xE1]


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_is_marked_once(kind):
    once = with_mark(written(kind), kind, MadeByAI.MADE)

    assert with_mark(once, kind, MadeByAI.MADE) == once


def test_a_form_without_a_place_for_the_mark_stays_as_it_is():
    plain = written("gif")

    assert with_mark(plain, "gif", MadeByAI.MADE) == plain


def test_nothing_is_said_of_a_photograph():
    plain = written("jpeg")

    assert with_mark(plain, "jpeg", "") == plain
    assert xmp_of("") == b""
