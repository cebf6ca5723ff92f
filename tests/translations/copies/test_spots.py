"""The places of an item, in the order of its editor."""

from datetime import date

import pytest
from django.utils.translation import gettext as _

from tests.factories.following import BODY, make_national
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre
from tests.factories.pictures import make_picture
from translations.copies.spots import by_place, spots_of
from translations.local_content import content_of_page

pytestmark = pytest.mark.django_db


def spots(page):
    return spots_of(type(page), content_of_page(page))


def test_title_and_lead_then_blocks_then_other_fields():
    places = [spot.place for spot in spots(make_national())]
    assert places[:5] == ["field:title", "field:lead", *(block["id"] for block in BODY)]
    assert "field:legal_basis" in places[5:]
    assert len(places) == len(set(places))


def test_each_says_what_stands_there():
    picture = make_picture("Ảnh chợ")
    page = make_national(cover=picture, states_policy=True)
    said = {place: spot.text for place, spot in by_place(type(page), content_of_page(page)).items()}
    assert said["field:title"] == page.title
    assert said["khoi-2"] == "Mức đóng là 8 %."
    assert "Ảnh chợ" in said["field:cover"]
    assert said["field:states_policy"] == "Có"
    assert said["field:genre"] == "Tin tức" or said["field:genre"]


def test_a_piece_has_its_blocks_too():
    page = make_infographic(make_centre())
    fields = {spot.field for spot in spots(page) if spot.block is not None}
    assert "piece" in fields


def test_a_long_text_is_named_by_how_it_begins():
    body = [{"type": "paragraph", "value": f"<p>{'Dài ' * 50}</p>", "id": "d"}]
    page = make_national(body=body)
    title = by_place(type(page), content_of_page(page))["d"].title
    assert len(title) < 90
    assert title.endswith("…")


def test_files_are_called_by_their_titles_and_days_as_people_write_them():
    picture = make_picture("Ảnh chợ")
    body = [
        {"type": "picture", "value": {"picture": picture.pk, "alt": "Chợ"}, "id": "anh"},
        {"type": "picture", "value": {"picture": 987654, "alt": "Đồng"}, "id": "mat"},
    ]
    page = make_national(body=body, valid_until=date(2026, 12, 31))
    said = {place: spot.said for place, spot in by_place(type(page), content_of_page(page)).items()}
    assert said["anh"] == "Chợ\n“Ảnh chợ”"
    assert said["mat"] == "Đồng\n" + str(_("a file that was deleted"))
    assert said["field:valid_until"] == "31/12/2026"
