import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from cms.models import Role
from publishing.models import Confirmation
from publishing.sheets import forms
from tests.factories.bulletin_sounds import make_heard_reading
from tests.factories.communes import make_bulletin, make_commune, make_token
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def home(commune):
    return f"/loa/{make_token(commune)}/"


def test_all_bulletins_in_force_come_in_one_zip_with_names_that_every_player_can_show(
    client, commune, home
):
    make_bulletin(commune, "Tăng lương hưu", "Từ tháng bảy.")
    make_bulletin(commune, "Khẩn: đổi thẻ", "Đổi thẻ.", content={"options": {"class": "priority"}})
    gone = make_bulletin(commune, "Đã gỡ")
    make_bulletin(commune, before=gone, action="withdraw", state="delivered")
    address = re.search(rf'href="({home}[^"]+\.zip)"', client.get(home).content.decode())[1]
    response = client.get(address)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].isascii()
    with ZipFile(BytesIO(b"".join(response.streaming_content))) as parcel:
        names = parcel.namelist()
        stems = ["01-khan-doi-the", "02-tang-luong-huu"]
        files = [f"{stem}.{ending}" for stem in stems for ending in ("txt", "pdf", "docx")]
        assert names == ["00-doc-truoc.txt", *files]
        text = parcel.read("02-tang-luong-huu.txt").decode("utf-8-sig")
        assert "Từ tháng bảy." in text
        assert "\r\n" in text
        assert "{%" not in text
        assert "Khẩn: đổi thẻ" in parcel.read("00-doc-truoc.txt").decode("utf-8-sig")


def test_the_zip_says_what_is_to_be_played_at_once_and_what_a_bulletin_replaces(
    client, commune, home
):
    make_bulletin(commune, "Bão lớn", content={"options": {"class": "emergency"}})
    old = make_bulletin(commune, "Lịch chi trả")
    make_bulletin(commune, "Lịch chi trả mới", before=old, action="revise")

    content = b"".join(client.get(f"{home}2026-tuan-01.zip").streaming_content)

    with ZipFile(BytesIO(content)) as parcel:
        first = parcel.read("00-doc-truoc.txt").decode("utf-8-sig")
        assert "Khẩn cấp" in first
        assert "Thay cho bản tin “Lịch chi trả”" in first
        assert "KHẨN CẤP" in parcel.read("01-bao-lon.txt").decode("utf-8-sig").upper()


def contents_of(client, address):
    with ZipFile(BytesIO(b"".join(client.get(address).streaming_content))) as parcel:
        return {name: parcel.read(name) for name in parcel.namelist()}


def test_the_sheets_in_it_are_those_of_the_bulletin_s_page(client, commune, home):
    bulletin = make_bulletin(commune, "Tăng lương hưu")
    contents = contents_of(client, f"{home}2026-tuan-01.zip")
    for form in ("pdf", "docx", "txt"):
        page = client.get(reverse("commune_file", args=[home.split("/")[2], bulletin.key, form]))
        assert contents[f"01-tang-luong-huu.{form}"] == b"".join(page.streaming_content)


def test_a_sheet_that_cannot_be_drawn_leaves_the_text(client, commune, home, monkeypatch):
    def no_room(_shown):
        raise OSError

    broken = replace(forms.PDF, make=no_room)
    monkeypatch.setattr("publishing.parcels.PDF", broken)
    make_bulletin(commune, "Tăng lương hưu", "Từ mồng một.")
    names = list(contents_of(client, f"{home}2026-tuan-01.zip"))[1:]
    assert names == ["01-tang-luong-huu.txt", "01-tang-luong-huu.docx"]


def test_sounds_beyond_what_one_copy_holds_are_named_instead(client, silence, monkeypatch):
    province = make_province()
    commune = make_commune(make_bare_office(level="grassroots", parent=province))
    people = [make_user(province, Role.EDITOR, last_name=name) for name in ("Lò", "Giàng")]
    make_heard_reading(make_bulletin(commune, "Tăng lương hưu", "Kính thưa bà con."), *people)
    monkeypatch.setattr("publishing.commune_parcel.MOST_SOUND", 10)
    contents = contents_of(client, f"/loa/{make_token(commune)}/2026-tuan-01.zip")
    assert "01-tang-luong-huu.mp3" not in contents
    assert "Âm thanh quá lớn" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_the_zip_needs_a_good_link_and_confirms_nothing(client, commune, home):
    make_bulletin(commune)
    assert client.get(f"/loa/{'x' * 22}/2026-tuan-01.zip").status_code == 404
    assert client.get(f"{home}2026-tuan-01.zip")["Cache-Control"] == "no-store"
    assert client.post(f"{home}2026-tuan-01.zip").status_code == 405
    assert not Confirmation.objects.exists()


def test_beside_a_text_lies_the_sound_that_may_be_heard(client, silence, monkeypatch):
    province = make_province()
    commune = make_commune(make_bare_office(level="grassroots", parent=province))
    bulletin = make_bulletin(commune, "Tăng lương hưu", "Kính thưa bà con.")
    people = [make_user(province, Role.EDITOR, last_name=name) for name in ("Lò", "Giàng")]
    make_heard_reading(bulletin, *people)
    address = f"/loa/{make_token(commune)}/2026-tuan-01.zip"

    def names():
        content = b"".join(client.get(address).streaming_content)
        with ZipFile(BytesIO(content)) as parcel:
            assert parcel.testzip() is None
            return parcel.namelist()[1:]

    sheets = [f"01-tang-luong-huu.{ending}" for ending in ("txt", "pdf", "docx")]
    assert names() == [*sheets, "01-tang-luong-huu.mp3"]

    def lost(_sound):
        raise FileNotFoundError

    monkeypatch.setattr("publishing.voices.deliverable.NamedSound.opened", lost)
    assert names() == sheets
