import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from random import Random

import pytest
from PIL import Image

import media_assets.derive as derive_module
from media_assets.crops import Rect
from media_assets.derive import Job, derive, job_for
from media_assets.presets import AVIF, JPEG, PRESETS, SOCIAL, WEBP

QUARTERS = {"red": (0, 0), "green": (1, 0), "blue": (0, 1), "white": (1, 1)}


def photograph(size=(800, 600), form="JPEG", mode="RGB", **options) -> BytesIO:
    """Four quarters: red, green, blue, white."""
    picture = Image.new("RGB", size)
    half = (size[0] // 2, size[1] // 2)
    for colour, (x, y) in QUARTERS.items():
        picture.paste(colour, (x * half[0], y * half[1], (x + 1) * half[0], (y + 1) * half[1]))
    file = BytesIO()
    picture.convert(mode).save(file, form, **options)
    return file


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def colour_of(content: bytes, at=(0.5, 0.5)) -> tuple[int, ...]:
    picture = opened(content).convert("RGB")
    return picture.getpixel((int(at[0] * picture.width), int(at[1] * picture.height)))


def is_near(colour, wanted) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(colour, wanted, strict=True))


def test_each_job_has_its_size_and_form():
    jobs = [
        Job(Rect(0, 0, 800, 600), (400, 300), media_type, 70) for media_type in (AVIF, WEBP, JPEG)
    ]

    made = derive(photograph(), jobs)

    assert [opened(one).format for one in made] == ["AVIF", "WEBP", "JPEG"]
    assert {opened(one).size for one in made} == {(400, 300)}


@pytest.mark.parametrize("scale", [1, 2, 4, 8])
def test_the_crop_is_the_same_at_whatever_scale_the_file_is_decoded(scale):
    crop = Rect(800, 0, 800, 600)  # the green quarter
    job = Job(crop, (800 // scale, 600 // scale), JPEG, 90)
    assert job.scale == scale

    (made,) = derive(photograph((1600, 1200)), [job])

    for at in ((0.03, 0.03), (0.97, 0.03), (0.03, 0.97), (0.97, 0.97)):
        assert is_near(colour_of(made, at), (0, 128, 0))


def test_a_photograph_taken_upright_is_turned_before_it_is_cut():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90° to the right
    job = Job(Rect(0, 0, 300, 400), (300, 400), JPEG, 90)

    (made,) = derive(photograph(exif=exif), [job])

    assert is_near(colour_of(made), (0, 0, 255))


def test_nothing_of_the_originals_metadata_is_passed_on():
    exif = Image.Exif()
    exif[0x010E] = "nha rieng"
    jobs = [Job(Rect(0, 0, 800, 600), (400, 300), form, 70) for form in (AVIF, WEBP, JPEG)]

    for made in derive(photograph(exif=exif, comment=b"nha rieng"), jobs):
        assert b"nha rieng" not in made
        assert not opened(made).getexif()


STORED = {
    "PNG": ["1", "L", "P", "LA", "RGB", "RGBA"],
    "TIFF": ["1", "L", "P", "LA", "PA", "RGBA", "CMYK", "YCbCr"],
    "JPEG": ["L", "CMYK", "YCbCr"],
    "GIF": ["1", "L", "P", "RGBA"],
}


@pytest.mark.parametrize(
    ("form", "mode"), [(form, mode) for form in STORED for mode in STORED[form]]
)
def test_however_colours_are_stored_every_form_can_be_made(form, mode):
    file = photograph(form=form, mode=mode)
    jobs = [Job(Rect(0, 0, 800, 600), (80, 60), each, 70) for each in (AVIF, WEBP, JPEG)]

    made = derive(file, jobs)

    assert [opened(one).size for one in made] == [(80, 60)] * 3
    assert min(colour_of(made[2], (0.75, 0.75))) > 215


def test_what_can_be_seen_through_is_white_on_a_photograph_and_stays_so_elsewhere():
    file = BytesIO()
    Image.new("RGBA", (100, 100), (255, 0, 0, 0)).save(file, "PNG")
    jobs = [Job(Rect(0, 0, 100, 100), (50, 50), form, 80) for form in (JPEG, WEBP)]

    jpeg, webp = derive(file, jobs)

    assert min(colour_of(jpeg)) > 245
    assert opened(webp).convert("RGBA").getpixel((25, 25))[3] == 0


def test_a_picture_that_may_not_be_large_becomes_poorer_until_it_is_not():
    file = BytesIO()
    noise = Random(1).randbytes(400 * 300 * 3)
    Image.frombytes("RGB", (400, 300), noise).save(file, "PNG")
    whole = Job(Rect(0, 0, 400, 300), (400, 300), JPEG, 90)
    (free,) = derive(file, [whole])
    most = len(free) * 2 // 3

    (kept,) = derive(file, [Job(whole.crop, whole.size, JPEG, 90, most_bytes=most)])

    assert len(kept) <= most
    assert opened(kept).size == (400, 300)


def test_what_is_made_for_print_says_its_resolution():
    job = job_for(PRESETS["print"], JPEG, (800, 600))

    (made,) = derive(photograph(), [job])

    assert opened(made).info["dpi"] == (300, 300)


def test_the_same_jobs_give_the_same_bytes():
    jobs = [job_for(preset, JPEG, (800, 600)) for preset in SOCIAL]

    assert derive(photograph(), jobs) == derive(photograph(), jobs)


def test_a_twelve_megapixel_photograph_is_decoded_whole_only_for_the_story():
    jobs = {preset.name: job_for(preset, JPEG, (4000, 3000)) for preset in SOCIAL}

    assert {name for name, job in jobs.items() if job.scale == 1} == {"story"}


def test_however_many_threads_ask_few_originals_are_open_at_once(monkeypatch):
    decoded, open_now, most = derive_module._decoded, [], []

    def counted(file, scale):
        open_now.append(file)
        most.append(len(open_now))
        time.sleep(0.02)
        open_now.remove(file)
        return decoded(file, scale)

    monkeypatch.setattr(derive_module, "_decoded", counted)
    files = [photograph() for _number in range(6)]
    with ThreadPoolExecutor(6) as threads:
        made = list(
            threads.map(
                lambda file: derive(file, [job_for(PRESETS["card"], JPEG, (800, 600))]), files
            )
        )
    assert len(set(map(tuple, made))) == 1
    assert max(most) == 2
