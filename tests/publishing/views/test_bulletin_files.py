"""Files of bulletins: behind a commune's link, and for people inside."""

import re
import zipfile
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import Role
from cms.permissions import sync_office_permissions
from publishing.models import AttemptRecord, Confirmation, Delivery, Release
from tests.factories.approval import Desk
from tests.factories.communes import make_bulletin, make_commune, make_token
from tests.factories.offices import make_province
from tests.factories.packages import choose, make_communes, make_facebook
from tests.factories.publishing import make_bare_office, make_delivery
from tests.factories.sheets import pages_of, squeezed
from tests.factories.users import make_admin_user

pytestmark = pytest.mark.django_db
FORMS = ["pdf", "docx", "txt", "ssml", "zip"]
BEGINS = {"pdf": b"%PDF-", "docx": b"PK", "txt": b"\xef\xbb\xbf", "ssml": b"<?xml", "zip": b"PK"}


@pytest.fixture(autouse=True)
def own_cache(settings, tmp_path):
    settings.LOA_PIECE_CACHE = tmp_path / "pieces"


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def commune(province):
    below = make_bare_office(level="grassroots", parent=province)
    return make_commune(below, name="Loa xã Tân Trào")


@pytest.fixture
def bulletin(commune):
    return make_bulletin(commune, "Tăng lương hưu", "Kính thưa bà con.")


def behind(commune, key, form="pdf", token=""):
    return reverse("commune_file", args=[token or make_token(commune), key, form])


def inside(delivery, form="pdf"):
    return reverse("publishing_bulletin_file", args=[delivery.pk, form])


def content_of(response):
    return b"".join(response.streaming_content)


# --- behind a commune's link --------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_commune_downloads_every_form_under_an_ascii_name(client, commune, bulletin, form):
    response = client.get(behind(commune, bulletin.key, form))
    assert response.status_code == 200
    assert content_of(response).startswith(BEGINS[form])
    assert f'filename="ban-tin-tang-luong-huu.{form}"' in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("inline" if form == "pdf" else "attachment")


def test_files_are_kept_by_no_cache_and_no_search_engine(client, commune, bulletin):
    response = client.get(behind(commune, bulletin.key))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_downloading_changes_and_counts_nothing(client, commune, bulletin):
    token = make_token(commune)
    before = Delivery.objects.values().get(pk=bulletin.pk)
    for form in FORMS:
        address = behind(commune, bulletin.key, form, token)
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
        assert client.post(address).status_code in (403, 405)
    assert Delivery.objects.values().get(pk=bulletin.pk) == before
    assert not Confirmation.objects.exists()
    assert not AttemptRecord.objects.exists()


def test_the_page_of_a_bulletin_leads_to_its_files(client, commune, bulletin):
    token = make_token(commune)
    page = client.get(reverse("commune_bulletin", args=[token, bulletin.key])).content.decode()
    for form in ("pdf", "docx", "txt", "zip"):
        assert behind(commune, bulletin.key, form, token) in page


def test_what_was_taken_down_is_given_in_no_form(client, commune, bulletin):
    Release.objects.update(state=Release.State.WITHDRAWN)
    token = make_token(commune)
    for form in FORMS:
        response = client.get(behind(commune, bulletin.key, form, token))
        assert response.status_code == 302
        assert client.get(response["Location"]).status_code == 410


def test_bulletins_of_other_communes_and_forms_that_nobody_knows_lead_to_words(client, commune):
    theirs = make_bulletin(make_commune(), "Của xã khác")
    token = make_token(commune)
    response = client.get(behind(commune, theirs.key, "zip", token), follow=True)
    assert response.status_code == 404
    assert "Của xã khác" not in response.content.decode()
    mine = make_bulletin(commune)
    assert client.get(behind(commune, mine.key, "exe", token)).status_code == 302


def test_a_wrong_link_gives_no_file(client, commune, bulletin):
    assert client.get(behind(commune, bulletin.key, token="x" * 22)).status_code == 404


def test_the_zip_of_a_bulletin_can_be_opened(client, commune, bulletin):
    content = content_of(client.get(behind(commune, bulletin.key, "zip")))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert "bulletin.json" in archive.namelist()


# --- inside -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_the_office_gets_every_form_of_what_may_be_played(client, province, bulletin, form):
    client.force_login(make_admin_user(province, Role.CHANNEL_KEEPER))
    response = client.get(inside(bulletin, form))
    assert response.status_code == 200
    assert content_of(response).startswith(BEGINS[form])
    assert response["Cache-Control"].startswith("private, no-store")


def test_what_may_not_be_played_is_given_as_a_sheet_that_says_so_alone(client, province, bulletin):
    Release.objects.update(state=Release.State.WITHDRAWN)
    client.force_login(make_admin_user(province, Role.CHANNEL_KEEPER))
    pages = pages_of(content_of(client.get(inside(bulletin))))
    assert all(squeezed("không được phát") in page for page in pages)
    for form in ("docx", "txt", "ssml", "zip"):
        assert client.get(inside(bulletin, form)).status_code == 404


def test_other_offices_and_the_public_get_nothing(client, bulletin):
    assert client.get(inside(bulletin)).status_code == 302
    client.force_login(make_admin_user(make_province(), Role.LEADER))
    assert client.get(inside(bulletin)).status_code == 404


def test_what_is_not_read_aloud_has_no_files(client, province):
    delivery = make_delivery(destination=make_facebook(province))
    client.force_login(make_admin_user(province, Role.CHANNEL_KEEPER))
    assert client.get(inside(delivery)).status_code == 404
    page = client.get(reverse("publishing_delivery", args=[delivery.pk])).content.decode()
    assert inside(delivery) not in page


def test_the_page_of_a_delivery_leads_to_its_files(client, province, bulletin):
    client.force_login(make_admin_user(province, Role.CHANNEL_KEEPER))
    address = reverse("publishing_delivery", args=[bulletin.pk])
    page = client.get(address).content.decode()
    assert [form for form in FORMS if inside(bulletin, form) in page] == FORMS
    Release.objects.update(state=Release.State.REPLACED)
    page = client.get(address).content.decode()
    assert [form for form in FORMS if inside(bulletin, form) in page] == ["pdf"]


# --- of a release -------------------------------------------------------------------------------


def release_page(client, release):
    return client.get(reverse("publishing_bulletin_files", args=[release.pk]))


def test_a_release_shows_each_bulletin_once_with_its_files(client, province, bulletin):
    Release.objects.filter(pk=bulletin.release_id).update(office=province)
    other = make_commune(bulletin.destination.office)
    twin = make_bulletin(other, "Tăng lương hưu", "Kính thưa bà con.")
    twin.variant.release_id = bulletin.release_id
    twin.variant.save()
    Delivery.objects.filter(pk=twin.pk).update(release=bulletin.release_id)
    client.force_login(make_admin_user(province, Role.EDITOR))
    response = release_page(client, bulletin.release)
    page = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    assert "2 nơi" in page
    assert inside(bulletin, "zip") in response.content.decode()
    assert inside(twin, "zip") not in response.content.decode()


def test_the_page_of_a_release_takes_a_fixed_number_of_queries(client, province, bulletin):
    Release.objects.filter(pk=bulletin.release_id).update(office=province)
    client.force_login(make_admin_user(province, Role.EDITOR))
    release_page(client, bulletin.release)
    with CaptureQueriesContext(connection) as few:
        release_page(client, bulletin.release)
    for number in range(4):
        more = make_bulletin(make_commune(bulletin.destination.office), text=f"Câu {number}.")
        more.variant.release_id = bulletin.release_id
        more.variant.save()
        Delivery.objects.filter(pk=more.pk).update(release=bulletin.release_id)
    with CaptureQueriesContext(connection) as many:
        release_page(client, bulletin.release)
    assert len(many) == len(few)


def test_a_release_without_loudspeakers_says_so(client, province):
    delivery = make_delivery(destination=make_facebook(province))
    Release.objects.filter(pk=delivery.release_id).update(office=province)
    client.force_login(make_admin_user(province, Role.EDITOR))
    response = release_page(client, delivery.release)
    assert "không có bản tin nào phát trên loa" in response.content.decode()


# --- before approval ----------------------------------------------------------------------------


@pytest.fixture
def desk():
    desk = Desk(title="Tăng lương hưu", lead="Kính thưa bà con.")
    sync_office_permissions()
    return desk


def test_an_item_that_nobody_approved_has_a_sheet_that_says_so(desk, client):
    [place] = make_communes(desk.office, 1)
    choose(desk, [place])
    client.force_login(desk.editor)
    package = client.get(reverse("publishing_package", args=[desk.page.pk])).content.decode()
    address = reverse("publishing_draft_bulletin", args=[desk.page.pk, place.pk])
    assert address in package
    pages = pages_of(content_of(client.get(address)))
    assert all(squeezed("CHƯA DUYỆT") in page for page in pages)
    assert squeezed("Tăng lương hưu") in pages[0]


def test_places_that_get_no_bulletin_have_no_sheet(desk, client):
    [place] = make_communes(desk.office, 1)
    facebook = make_facebook(desk.office)
    choose(desk, [facebook])
    client.force_login(desk.editor)
    for one in (place, facebook):
        address = reverse("publishing_draft_bulletin", args=[desk.page.pk, one.pk])
        assert client.get(address).status_code == 404


def test_drafts_of_other_offices_stay_theirs(desk, client):
    [place] = make_communes(desk.office, 1)
    choose(desk, [place])
    client.force_login(make_admin_user(make_province(), Role.LEADER))
    address = reverse("publishing_draft_bulletin", args=[desk.page.pk, place.pk])
    assert client.get(address).status_code in (302, 403)


def test_a_bulletin_whose_validity_is_over_is_not_given_to_a_commune(client, commune, bulletin):
    Delivery.objects.update(expires_at=timezone.now())
    assert client.get(behind(commune, bulletin.key, "zip")).status_code == 302
