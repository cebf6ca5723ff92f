"""Every file of the corpus, and the largest pictures that are taken, stay below a gigabyte."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.files.hostile import forging
from tests.files.hostile.documents import documents
from tests.files.hostile.make import files, particulars
from tests.files.hostile.recordings import recordings

ROOT = Path(__file__).resolve().parents[3]
GIGABYTE = 1024 * 1024  # in units of 1024 bytes, as the system counts
# Reads each file as an upload is read, and prints what became of it and the most memory so far: of
# this program and the largest of those that it started, though they never are at their most together.
# Of itself, getrusage() would count what the tests took before it began.
PROGRAM = """
import json, resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.files.base import File
from media_assets.intake import Refused, audiovisual, documents, pictures, words

def document(file):
    words.words_of(file)
    file.seek(0)
    return documents.clean(file)

readers = {"picture": pictures.normalise, "document": document, "recording": audiovisual.probe}
for kind, name, path in json.load(sys.stdin):
    try:
        with open(path, "rb") as file:
            made = readers[kind](File(file, name))
        said = f"{made.width}x{made.height}" if kind == "picture" else "taken"
    except Refused as refusal:
        said = refusal.code
    own = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(said, int(own) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
File = tuple[str, str, bytes]  # kind, name, content


def taken_in(folder: Path, *files: File) -> list[tuple[str, int]]:
    """What was said of each, and the most memory until then, in a process of its own."""
    told = []
    for number, (kind, name, content) in enumerate(files):
        path = folder / str(number)
        path.write_bytes(content)
        told.append((kind, name, str(path)))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    assert len(lines) == len(files)
    return [(said, int(most)) for said, most in lines]


def corpus() -> dict[str, File]:
    everything = {what: ("picture", name, data) for what, (name, data) in files().items()}
    for what, (name, data, _answer, _gone) in documents().items():
        everything[f"{what} (document)"] = ("document", name, data)
    for what, (data, _codes) in recordings().items():
        everything[f"{what} (recording)"] = ("recording", "a", data)
    return everything


def encoded(kind: str, picture: Image.Image, **options) -> bytes:
    data = BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


@pytest.mark.processes
def test_a_photo_of_sixty_megapixels_that_lies_on_its_side(tmp_path):
    """Progressive and in full colour: its decoder keeps the whole picture besides."""
    photo = Image.new("RGB", (9500, 6316), "#0b4f8a")
    jpeg = encoded("JPEG", photo, progressive=True, subsampling=0, exif=particulars(6))

    ((said, most),) = taken_in(tmp_path, ("picture", "a.jpg", jpeg))

    assert said == "6316x9500"
    assert most < GIGABYTE


@pytest.mark.processes
@pytest.mark.parametrize(
    ("kind", "mode", "size"), [("PNG", "LA", (9500, 6316)), ("WEBP", "RGBA", (8000, 5000))]
)
def test_the_largest_see_through_picture(tmp_path, kind, mode, size):
    ground = Image.new(mode, size, (9, 5) if mode == "LA" else (9, 9, 9, 5))
    options = {"lossless": True, "quality": 0, "method": 0} if kind == "WEBP" else {}

    ((said, most),) = taken_in(tmp_path, ("picture", "a", encoded(kind, ground, **options)))

    assert said == "{}x{}".format(*size)
    assert most < GIGABYTE


@pytest.mark.processes
def test_no_file_of_the_corpus_takes_a_gigabyte(tmp_path):
    """Each is read as its upload is, and documents are searched for numbers of persons besides."""
    everything = corpus()

    told = taken_in(tmp_path, *everything.values())

    assert len(told) > 200
    most = dict(zip(everything, (most for _said, most in told), strict=True))
    assert {what: peak for what, peak in most.items() if peak >= GIGABYTE} == {}
    said = [word for word, _most in told]
    assert all(word.isidentifier() or "x" in word for word in said), said  # codes, or what was made


@pytest.mark.processes
def test_sixty_megapixels_of_nothing_are_refused_in_little_memory(tmp_path):
    ((said, most),) = taken_in(tmp_path, ("picture", "a.png", forging.png(9000, 7000)))

    assert said == "damaged"
    assert most < GIGABYTE
