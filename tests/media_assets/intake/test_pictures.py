"""A picture from outside is written anew: as it looks, with nothing else of its file."""

from io import BytesIO

import pytest
from PIL import Image

from media_assets.intake import Refused, picture_file, pictures
from media_assets.intake.pictures import normalise
from media_assets.intake.unusable import Unusable
from tests.files.hostile.make import files, particulars, photo, shapes

BLUE, YELLOW = (0x0B, 0x4F, 0x8A), (0xF2, 0xB7, 0x05)


def opened(data):
    return Image.open(BytesIO(normalise(data).content))


def assert_near(seen, wanted):
    assert all(abs(a - b) <= 12 for a, b in zip(seen, wanted, strict=True)), (seen, wanted)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_kind_keeps_its_look(kind):
    picture = opened(photo(kind))

    assert_near(picture.getpixel((2, 60)), BLUE)
    assert_near(picture.getpixel((90, 30)), YELLOW)


@pytest.mark.parametrize(
    ("orientation", "blue"),
    [
        (1, "left"),
        (2, "right"),
        (3, "right"),
        (4, "left"),
        (5, "top"),
        (6, "top"),
        (7, "bottom"),
        (8, "bottom"),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_turned_as_its_camera_was_held(kind, orientation, blue):
    picture = opened(photo(kind, exif=particulars(orientation)))
    width, height = picture.size
    places = {
        "left": (1, height // 2),
        "right": (width - 2, height // 2),
        "top": (width // 2, 1),
        "bottom": (width // 2, height - 2),
    }
    across = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
    red, _green, seen_blue = picture.getpixel(places[blue])
    opposite = picture.getpixel(places[across[blue]])

    assert (width > height) == (orientation < 5)
    assert seen_blue > red
    assert_near(opposite, YELLOW)


def test_colours_of_another_space_are_brought_to_those_of_screens():
    """In Display P3, as telephones write it, a number stands for a stronger colour."""
    made = opened(photo("PNG", icc_profile=wide_profile()))

    blue = made.getpixel((2, 60))
    assert blue != BLUE
    assert "icc_profile" not in made.info


def wide_profile():
    """sRGB with red and green exchanged: seen at once if it is heeded."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    at = {bytes(profile[n : n + 4]): n for n in range(132, 132 + 12 * profile[131], 12)}
    red, green = at[b"rXYZ"] + 4, at[b"gXYZ"] + 4
    profile[red : red + 8], profile[green : green + 8] = (
        profile[green : green + 8],
        profile[red : red + 8],
    )
    described = bytes(profile).replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    return described.replace(b"sRGB", b"xRGB")


def test_what_shines_through_still_does():
    picture = opened(photo("WEBP", "RGBA"))

    assert picture.format == "PNG"
    assert picture.getpixel((2, 30))[3] == 0
    assert picture.getpixel((90, 30))[3] == 255


def test_sixteen_bits_keep_their_brightness():
    data = BytesIO()
    Image.new("I;16", (96, 64), 40_000).save(data, "PNG")

    assert opened(data.getvalue()).getpixel((2, 2)) == 40_000 // 256


def test_colours_for_printing_become_those_of_screens():
    assert_near(opened(photo("JPEG", "CMYK")).getpixel((90, 30)), YELLOW)


def test_the_first_picture_of_an_animation_is_the_one_that_is_kept():
    made = normalise(files()["GIF that moves"][1])

    assert made.animated
    assert_near(Image.open(BytesIO(made.content)).convert("RGB").getpixel((2, 60)), BLUE)


def test_two_pictures_in_one_file_are_no_animation():
    made = normalise(files()["JPEG of two pictures"][1])

    assert (made.animated, made.width, made.notes) == (False, 96, ())


def test_the_same_file_always_gives_the_same_bytes():
    data = photo("JPEG", exif=particulars(6))

    assert normalise(data) == normalise(BytesIO(data))


def test_more_pixels_than_allowed_are_refused_before_any_is_decoded(monkeypatch, tmp_path):
    def never(*args):
        raise AssertionError("decoded")

    upload = tmp_path / "upload"
    upload.write_bytes(photo_of(9000, 8000))
    monkeypatch.setattr(Image.Image, "load", never)
    with pytest.raises(Unusable) as unusable:
        picture_file.read(upload, tmp_path / "made", f"picture-{pictures.MOST_PIXELS}")

    assert (unusable.value.code, unusable.value.numbers) == (
        "too_many_pixels",
        {"count": 72, "most": 64},
    )


def test_a_refusal_says_how_many_pixels_there_are_and_how_many_are_taken():
    with pytest.raises(Refused) as refused:
        normalise(photo_of(9000, 8000))

    assert refused.value.code == "too_many_pixels"
    assert "72" in str(refused.value)
    assert "64" in str(refused.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF", "GIF"])
def test_nothing_is_decoded_where_pages_are_served(kind, monkeypatch):
    data = photo(kind)
    monkeypatch.setattr(Image, "open", lambda *_args, **_options: pytest.fail("opened"))

    assert normalise(data).width == shapes().width


def test_a_picture_that_takes_too_long_is_not_waited_for():
    with pytest.raises(Refused) as refused:
        normalise(photo("JPEG"), seconds=0.001)

    assert refused.value.code == "too_heavy"


def photo_of(width, height):
    data = BytesIO()
    Image.new("L", (width, height)).save(data, "PNG")
    return data.getvalue()


def test_a_photo_of_sixty_megapixels_is_taken():
    data = BytesIO()
    Image.new("L", (9500, 6316), 90).save(data, "JPEG")

    made = normalise(data.getvalue())

    assert (made.width, made.height) == (9500, 6316)


def test_kinds_whose_decoders_take_much_memory_have_a_lower_limit(monkeypatch):
    monkeypatch.setitem(pictures.MOST_PIXELS_OF, "WEBP", 1000)

    with pytest.raises(Refused):
        normalise(photo("WEBP"))
    assert normalise(photo("JPEG")).width == shapes().width
