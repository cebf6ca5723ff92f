"""Machines read the mark, and the picture stays as it was."""

from io import BytesIO

import pytest
from PIL import Image

from media_assets.ai_mark import with_mark


def written(kind: str) -> bytes:
    data = BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(data, kind)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_the_mark_is_read_and_no_pixel_differs(kind):
    plain = written(kind)
    with Image.open(BytesIO(with_mark(plain, kind))) as made, Image.open(BytesIO(plain)) as before:
        said = str(made.info.get("xmp") or made.info.get("XML:com.adobe.xmp"))
        assert "compositeWithTrainedAlgorithmicMedia" in said
        assert made.tobytes() == before.tobytes()


def test_a_form_without_a_place_for_the_mark_stays_as_it_is():
    plain = written("webp")

    assert with_mark(plain, "webp") == plain
