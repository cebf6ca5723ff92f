from io import BytesIO

import pytest
from PIL import Image

from media_assets.intake import Refused, svg
from tests.files.hostile import drawings

SOUND = dict(drawings.all_of_them())


def test_what_is_allowed_stays_as_it_is():
    content, width, height, removed = svg.clean(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><style>.a{fill:url(#g)}</style>'
        b'<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        b'<path class="a" d="M0 0h9v9z" transform="scale(2)"/><use href="#g"/></svg>'
    )

    assert (width, height, removed) == (2400, 1600, False)
    for part in (b"url(#g)", b"M0 0h9v9z", b"stop-color", b'href="#g"', b"scale(2)"):
        assert part in content


@pytest.mark.parametrize(
    "what", [name for name in drawings.INSIDE if "elsewhere" in name or "script" in name]
)
def test_nothing_that_reaches_outside_is_left(what):
    content, *_size, removed = svg.clean(SOUND[what])

    assert removed
    for part in (b"script", b"169.254", b"file:", b"@import", b"javascript"):
        assert part not in content


def test_the_text_around_what_is_taken_out_stays():
    content, *_rest = svg.clean(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>A<script>x</script>B</text></svg>'
    )

    assert b"<text>AB</text>" in content


def test_a_drawing_is_drawn_in_its_colours_and_see_through_elsewhere():
    made, _notes = svg.drawn(SOUND["SVG in order"])
    picture = Image.open(BytesIO(made)).convert("RGBA")

    assert picture.getpixel((100, 800)) == (0x0B, 0x4F, 0x8A, 255)
    assert picture.getpixel((2300, 800))[3] == 0


def test_words_are_drawn_with_our_fonts():
    plain, words = svg.drawn(SOUND["SVG in order"])[0], svg.drawn(SOUND["SVG with words"])[0]

    assert plain != words


def test_a_drawing_that_takes_too_long_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(svg, "SECONDS", 0.01)

    with pytest.raises(Refused) as refused:
        svg.drawn(SOUND["SVG in order"])

    assert refused.value.code == "not_drawn"
