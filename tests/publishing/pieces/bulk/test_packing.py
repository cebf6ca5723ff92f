"""The ZIP: the same bytes from the same drawings, and everything said in it."""

import json
from hashlib import sha256
from zipfile import ZipFile

import pytest

from media_assets.pieces import cache
from media_assets.pieces.crew import SettingFailed
from publishing.pieces.bulk.drawing import draw
from publishing.pieces.bulk.packing import Incomplete, Stopped, pack
from publishing.pieces.bulk.plan import Wanted
from tests.factories.bulk import drawn_quickly, make_plan


@pytest.fixture
def folder(monkeypatch, settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "cache"
    monkeypatch.setattr(cache, "render", drawn_quickly)
    (tmp_path / "job").mkdir()
    return tmp_path / "job"


def packed(plan, folder, name: str = "a.zip"):
    draw(plan, folder, lambda _left: True)
    return pack(plan, folder, folder.parent / name, lambda _packed: True)


def packed_in_turns(plan, folder, name: str, between=lambda: None):
    """One file a turn."""
    for _turn in range(len(plan.sheets) + 1):
        try:
            return pack(plan, folder, folder.parent / name, lambda _packed: False)
        except Stopped:
            assert not (folder.parent / name).exists()
            between()
    raise AssertionError("It takes more turns than there are drawings.")


def manifest_of(folder, name: str = "a.zip"):
    with ZipFile(folder.parent / name) as made:
        return json.loads(made.read("manifest.json"))


def test_the_manifest_says_what_each_file_is(folder):
    packed(make_plan("a"), folder)
    told = manifest_of(folder)
    with ZipFile(folder.parent / "a.zip") as made:
        assert made.testzip() is None
        for entry in told["files"]:
            content = made.read(entry["file"])
            assert (sha256(content).hexdigest(), len(content)) == (entry["sha256"], entry["bytes"])
        assert made.namelist() == [
            *(entry["file"] for entry in told["files"]),
            "danh-muc.csv",
            "manifest.json",
        ]
    assert told["version"] == "draft"
    square = told["files"][1]
    assert (square["width"], square["height"], square["unit"]) == (1080, 1080, "px")


def test_the_same_drawings_give_the_same_bytes_whenever_they_were_made(folder):
    packed(make_plan("a", "b"), folder)
    for path in folder.iterdir():
        path.unlink()
    packed(make_plan("a", "b"), folder, "b.zip")
    assert (folder.parent / "a.zip").read_bytes() == (folder.parent / "b.zip").read_bytes()


def test_what_has_no_room_and_what_is_missing_is_said_in_both_lists(folder):
    missing = Wanted("09", "tinh-9", "vi", reason="Thiếu đường dây nóng")
    plan = make_plan("a!", "b")
    told = packed(make_plan("a!", wanted=(*plan.wanted, missing)), folder)

    assert (told.files, told.flawed, told.not_made) == (4, 2, 1)
    assert told.problems[0] == "Thiếu đường dây nóng"
    assert "1. Số liệu" in told.problems[1]
    listed = manifest_of(folder)
    assert listed["not_made"][0] == {
        "office": "09",
        "language": "vi",
        "format": "",
        "reason": "Thiếu đường dây nóng",
    }
    assert [bool(one["problems"]) for one in listed["files"]] == [True, True, False, False]
    with ZipFile(folder.parent / "a.zip") as made:
        table = made.read("danh-muc.csv").decode()
    assert table.startswith("\ufeff")
    assert "Thiếu đường dây nóng" in table
    assert table.count("1. Số liệu") == 2


def test_what_could_not_be_drawn_is_listed(folder, monkeypatch):
    def fails(piece, form):
        raise SettingFailed("Quá nặng.")

    monkeypatch.setattr(cache, "render", fails)
    told = packed(make_plan("a"), folder)
    assert (told.files, told.not_made, told.problems) == (0, 0, ())
    assert [(one.office, one.format) for one in told.undrawn] == [("01", "share"), ("01", "square")]
    assert [one["format"] for one in manifest_of(folder)["not_made"]] == ["share", "square"]


def test_a_damaged_drawing_is_removed_and_never_packed(folder):
    plan = make_plan("a", "b")
    packed(plan, folder)
    (folder.parent / "a.zip").unlink()
    broken = folder / plan.sheets[2].key
    content = broken.read_bytes()
    broken.unlink()  # not in the cache, whose file it is too
    broken.write_bytes(content[:-1])
    with pytest.raises(Incomplete):
        pack(plan, folder, folder.parent / "a.zip", lambda _packed: True)
    assert not broken.exists()
    assert not (folder.parent / "a.zip").exists()


def test_many_turns_pack_the_same_bytes_as_one(folder):
    plan = make_plan("a!", "b", "c")
    told = packed(plan, folder)
    assert packed_in_turns(plan, folder, "b.zip") == told
    assert (folder.parent / "a.zip").read_bytes() == (folder.parent / "b.zip").read_bytes()
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


def test_how_many_are_packed_is_told(folder):
    plan, told = make_plan("a", "b"), []
    draw(plan, folder, lambda _left: True)
    for _turn in range(2):
        with pytest.raises(Stopped):
            pack(plan, folder, folder.parent / "a.zip", lambda n: bool(told.append(n)))
    assert told == [1, 2]


def test_after_a_death_it_is_packed_anew(folder):
    plan = make_plan("a", "b")
    packed(plan, folder)

    def killed(_packed):
        raise SystemExit

    with pytest.raises(Stopped):
        pack(plan, folder, folder.parent / "b.zip", lambda _packed: False)
    with pytest.raises(SystemExit):
        pack(plan, folder, folder.parent / "b.zip", killed)
    assert packed_in_turns(plan, folder, "b.zip").files == 4
    assert (folder.parent / "a.zip").read_bytes() == (folder.parent / "b.zip").read_bytes()


@pytest.mark.parametrize("harm", ["cut", "gone", "garbled"])
def test_a_begun_zip_that_the_disk_damaged_is_packed_anew(folder, harm):
    plan = make_plan("a", "b")
    packed(plan, folder)

    def damage():
        begun = next(folder.glob(".packing-*.zip"))
        state = next(folder.glob(".packing-*.json"))
        if harm == "cut":
            begun.write_bytes(begun.read_bytes()[:-1])
        elif harm == "gone":
            begun.unlink()
        else:
            state.write_text("{")

    with pytest.raises(Stopped):
        pack(plan, folder, folder.parent / "b.zip", lambda _packed: False)
    damage()
    pack(plan, folder, folder.parent / "b.zip", lambda _packed: True)
    assert (folder.parent / "a.zip").read_bytes() == (folder.parent / "b.zip").read_bytes()


def test_what_was_packed_before_a_damaged_drawing_need_not_be_packed_again(folder):
    plan, told = make_plan("a", "b"), []
    draw(plan, folder, lambda _left: True)
    (folder / plan.sheets[2].key).unlink()
    with pytest.raises(Incomplete):
        pack(plan, folder, folder.parent / "a.zip", lambda _packed: True)
    draw(plan, folder, lambda _left: True)
    pack(plan, folder, folder.parent / "a.zip", lambda n: told.append(n) is None)
    assert told[0] == 3


def test_what_a_killed_packer_left_is_removed(folder):
    (folder / ".packing-1").write_text("half")
    packed(make_plan("a"), folder)
    assert list(folder.glob(".packing-*")) == []
