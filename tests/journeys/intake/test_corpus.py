"""Every hostile, broken or odd picture, drawing and name, through the upload that editors use."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from media_assets.models import Picture
from tests.factories.users import make_user
from tests.files.hostile.expected import expected
from tests.files.hostile.make import MARKUP, SECRET, files

pytestmark = pytest.mark.django_db
# Whatever names a place, a person or a program; in any of the ways that the corpus writes it.
NEVER_STORED = (
    SECRET,
    MARKUP,
    b"<script",
    b"Exif",
    b"ICC_PROFILE",
    b"iCCP",
    b"eXIf",
    b"iTXt",
    b"tEXt",
)
NEVER_STORED += (b"zTXt", b"Photoshop", b"http", b"alert(", b"<svg", b"MANIFEST", b"acTL")
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def title_of(name):
    """As the page proposes it."""
    return name.replace("\0", "")[:255]


@pytest.fixture
def uploaded(client, settings, tmp_path):
    """As what is dragged onto the page of the library."""
    settings.MEDIA_ROOT = tmp_path
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    client.force_login(make_user(is_superuser=True, is_staff=True))

    def upload(name, data, title=None):
        file = SimpleUploadedFile("x", data, "image/jpeg")
        file._name = name  # as if no browser and no parser had looked at it
        answer = client.post(
            reverse("wagtailimages:add_multiple"),
            {"files[]": file, "title": title or title_of(name), "collection": "1"},
            headers={"X-Requested-With": "XMLHttpRequest", "Accept-Language": "vi"},
        )
        assert answer.status_code == 200, answer.content[:500]
        return answer.json()

    return upload


def test_the_corpus_is_judged_wholly():
    assert set(files()) == set(expected())
    assert len(files()) > 100


def test_making_the_corpus_again_gives_the_same_bytes():
    again = files.__wrapped__()

    assert [name for name, made in again.items() if made != files()[name]] == []


@pytest.mark.parametrize("what", [what for what, (v, _p) in expected().items() if v == "refused"])
def test_it_is_refused_in_vietnamese_with_what_to_do(uploaded, what):
    name, data = files()[what]
    answer = uploaded(name, data)

    assert answer["success"] is False
    assert expected()[what][1] in answer["error_message"]
    assert re.search("[Hh]ãy ", answer["error_message"])
    assert VIETNAMESE.search(answer["error_message"])
    assert not Picture.objects.exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("what", [what for what, (v, _p) in expected().items() if v != "refused"])
def test_it_is_taken_and_nothing_but_the_picture_is_stored(uploaded, what):
    name, data = files()[what]
    answer = uploaded(name, data)

    assert answer["success"] is True, answer
    assert expected()[what][1] in answer["form"]
    picture = Picture.objects.get()
    with picture.file.open("rb") as stored:
        content = stored.read()
    assert [part for part in NEVER_STORED if part in content] == []
    assert_shows_the_picture(content)
    assert re.fullmatch(r"[\w-][\w.-]*\.(jpg|png)", picture.filename, re.ASCII)
    assert picture.file.name.startswith(f"original_images/{picture.sha256[:2]}/{picture.sha256}.")
    assert not re.search("[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u206f]", picture.title)


def assert_shows_the_picture(content):
    """One, in colours that every screen has; nothing follows its end."""
    shown = Image.open(BytesIO(content))
    shown.load()
    assert shown.mode in ("RGB", "RGBA", "L")
    assert not getattr(shown, "is_animated", False)
    ends = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}
    assert content.endswith(ends[str(shown.format)])
    assert not shown.getexif()


def test_a_picture_whose_title_is_refused_waits_as_a_cleaned_one(uploaded):
    """Wagtail keeps such an upload until its form is right."""
    _name, data = files()["JPEG with place and owner"]
    answer = uploaded("\t.jpg", data, title=" ")

    (kept,) = UploadedFile.objects.all()
    with kept.file.open("rb") as waiting:
        assert SECRET not in waiting.read()
    assert answer["success"] is True
