"""The overview on the screen: who sees what of it, filters, one item, one office, files."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.models import Role
from tests.factories.cockpit import (
    blocked,
    copied,
    edition_of,
    make_item,
    noticed,
    place_of,
    release_of,
    sent,
)
from tests.factories.offices import make_centre, make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_user
from translations.rolling.addresses import of_notice

pytestmark = pytest.mark.django_db
URL = "/admin/toan-canh/"


@pytest.fixture
def provinces():
    return [make_province(name=f"BHXH tỉnh {name}") for name in ("Bình Minh", "Hoà Bình Mới")]


@pytest.fixture
def centre_editor():
    return make_user(make_centre(), Role.EDITOR)


def get(client, user, address="", **asked):
    client.force_login(user)
    return client.get(URL + address, asked)


def text_of(response) -> str:
    return response.content.decode()


def test_the_centre_sees_a_column_for_every_province(client, provinces, centre_editor):
    page = make_item(title="Mức đóng mới")
    noticed(copied(page, provinces[0]), conflicts=[{"path": ["title"]}])
    sent(release_of(page), place_of(provinces[1]))

    html = text_of(get(client, centre_editor))

    assert "Mức đóng mới" in html
    assert ">Bình Minh<" in html
    assert ">Hoà Bình Mới<" in html
    assert "Xung đột" in html
    assert "Theo bản Trung ương" in html
    assert 'href="/admin/toan-canh/' in html


def test_a_province_sees_its_own_column_as_a_list(client, provinces):
    page = make_item()
    copied(page, provinces[0], title="Bản của tỉnh")
    other = copied(page, provinces[1], title="Bản kín của tỉnh kia")
    noticed(other, conflicts=[{"path": ["title"]}])

    response = get(client, make_user(provinces[0], Role.EDITOR))

    assert response.context["only"] == provinces[0]
    html = text_of(response)
    assert provinces[1].name not in html
    assert "Bản kín" not in html


def test_nobody_opens_another_offices_cell_or_narrows_to_it(client, provinces):
    edition, user = edition_of(make_item()), make_user(provinces[0], Role.LEADER)

    assert get(client, user, f"{edition.pk}/{provinces[0].code}/").status_code == 200
    assert get(client, user, f"{edition.pk}/{provinces[1].code}/").status_code == 404
    response = get(client, user, office=provinces[1].pk)
    assert response.context["offices"] == [provinces[0]]
    item = get(client, user, f"{edition.pk}/")
    assert [cell.office for cell in item.context["cells"]] == [provinces[0]]


def test_whoever_answers_for_no_province_is_told_so(client, provinces):
    edition = edition_of(make_item())
    counter = make_bare_office(level="grassroots", parent=provinces[0])
    user = make_user(counter, Role.GRASSROOTS_OFFICER)

    html = text_of(get(client, user))

    assert "các đơn vị cấp tỉnh" in html
    assert get(client, user, f"{edition.pk}/").status_code == 404
    lines = b"".join(get(client, user, "xuat.csv")).decode().splitlines()
    assert len(lines) == 1


def test_pages_that_are_no_national_items_have_no_place_here(client, provinces, centre_editor):
    own = copied(make_item(), provinces[0]).edition

    assert get(client, centre_editor, f"{own.pk}/").status_code == 404
    assert get(client, centre_editor, f"{own.pk}/{provinces[0].code}/").status_code == 404


def test_an_item_shows_what_needs_somebody_first(client, provinces, centre_editor):
    page = make_item()
    blocked(release_of(page), place_of(provinces[1]))

    response = get(client, centre_editor, f"{edition_of(page).pk}/")

    assert [cell.office for cell in response.context["cells"]] == provinces[::-1]
    assert "Bị chặn" in text_of(response)


def test_a_cell_says_why_and_what_was_sent(client, provinces, centre_editor):
    page = make_item()
    blocked(release_of(page), place_of(provinces[0]), "Chưa có đường dây nóng.")

    html = text_of(get(client, centre_editor, f"{edition_of(page).pk}/{provinces[0].code}/"))

    assert "Chưa có đường dây nóng." in html
    assert "bảng số liệu" in html.lower()


def links(response) -> set[str]:
    return {link.address.partition("?")[0] for link in response.context["detail"].links}


def test_a_cell_leads_only_to_what_one_may_open(client, provinces, centre_editor):
    page = make_item()
    copy = copied(page, provinces[0])
    notice = noticed(copy, conflicts=[{"path": ["title"]}])
    address = f"{edition_of(page).pk}/{provinces[0].code}/"
    editor = f"/admin/pages/{copy.edition.page_id}/edit/"
    sheet = f"/admin/so-lieu/{provinces[0].code}/"

    mine = links(get(client, make_user(provinces[0], Role.EDITOR), address))
    of_centre = links(get(client, centre_editor, address))

    assert {editor, sheet} <= mine
    assert of_notice(notice) in mine
    assert f"/admin/goi-dang/{page.pk}/" not in mine
    assert not {editor, sheet} & of_centre
    assert f"/admin/goi-dang/{page.pk}/" in of_centre


def test_files_have_a_line_for_every_item_at_every_office(client, provinces, centre_editor):
    page = make_item(title="=HYPERLINK(1)")
    sent(release_of(page), place_of(provinces[0]))

    lines = b"".join(get(client, centre_editor, "xuat.csv")).decode().splitlines()
    book = load_workbook(BytesIO(b"".join(get(client, centre_editor, "xuat.xlsx"))))

    rows = list(book.active.iter_rows(values_only=True))
    assert len(lines) == len(rows) == 3
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert rows[1][2:5] == (provinces[0].code, provinces[0].name, "Theo bản của Trung ương")
    assert rows[1][7:10] == ("bản của Trung ương", "1", "1")


def test_filters_hold_for_files_too(client, provinces, centre_editor):
    page = make_item(title="Có xung đột")
    make_item(title="Bình thường")
    noticed(copied(page, provinces[0]), conflicts=[{"path": ["title"]}])

    response = get(client, centre_editor, "xuat.csv", standing="needs", office=provinces[0].pk)

    lines = b"".join(response).decode().splitlines()
    assert len(lines) == 2
    assert "Có xung đột" in lines[1]


@pytest.mark.parametrize(
    "asked",
    [{"standing": "gì đó"}, {"office": "0"}, {"since": "hôm qua"}, {"p": "x"}, {"topic": "'"}],
)
def test_what_is_not_understood_is_left_out(client, provinces, centre_editor, asked):
    make_item()

    assert len(get(client, centre_editor, **asked).context["rows"]) == 1


def test_nothing_yet_and_nothing_found_say_what_to_do(client, provinces, centre_editor):
    assert "Chưa có bài nào của Trung ương" in text_of(get(client, centre_editor))
    make_item()
    assert "Xem tất cả" in text_of(get(client, centre_editor, text="không có bài này"))


def test_the_screen_costs_as_many_queries_for_many_items_and_offices(client, centre_editor):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert get(client, centre_editor).status_code == 200
        return len(queries)

    office = make_province()
    page = make_item()
    noticed(copied(page, office))
    sent(release_of(page), place_of(office))
    asked()  # what is looked up once
    few = asked()
    for _number in range(12):
        more = make_province()
        page = make_item()
        noticed(copied(page, more), conflicts=[{"path": ["title"]}])
        sent(release_of(page), place_of(more))

    assert asked() == few
