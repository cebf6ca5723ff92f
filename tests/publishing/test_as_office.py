"""The package as one office publishes it, and who lacks what it quotes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Office
from publishing.as_office import as_office, lacking
from publishing.package import assemble
from tests.factories.approval import Desk
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_facebook, set_fact

pytestmark = pytest.mark.django_db


def packed(desk: Desk):
    return assemble(desk.page, desk.page.get_latest_revision())


@pytest.fixture
def desk() -> Desk:
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    return Desk(centre, lead="Gọi {{hotline}}.{{if:office_email}} Thư: {{office_email}}.{{end}}")


def test_the_posts_of_one_office_are_shown_alone(desk):
    province = make_province()
    set_fact(province, "hotline", "0207 000 0000")
    choose(desk, [make_facebook(desk.office), make_facebook(province, "Facebook tỉnh")])

    shown = as_office(packed(desk), province.code)

    assert shown.chosen == province
    assert set(shown.offices) == {desk.office, province}
    posts = [one.first.post.text for one in shown.previews]
    assert len(posts) == 1
    assert "0207 000 0000" in posts[0]


def test_an_office_without_a_place_in_the_package_is_no_choice(desk):
    stranger = make_province()
    choose(desk, [make_facebook(desk.office), make_facebook(make_province(), "Facebook tỉnh")])

    assert as_office(packed(desk), stranger.code).chosen is None
    assert stranger not in as_office(packed(desk), "").offices


def test_a_package_of_one_office_offers_no_choice():
    desk = Desk()

    assert as_office(packed(desk), desk.office.code).offices == []


def test_offices_whose_page_has_a_gap_are_told_with_what_they_lack(desk):
    without, told, there = make_province(), make_province(), make_province()
    set_fact(there, "hotline", "0207 000 0000")
    choose(desk, [make_facebook(desk.office), make_facebook(told, "Facebook tỉnh")])

    (group,) = lacking(packed(desk))

    assert group.offices == (without,)
    assert "đường dây nóng" in group.reason
    assert "thư" not in group.reason.lower()


def test_an_item_that_quotes_nothing_asks_nothing():
    desk = Desk(make_centre(), lead="Không có số nào.")
    make_province()
    assembly = packed(desk)

    with CaptureQueriesContext(connection) as queries:
        assert lacking(assembly) == []
    assert len(queries) == 0


def test_an_offices_own_item_lacks_nothing_elsewhere():
    make_province()

    assert lacking(packed(Desk(lead="Gọi {{hotline}}."))) == []


def test_editor_and_approver_choose_an_office_and_keep_what_they_looked_at(desk, client):
    province: Office = make_province()
    set_fact(province, "hotline", "0207 000 0000")
    choose(desk, [make_facebook(desk.office), make_facebook(province, "Facebook tỉnh")])
    client.force_login(desk.editor)
    package = reverse("publishing_package", args=[desk.page.pk])

    plain = client.get(package).content.decode()
    chosen = client.get(package, {"don-vi": province.code, "a": "b"}).content.decode()

    assert plain.count("0207 000 0000") < chosen.count("0207 000 0000")
    assert f"mode=don-vi-{province.code}" in chosen
    assert '<input type="hidden" name="a" value="b">' in chosen
    assert f'data-page="{desk.page.pk}"' in chosen

    desk.submit()
    client.force_login(desk.leader)
    address = reverse("loa_approve", args=[desk.step().pk])
    read = client.get(address, {"don-vi": province.code}).content.decode()
    assert read.count("0207 000 0000") > client.get(address).content.decode().count("0207 000 0000")
