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


def of_chart(points: int) -> bytes:
    """As drawing programs write one: classes for all, a cut around it, arrows on its axes."""
    dots = "".join(f'<circle class="st1" cx="{n}" cy="9" r="2"/>' for n in range(points))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 600"><style>.st0{clip-path:url(#c);}'
        ".st1{fill:url(#g)} .st2{fill:none;marker-end:url(#m)}</style><defs>"
        '<linearGradient id="g"><stop offset="0"/></linearGradient>'
        '<clipPath id="c"><rect width="900" height="600"/></clipPath>'
        '<marker id="m" markerWidth="4" markerHeight="4"><path d="M0 0h4v4z"/></marker></defs>'
        f'<g class="st0">{dots}<path class="st2" d="M0 0L900 0"/></g></svg>'
    ).encode()


def test_a_chart_of_thousands_of_dots_is_no_bomb():
    assert svg.clean(of_chart(points=5_000))[3] is False


LONG = 1_900_000
MARKER = '<marker id="b"><path/></marker>'


@pytest.mark.parametrize(
    ("inside", "taken"),
    [
        (f'<path style="{"a" * LONG}"/>', True),
        (f'<path d="{"1" * LONG}"/>', True),
        (f"<style>{'a' * LONG}</style>", True),
        (f"{MARKER}<path marker-mid='url(#b)' d='{'1 ' * (LONG // 2)}'/>", False),
        (
            f"<style>{'.a{fill:url(#b)}' * 90_000}</style>{MARKER}" + '<g class="a"/>' * 15_000,
            False,
        ),
    ],
)
def test_what_a_drawing_of_two_megabytes_draws_is_counted_in_one_pass(inside, taken):
    """What looked at everything twice would take hours."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()
    if taken:
        assert svg.clean(drawing)[1:3] == (2400, 2400)
        return
    with pytest.raises(Refused) as refused:
        svg.clean(drawing)
    assert refused.value.code == "too_complicated"
