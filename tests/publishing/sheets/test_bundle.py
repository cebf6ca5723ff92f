"""Everything in one ZIP, opened again."""

import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pytest

from publishing.sheets.bundle import bundle
from publishing.sheets.particulars import Place
from publishing.sheets.ssml import validate
from tests.factories.announcing import long_script, sheet_with

PLACE = Place("7d0c", "00163", "Đài xã Tân Trào")
NAMES = [
    "README.txt",
    "bulletin.json",
    "ban-tin.pdf",
    "ban-tin.docx",
    "ban-tin.txt",
    "ban-tin.ssml",
]


@dataclass(frozen=True)
class Recorded:
    content: bytes = b"am thanh" * 1000
    name: str = "tin-nhe.mp3"
    media_type: str = "audio/mpeg"
    label: str = "Do chị Lò Thị Đọc đọc"
    is_machine: bool = False
    seconds: float = 61.04
    wrong: bytes = b""

    @property
    def sha256(self):
        return sha256(self.content).hexdigest()

    @property
    def size(self):
        return len(self.content)

    def opened(self):
        if self.wrong == b"gone":
            raise FileNotFoundError(self.name)
        return BytesIO(self.wrong or self.content)


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"


def packed(sheet=None, place=PLACE, sounds=()):
    with bundle(sheet or sheet_with(), place, sounds) as made:
        return made.read()


def opened(**given):
    return zipfile.ZipFile(BytesIO(packed(**given)))


def test_it_holds_every_form_with_ascii_names():
    with opened() as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES
        assert all(name.isascii() for name in archive.namelist())
        validate(archive.read("ban-tin.ssml"))


def test_the_list_of_files_holds_against_the_files():
    with opened(sounds=[Recorded()]) as archive:
        told = json.loads(archive.read("bulletin.json"))
        listed = [one["name"] for one in told["files"]]
        assert listed == [*NAMES[2:], "tin-nhe.mp3"]
        for one in told["files"]:
            content = archive.read(one["name"])
            assert (len(content), sha256(content).hexdigest()) == (one["size"], one["sha256"])


def test_sounds_say_who_reads_and_are_not_packed_a_second_time():
    with opened(sounds=[Recorded()]) as archive:
        told = json.loads(archive.read("bulletin.json"))
        assert told["sounds"] == [
            {
                "name": "tin-nhe.mp3",
                "read_by": "Do chị Lò Thị Đọc đọc",
                "machine": False,
                "seconds": 61.0,
            }
        ]
        assert archive.getinfo("tin-nhe.mp3").compress_type == zipfile.ZIP_STORED
        assert "Lò Thị Đọc" in archive.read("README.txt").decode("utf-8-sig")


@pytest.mark.parametrize("wrong", [b"gone", b"another sound"])
def test_a_sound_that_is_not_what_was_listed_is_left_out_and_told(wrong, caplog):
    with opened(sounds=[Recorded(wrong=wrong)]) as archive:
        assert archive.namelist() == NAMES
        assert json.loads(archive.read("bulletin.json"))["sounds"] == []
    assert "sound of a bulletin" in caplog.text


def test_the_same_bulletin_gives_the_same_bytes():
    assert packed(sounds=[Recorded()]) == packed(sounds=[Recorded()])


def test_places_share_everything_but_their_particulars():
    with opened() as one, opened(place=Place("8e1d", "00166")) as other:
        differing = [name for name in NAMES if one.read(name) != other.read(name)]
    assert differing == ["bulletin.json"]


def test_the_readme_speaks_vietnamese_to_old_computers():
    with opened(sheet=sheet_with(long_script(2, 5), title="Tin <b> & “tin”")) as archive:
        text = archive.read("README.txt")
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    words = text.decode("utf-8-sig")
    assert "Tin <b> & “tin”" in words
    assert "Trong thư mục này có:" in words
    for name in NAMES[1:]:
        assert name in words
