"""Drawings of released infographics, for readers and for offices."""

import pytest
from django.urls import reverse

from publishing.frozen import path_of
from publishing.models import Release
from publishing.services.withdrawal import withdraw_item
from tests.factories.approval import Desk
from tests.factories.infographics import make_infographic
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, make_facebook, release, rewrite, set_fact
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    desk = Desk(centre)
    desk.page = make_infographic(centre, user=desk.editor, owner=desk.editor)
    return desk


@pytest.fixture
def province():
    office = make_province(code="TQ")
    set_fact(office, "hotline", "0207 1")
    return office


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def picture(client, desk, code: str = "VN", form: str = "square"):
    return client.get(reverse("piece_picture", args=[desk.page.pk, code, form]))


def test_readers_get_the_bytes_that_were_approved(client, desk, province):
    choose(desk, [make_facebook(province)])
    assert picture(client, desk).status_code == 404
    made = release(desk)

    for code in ("VN", "TQ"):
        answer = picture(client, desk, code)
        assert answer["Content-Type"] == "image/png"
        approved = made.content["pieces"][code]["square"]["sha256"]
        assert body(answer) == path_of(approved).read_bytes()
    assert body(picture(client, desk, "TQ")) != body(picture(client, desk))


def test_who_has_a_drawing_already_is_told_so(client, desk):
    release(desk)
    first = picture(client, desk)
    address = reverse("piece_picture", args=[desk.page.pk, "VN", "square"])
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_link_to_what_was_released_without_drawings_shows_the_page_s_card(client, desk):
    release(desk)
    Release.objects.update(content={})
    answer = client.get(reverse("piece_picture", args=[desk.page.pk, "VN", "share"]), follow=True)
    assert answer["Content-Type"] == "image/png"
    assert picture(client, desk).status_code == 404


def test_a_newer_draft_changes_nothing_that_readers_get(client, desk):
    release(desk)
    before = body(picture(client, desk))
    rewrite(desk, palette="red")
    assert body(picture(client, desk)) == before


def test_an_office_that_the_release_did_not_reach_gets_the_releasing_office_s(client, desk):
    release(desk)
    assert body(picture(client, desk, "NOBODY")) == body(picture(client, desk))
    assert picture(client, desk, form="banner").status_code == 404


def test_paper_is_saved_and_pictures_are_shown_unless_asked_for(client, desk):
    release(desk)
    assert "attachment" in picture(client, desk, form="poster-a4")["Content-Disposition"]
    assert "attachment" not in picture(client, desk).get("Content-Disposition", "")
    address = reverse("piece_picture", args=[desk.page.pk, "VN", "square"])
    saved = client.get(f"{address}?tai-ve=1")["Content-Disposition"]
    assert "bao-hiem-xa-hoi-tu-nguyen-square.png" in saved


def test_what_is_taken_down_has_no_drawings(client, desk):
    release(desk)
    withdraw_item(page=desk.now(), user=desk.leader, reason="Sai số liệu")
    assert picture(client, desk).status_code == 404


def test_the_page_offers_its_own_picture_and_shares_it(client, desk):
    release(desk)
    html = client.get(desk.now().url).content.decode()
    assert (
        f'href="{reverse("piece_picture", args=[desk.page.pk, "VN", "square"])}?tai-ve=1"' in html
    )
    shared = reverse("piece_picture", args=[desk.page.pk, "VN", "share"])
    assert f'<meta property="og:image" content="http://localhost{shared}?v=' in html


def test_an_office_downloads_posters_with_its_own_facts(client, desk, province):
    choose(desk, [make_facebook(province)])
    made = release(desk)
    client.force_login(make_admin_user(province, "editor"))

    html = client.get(reverse("publishing_posters")).content.decode()
    address = reverse("publishing_poster", args=[made.pk, "TQ", "poster-a4"])
    assert address in html
    assert reverse("publishing_poster", args=[made.pk, "VN", "poster-a4"]) not in html
    content = body(client.get(address))
    assert content.startswith(b"%PDF")
    assert content == path_of(made.content["pieces"]["TQ"]["poster-a4"]["sha256"]).read_bytes()


def test_an_office_does_not_see_another_s_posters(client, desk, province):
    choose(desk, [make_facebook(province)])
    made = release(desk)
    client.force_login(make_admin_user(make_province(), "editor"))
    assert "Chưa có gì để in" in client.get(reverse("publishing_posters")).content.decode()
    address = reverse("publishing_poster", args=[made.pk, "TQ", "poster-a4"])
    assert client.get(address).status_code == 404


def test_a_file_that_the_store_lost_is_not_there(client, desk):
    made = release(desk)
    path_of(made.content["pieces"]["VN"]["square"]["sha256"]).unlink()
    assert picture(client, desk).status_code == 404
    assert Release.objects.filter(pk=made.pk).exists()
