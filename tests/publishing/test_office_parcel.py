"""One ZIP for all communes of an office."""

import csv
from io import StringIO
from zipfile import ZipFile

import pytest
from django.utils import translation

from cms.models import Office, Role
from publishing import office_parcel as module
from publishing.models import Destination
from publishing.office_parcel import office_parcel
from publishing.script.model import script_in
from publishing.sheets.forms import PDF, made
from publishing.sheets.of_delivery import sheet_for
from publishing.voices.ordering import order_machine
from tests.factories.bulletin_sounds import finished, let_out, make_heard_reading
from tests.factories.communes import make_bulletin, make_commune
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def two(province):
    below = make_bare_office(level=Office.Level.GRASSROOTS, parent=province)
    return [make_commune(below, name=name) for name in ("Loa xã An", "=1+1")]


def packed(province):
    file = office_parcel(province, Destination.objects.filter(office__parent=province))
    if file is None:
        return None
    with file, ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def folders(contents):
    return sorted({name.split("/")[0] for name in contents if "/" in name})


def communes_in(contents, folder):
    text = contents[f"{folder}/xa.csv"].decode("utf-8-sig")
    return [row[1] for row in list(csv.reader(StringIO(text)))[1:]]


def test_communes_with_the_same_text_share_a_folder_that_names_them(province, two):
    first, second = (make_bulletin(place, "Tăng lương hưu") for place in two)
    assert first.variant.post_id == second.variant.post_id
    contents = packed(province)

    assert folders(contents) == ["01-tang-luong-huu"]
    files = [
        f"01-tang-luong-huu/{name}"
        for name in ("phieu-doc.txt", "phieu-doc.pdf", "phieu-doc.docx", "xa.csv")
    ]
    assert list(contents) == ["00-doc-truoc.txt", *files]
    assert communes_in(contents, "01-tang-luong-huu") == ["'=1+1", "Loa xã An"]
    assert contents["01-tang-luong-huu/phieu-doc.pdf"] == made(sheet_for(second), PDF)
    assert "cho 2 xã" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_another_text_is_another_folder_for_its_communes(province, two):
    make_bulletin(two[0], "Lịch chi trả", "Ngày mồng năm.")
    make_bulletin(two[1], "Lịch chi trả", "Ngày mồng sáu.")
    contents = packed(province)
    assert folders(contents) == ["01-lich-chi-tra", "02-lich-chi-tra"]
    named = sorted(communes_in(contents, one) for one in folders(contents))
    assert named == [["'=1+1"], ["Loa xã An"]]


def test_emergencies_come_first_and_are_marked(province, two):
    make_bulletin(two[0], "Bão lớn", content={"options": {"class": "emergency"}})
    make_bulletin(two[0], "Đổi thẻ", content={"options": {"class": "priority"}})
    make_bulletin(two[0], "Lương hưu")
    contents = packed(province)
    assert folders(contents) == ["01-KHAN-CAP-bao-lon", "02-uu-tien-doi-the", "03-luong-huu"]
    assert "Khẩn cấp" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_what_was_taken_down_or_corrected_is_not_in_it(province, two):
    gone = make_bulletin(two[0], "Đã gỡ")
    make_bulletin(two[0], before=gone, action="withdraw", state="delivered")
    old = make_bulletin(two[0], "Bản sai")
    make_bulletin(two[0], "Bản đúng", before=old, action="revise")
    contents = packed(province)
    assert folders(contents) == ["01-ban-dung"]
    assert "“Bản sai”" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_communes_of_other_offices_are_not_in_it(province, two):
    make_bulletin(make_commune(), "Nơi khác")
    assert packed(province) is None
    make_bulletin(two[0], "Ở đây")
    assert folders(packed(province)) == ["01-o-day"]


def test_what_people_of_the_province_read_lies_beside_the_text(province, two, silence, monkeypatch):
    bulletin = make_bulletin(two[0], "Tăng lương hưu")
    people = [make_user(province, Role.EDITOR, last_name=name) for name in ("Lò", "Giàng")]
    make_heard_reading(bulletin, *people)
    assert "01-tang-luong-huu/am-thanh.mp3" in packed(province)

    monkeypatch.setattr(module, "MOST_SOUND", 10)
    contents = packed(province)
    assert "01-tang-luong-huu/am-thanh.mp3" not in contents
    assert "Âm thanh quá lớn" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_a_machine_is_heard_only_where_every_office_with_the_text_lets_it(province, two, silence):
    bulletins = [make_bulletin(place, "Tăng lương hưu") for place in two]
    for bulletin in bulletins:
        script = script_in(bulletin.variant.post.data)
        order = {"title": "Tăng lương hưu", "user": None, "says_label": False}
        finished(order_machine(script=script, office=bulletin.release.office, **order))
    sound = "01-tang-luong-huu/am-thanh-giong-may.mp3"
    assert sound not in packed(province)
    let_out(province)
    assert sound in packed(province)
    let_out(two[0].office, goes_out=False)
    assert sound not in packed(province)


def test_beyond_the_most_that_are_drawn_there_is_text_and_a_word_about_it(
    province, two, monkeypatch
):
    monkeypatch.setattr(module, "MOST_DRAWN", 1)
    make_bulletin(two[0], "Một", "Lời một.")
    make_bulletin(two[0], "Hai", "Lời hai.")
    contents = packed(province)
    assert [name for name in contents if name.endswith(".pdf")] == ["01-hai/phieu-doc.pdf"]
    assert "02-mot/phieu-doc.txt" in contents
    assert "Chỉ có văn bản" in contents["00-doc-truoc.txt"].decode("utf-8-sig")


def test_more_communes_ask_no_more_queries(province, two, django_assert_max_num_queries):
    make_bulletin(two[0], "Một")
    packed(province)
    for place in two:
        make_bulletin(place, "Một")
    with django_assert_max_num_queries(20):
        packed(province)
