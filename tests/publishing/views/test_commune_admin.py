import re
from datetime import timedelta

import pytest
from django.utils import timezone

from cms.models import Office, Role
from publishing.commune_links import find_link, hash_token
from publishing.models import CommuneLink
from publishing.services.confirmations import confirm_delivery
from tests.factories.communes import make_bulletin, make_commune, make_token
from tests.factories.offices import make_province
from tests.factories.publishing import make_bare_office
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
HOME = "/admin/xa/"


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def grassroots(province):
    return make_bare_office(level=Office.Level.GRASSROOTS, parent=province)


@pytest.fixture
def officer(client, grassroots):
    user = make_admin_user(grassroots, Role.GRASSROOTS_OFFICER)
    client.force_login(user)
    return user


def page(client, path=HOME):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def address_in(html):
    return re.search(r"https?://[^\s\"<]+/loa/([A-Za-z0-9_-]{22})/", html)


# --- who sees what ----------------------------------------------------------------------------


def test_an_officer_sees_the_communes_of_the_own_office_only(client, officer, grassroots):
    make_commune(grassroots, name="Loa xã nhà")
    other = make_commune(name="Loa xã khác")
    html = page(client)
    assert "Loa xã nhà" in html
    assert "Loa xã khác" not in html
    for path in (f"{HOME}{other.pk}/",):
        assert client.get(path).status_code == 404
    for action in ("duong-dan", "thu-hoi"):
        assert client.post(f"{HOME}{other.pk}/{action}/").status_code == 404
    assert not CommuneLink.objects.exists()


def test_a_keeper_of_the_province_sees_the_communes_below(client, province, grassroots):
    make_commune(grassroots, name="Loa xã dưới")
    client.force_login(make_admin_user(province, Role.CHANNEL_KEEPER))
    assert "Loa xã dưới" in page(client)


def test_an_observer_reads_but_changes_nothing(client, grassroots):
    commune = make_commune(grassroots, name="Loa xã nhà")
    client.force_login(make_admin_user(grassroots, Role.OBSERVER))
    assert "Loa xã nhà" in page(client)
    assert "/duong-dan/" not in page(client, f"{HOME}{commune.pk}/")
    assert client.post(f"{HOME}{commune.pk}/duong-dan/").status_code == 404
    client.post(f"{HOME}phieu/")
    assert not CommuneLink.objects.exists()


def test_an_editor_has_neither_the_page_nor_the_menu_item(client, grassroots):
    client.force_login(make_admin_user(grassroots, Role.EDITOR))
    assert client.get(HOME).status_code == 302
    assert HOME not in client.get("/admin/").content.decode()


def test_the_pages_need_a_login(client, grassroots):
    commune = make_commune(grassroots)
    for path in (HOME, f"{HOME}{commune.pk}/"):
        assert "/login/" in client.get(path)["Location"]
    for path in (f"{HOME}phieu/", f"{HOME}{commune.pk}/duong-dan/"):
        assert "/login/" in client.post(path)["Location"]


def test_actions_are_never_done_by_opening_an_address(client, officer, grassroots):
    commune = make_commune(grassroots)
    for path in ("phieu/", f"{commune.pk}/duong-dan/", f"{commune.pk}/thu-hoi/"):
        assert client.get(HOME + path).status_code == 405


# --- the list ---------------------------------------------------------------------------------


def test_the_list_tells_how_each_link_stands(client, officer, grassroots):
    without, good, over, revoked = (make_commune(grassroots) for _n in range(4))
    for place in (good, over, revoked):
        make_token(place)
    links = CommuneLink.objects
    links.filter(destination=over).update(expires_at=timezone.now() - timedelta(days=1))
    links.filter(destination=revoked).update(revoked_at=timezone.now())
    states = {row.destination.pk: row.link for row in client.get(HOME).context_data["rows"]}
    assert states == {
        without.pk: "none",
        good.pk: "good",
        over.pk: "over",
        revoked.pk: "revoked",
    }


def test_the_list_counts_bulletins_that_nobody_confirmed(client, officer, grassroots):
    commune = make_commune(grassroots)
    make_bulletin(commune)
    confirmed = make_bulletin(commune, "Đã xác nhận")
    replaced = make_bulletin(commune)
    make_bulletin(commune, before=replaced, action="revise")
    confirm_delivery(delivery=confirmed, kind="received", by="link")
    [row] = client.get(HOME).context_data["rows"]
    assert row.unconfirmed == 2
    assert row.last.delivery == confirmed
    assert "Đã xác nhận" in page(client)


def test_a_commune_is_found_without_marks_and_by_its_link(client, officer, grassroots):
    make_token(make_commune(grassroots, name="Loa xã Tân Trào"))
    make_commune(grassroots, name="Loa phường Đồng Tâm")
    assert "Tân Trào" not in page(client, f"{HOME}?q=dong+tam")
    assert "Đồng Tâm" in page(client, f"{HOME}?q=dong+tam")
    assert "Tân Trào" in page(client, f"{HOME}?link=good")
    assert "Đồng Tâm" not in page(client, f"{HOME}?link=good")
    assert "Tân Trào" not in page(client, f"{HOME}?link=missing")


def test_the_list_asks_as_much_for_100_communes_as_for_10(
    client, officer, grassroots, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("publishing.views.commune_admin.PER_PAGE", 200)

    def add(number):
        for _n in range(number):
            commune = make_commune(grassroots)
            make_token(commune)
            make_bulletin(commune)
            confirm_delivery(delivery=make_bulletin(commune), kind="received", by="link")

    def asked():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    add(10)
    page(client)
    few = asked()
    add(90)
    with django_assert_num_queries(few):
        page(client)


# --- links ------------------------------------------------------------------------------------


def test_a_new_link_is_shown_once_with_a_message_and_a_code(client, officer, grassroots):
    commune = make_commune(grassroots, name="Loa xã nhà")
    response = client.post(f"{HOME}{commune.pk}/duong-dan/", {"current": ""})
    html = response.content.decode()
    token = address_in(html)[1]
    assert find_link(token, client="192.0.2.1").destination == commune
    assert html.count(token) == 2  # the address, and inside the text message
    assert "<svg" in html
    assert "no-store" in response["Cache-Control"]
    assert token not in page(client, f"{HOME}{commune.pk}/")
    assert token not in str(dict(client.session))


def test_every_text_names_the_same_last_day_in_vietnam_s_time(
    client, officer, grassroots, settings
):
    commune = make_commune(grassroots)
    now = timezone.localtime()
    settings.LOA_COMMUNE_LINK_VALID = now.replace(hour=1, minute=0) + timedelta(days=9) - now
    html = client.post(f"{HOME}{commune.pk}/duong-dan/", {"current": ""}).content.decode()
    assert html.count(f"{now + timedelta(days=9):%d/%m/%Y}") == 2


def test_sending_the_form_again_makes_no_second_link(client, officer, grassroots):
    commune = make_commune(grassroots)
    client.post(f"{HOME}{commune.pk}/duong-dan/", {"current": ""})
    again = client.post(f"{HOME}{commune.pk}/duong-dan/", {"current": ""})
    assert again.status_code == 302
    assert CommuneLink.objects.count() == 1


def test_a_link_is_changed_from_the_page_that_shows_it(client, officer, grassroots):
    commune = make_commune(grassroots)
    old = make_token(commune)
    html = page(client, f"{HOME}{commune.pk}/")
    current = re.search(r'name="current" value="(\d+)"', html)[1]
    client.post(f"{HOME}{commune.pk}/duong-dan/", {"current": current})
    assert find_link(old, client="192.0.2.1") is None
    assert CommuneLink.objects.filter(revoked_at=None).count() == 1


def test_a_revoked_link_opens_nothing(client, officer, grassroots):
    commune = make_commune(grassroots)
    token = make_token(commune)
    assert client.post(f"{HOME}{commune.pk}/thu-hoi/").status_code == 302
    assert client.get(f"/loa/{token}/").status_code == 404


def test_the_sheet_holds_one_card_for_each_commune_without_a_link(client, officer, grassroots):
    make_token(make_commune(grassroots, name="Loa xã có rồi"))
    for number in range(3):
        make_commune(grassroots, name=f"Loa xã mới {number}")
    make_commune(name="Loa xã khác")
    html = client.post(f"{HOME}phieu/").content.decode()
    tokens = re.findall(r"/loa/([A-Za-z0-9_-]{22})/", html)
    assert len(tokens) == html.count("<svg") == 3
    hashes = set(CommuneLink.objects.values_list("token_hash", flat=True))
    assert {hash_token(token) for token in tokens} <= hashes
    assert "Loa xã có rồi" not in html
    assert "Loa xã khác" not in html
    assert client.post(f"{HOME}phieu/").status_code == 302


def test_a_sheet_does_not_grow_without_end(client, officer, grassroots, monkeypatch):
    monkeypatch.setattr("publishing.views.commune_admin.PER_SHEET", 2)
    for _n in range(5):
        make_commune(grassroots)
    response = client.post(f"{HOME}phieu/")
    assert len(response.context_data["cards"]) == 2
    assert response.context_data["left"] == 3


# --- one commune ------------------------------------------------------------------------------


def test_a_bulletin_leads_to_its_delivery_to_confirm_by_telephone(client, officer, grassroots):
    commune = make_commune(grassroots)
    waiting = make_bulletin(commune, "Chờ <b>xác nhận</b>")
    html = page(client, f"{HOME}{commune.pk}/")
    assert f"/admin/theo-doi/{waiting.pk}/" in html
    assert "&lt;b&gt;" in html
