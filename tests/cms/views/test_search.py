"""Search finds what readers mean, with or without tones and marks."""

import pytest
from django.core.management import call_command

from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.portal import make_audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    def titles(query: str) -> list[str]:
        call_command("update_index", verbosity=0)
        response = client.get(f"/tim-kiem/?{query}")
        assert response.status_code == 200
        return [item.title for item in response.context.get("items") or []]

    return titles


def make_live(office, **fields):
    return publish(make_article(office, **fields))


@pytest.mark.parametrize(
    "words", ["bao hiem", "bảo hiểm", "BẢO HIỂM", "Bao Hiểm", "y te dong nai", "Đồng+Nai"]
)
def test_tones_marks_and_capitals_do_not_matter(found, words):
    make_live(make_centre(), title="Thẻ bảo hiểm y tế ở Đồng Nai")
    make_live(make_centre(), title="Lương hưu")

    assert found(f"q={words}") == ["Thẻ bảo hiểm y tế ở Đồng Nai"]


def test_a_document_is_found_by_its_number(found):
    make_live(make_centre(), title="Theo Luật số 41/2024/QH15")

    assert found("q=41/2024/qh15") == ["Theo Luật số 41/2024/QH15"]


def test_words_of_the_body_are_found(found):
    body = [("paragraph", "<p>Mức hỗ trợ là <b>ba mươi phần trăm</b>.</p>")]
    make_live(make_centre(), title="Một bài", body=body)

    assert found("q=ba muoi phan tram") == ["Một bài"]


def test_drafts_are_not_found(found):
    make_article(make_centre(), title="Bản nháp bí mật")

    assert found("q=bi mat") == []


def test_items_of_every_office_are_found(found):
    make_live(make_province(), title="Tin của tỉnh")

    assert found("q=cua tinh") == ["Tin của tỉnh"]


def test_kind_and_audience_narrow_the_search(found):
    centre = make_centre()
    make_live(centre, title="Thẻ cho nông dân", audiences=[make_audience("nong-dan")])
    make_live(centre, title="Thẻ cho học sinh", audiences=[make_audience("hoc-sinh")])

    assert found("q=the&doi-tuong=nong-dan") == ["Thẻ cho nông dân"]
    assert found("q=the&loai=van-ban") == []


def test_an_audience_alone_lists_what_concerns_it(found):
    make_live(make_centre(), title="Cho nông dân", audiences=[make_audience("nong-dan")])

    assert found("doi-tuong=nong-dan") == ["Cho nông dân"]


ODD = [
    "",
    "q=",
    "q=%00",
    'q="',
    'q="bao',
    "q=*",
    "q=AND OR NOT",
    "q=(((",
    "q=%25%27--",
    "q=a&trang=-1",
]


@pytest.mark.parametrize("query", [*ODD, "q=" + "a" * 5000])
def test_odd_questions_are_answered(client, query):
    make_live(make_centre(), title="Một bài")

    assert client.get(f"/tim-kiem/?{query}").status_code == 200


def test_an_unsuccessful_search_gives_advice(client):
    make_centre()

    html = client.get("/tim-kiem/?q=khongcogica").content.decode()

    assert 'role="status"' in html
    assert "bao hiem" in html


def test_only_reading_is_possible(client):
    assert client.post("/tim-kiem/").status_code == 405
