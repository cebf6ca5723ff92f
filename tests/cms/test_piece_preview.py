"""A draft's piece, format by format, as its editor sees it."""

import json

import pytest

from media_assets.pieces.crew import SettingFailed
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre
from tests.factories.packages import set_fact

pytestmark = pytest.mark.django_db
LONG = "Người lao động và người sử dụng lao động cùng đóng bảo hiểm. " * 4


@pytest.fixture
def centre():
    office = make_centre()
    set_fact(office, "hotline", "1900 9068")
    return office


@pytest.fixture
def part_of(rf):
    def asked(page, name):
        request = rf.get("/", {"mode": "forms", "part": name})
        return page.make_preview_request(request, "forms")

    return asked


def previewed(page) -> str:
    return page.make_preview_request(preview_mode="forms").content.decode()


def test_the_preview_draws_nothing_until_it_is_asked_for(centre, monkeypatch):
    monkeypatch.setattr("cms.piece_preview.rendered", None)
    html = previewed(make_infographic(centre))
    assert html.count("data-form=") == 13
    assert "data:image" not in html


def test_a_format_is_a_picture_without_problems(centre, part_of):
    drawn = json.loads(part_of(make_infographic(centre), "square").content)
    assert drawn["address"].startswith("data:image/png;base64,")
    assert drawn["problems"] == []


def test_what_has_no_room_names_its_block_once(centre, part_of):
    steps = ("steps", {"title": "Dài", "steps": [{"title": "", "text": LONG}] * 8})
    page = make_infographic(centre, piece=[steps])
    (problem,) = json.loads(part_of(page, "square").content)["problems"]
    assert "“1. Các bước – Dài” không đủ chỗ" in problem["message"]
    assert problem["block"] == page.piece[0].id


def test_a_title_without_room_names_its_field(centre, part_of):
    page = make_infographic(centre, title=LONG[:240])
    problems = json.loads(part_of(page, "thumbnail").content)["problems"]
    assert [problem["field"] for problem in problems] == ["title"]


def test_a_format_that_cannot_be_drawn_says_why(centre, part_of, monkeypatch):
    def fails(piece, form):
        raise SettingFailed("Quá nặng.")

    monkeypatch.setattr("cms.piece_preview.rendered", fails)
    drawn = json.loads(part_of(make_infographic(centre), "square").content)
    assert drawn["address"] == ""
    assert drawn["problems"][0]["message"] == "Quá nặng."


@pytest.mark.parametrize("name", ["portal", "nothing", "../square"])
def test_there_are_no_other_formats(centre, part_of, name):
    assert part_of(make_infographic(centre), name).status_code == 404


def test_the_same_drawing_has_the_same_key(centre):
    page = make_infographic(centre)
    before = previewed(page)
    page.slug = "khac"
    assert _key(previewed(page)) == _key(before)
    page.palette = "green"
    assert _key(previewed(page)) != _key(before)


def test_the_preview_says_which_fact_is_missing():
    assert "đường dây nóng" in previewed(make_infographic(make_centre())).lower()


def test_an_empty_infographic_says_so_instead_of_drawing(centre):
    html = previewed(make_infographic(centre, piece=[]))
    assert "Đồ họa chưa có nội dung" in html
    assert "data-form=" not in html


def test_the_editor_begins_from_the_description_that_loa_makes(centre, part_of):
    page = make_infographic(centre, long_description="Viết tay")
    made = json.loads(part_of(page, "description").content)["description"]
    assert "22 %: mức đóng hằng tháng" in made
    assert "{{hotline}}" in made


def _key(html: str) -> str:
    return html.partition('data-key="')[2].partition('"')[0]
