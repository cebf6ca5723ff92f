import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.commune_links import MISSES
from publishing.models import CommuneLink, Confirmation, Delivery
from tests.factories.communes import make_bulletin, make_commune, make_token, played

pytestmark = pytest.mark.django_db
PHONE = {"accept-language": "en-US"}


@pytest.fixture
def commune():
    return make_commune(name="Loa xã Tân Trào")


@pytest.fixture
def home(commune):
    return f"/loa/{make_token(commune)}/"


def vi(text):
    with override("vi"):
        return _(text)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())


# --- who gets in ------------------------------------------------------------------------------


def test_a_good_link_opens_the_list_of_its_commune(client, commune, home):
    make_bulletin(commune, "Tăng lương hưu")
    response = client.get(home)
    assert response.status_code == 200
    assert "Loa xã Tân Trào" in words(response)
    assert "Tăng lương hưu" in words(response)


def test_unknown_expired_and_revoked_links_look_exactly_alike(client):
    pages = [client.get(f"/loa/{'x' * 22}/")]
    for end in ({"revoked_at": timezone.now()}, {"expires_at": timezone.now()}):
        token = make_token(make_commune())
        CommuneLink.objects.update(**end)
        pages.append(client.get(f"/loa/{token}/"))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    assert vi("This link cannot be used") in words(pages[0])


def test_the_bulletin_of_another_commune_is_not_found(client, home):
    theirs = make_bulletin(make_commune(), "Của xã khác")
    response = client.get(f"{home}{theirs.key}/")
    assert response.status_code == 404
    assert "Của xã khác" not in words(response)
    assert client.post(f"{home}{theirs.key}/", played()).status_code == 404
    assert not Confirmation.objects.exists()


def test_guessing_is_answered_with_a_request_to_wait(client, home):
    for number in range(MISSES.most):
        assert client.get(f"/loa/{number:022}/").status_code == 404
    response = client.get(home)
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert vi("Please wait a minute") in words(response)


# --- what every page keeps --------------------------------------------------------------------


def test_no_page_is_kept_by_caches_or_search_engines_or_told_to_others(client, commune, home):
    bulletin = make_bulletin(commune)
    for path in (home, f"{home}{bulletin.key}/", f"/loa/{'x' * 22}/"):
        response = client.get(path)
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe-inline" not in response["Content-Security-Policy"]


def test_pages_wait_for_no_script_and_have_no_inline_style_and_no_session(client, commune, home):
    bulletin = make_bulletin(commune)
    for path in (home, f"{home}{bulletin.key}/"):
        response = client.get(path)
        html = response.content.decode()
        assert re.findall(r"<script[^>]*>", html) == [
            '<script src="/static/publishing/commune.js" defer>'
        ]
        assert "style=" not in html
        assert "sessionid" not in response.cookies


def test_pages_speak_vietnamese_to_a_phone_set_to_english(client, home):
    response = client.get(home, headers=PHONE)
    assert '<html lang="vi">' in response.content.decode()
    assert vi("No bulletin at the moment") in words(response)


def test_a_full_list_stays_small_enough_for_a_slow_network(client, commune, home):
    for number in range(50):
        make_bulletin(commune, f"Bản tin số {number} về chế độ bảo hiểm xã hội", "Lời. " * 300)
    loaded = ("publishing/commune.css", "publishing/commune.js", "cms/img/favicon.svg")
    beside = sum(Path(finders.find(name)).stat().st_size for name in loaded)
    assert len(client.get(home).content) + beside < 50_000


def test_the_number_of_queries_is_the_same_for_3_and_for_50_bulletins(
    client, commune, home, django_assert_num_queries
):
    for _n in range(3):
        make_bulletin(commune)
    with django_assert_num_queries(4) as few:
        client.get(home)
    for _n in range(47):
        make_bulletin(commune)
    with django_assert_num_queries(len(few)):
        client.get(home)


def test_markup_in_texts_is_shown_as_it_was_written(client, commune, home):
    evil = "<script>alert(1)</script>"
    bulletin = make_bulletin(commune, evil, f"Xin chào {evil}")
    for path in (home, f"{home}{bulletin.key}/"):
        html = client.get(path).content.decode()
        assert "<script>" not in html
        assert "&lt;script&gt;" in html


# --- what stands in the list ------------------------------------------------------------------


def test_the_list_tells_class_time_repeats_validity_and_state(client, commune, home):
    make_bulletin(
        commune,
        content={
            "options": {"class": "priority", "repeats": "3"},
            "valid_until": timezone.localdate() + timedelta(days=9),
        },
    )
    text = words(client.get(home))
    assert vi("Priority") in text
    assert f"{timezone.localdate() + timedelta(days=9):%d/%m/%Y}" in text
    assert "3" in text
    assert vi("Not confirmed yet") in text


def test_a_correction_says_which_bulletin_it_replaces(client, commune, home):
    from publishing.channel import Correction

    old = make_bulletin(commune, "Mức đóng mới", "Mức đóng là 5%.")
    make_bulletin(
        commune,
        "Mức đóng mới, đã sửa",
        "Mức đóng là 8%.",
        before=old,
        action="revise",
        content={"corrections": (Correction(timezone.localdate(), "5%", "8%"),)},
    )
    html = client.get(home).content.decode()
    assert vi("Correction") in html
    assert "“Mức đóng mới”" in html
    assert html.count("<li ") == 1


def test_the_text_can_be_made_larger_by_plain_links(client, commune, home):
    bulletin = make_bulletin(commune)
    html = client.get(f"{home}{bulletin.key}/?co=3").content.decode()
    assert 'class="text text--3"' in html
    assert 'href="?co=2"' in html
    assert 'class="text text--1"' in client.get(f"{home}{bulletin.key}/?co=99").content.decode()


def test_replaced_bulletins_point_to_the_new_one(client, commune, home):
    old = make_bulletin(commune, "Cũ")
    new = make_bulletin(commune, "Mới", before=old, action="revise")
    response = client.get(f"{home}{old.key}/")
    assert response.status_code == 410
    assert f"{home}{new.key}/" in response.content.decode()


def test_bulletins_taken_down_say_so_and_can_no_longer_be_confirmed(client, commune, home):
    old = make_bulletin(commune, "Đã gỡ")
    make_bulletin(commune, before=old, action="withdraw", state="delivered")
    Delivery.objects.filter(pk=old.pk).update(state="cancelled")
    response = client.get(f"{home}{old.key}/")
    assert response.status_code == 410
    assert vi("This bulletin was taken down. Do not broadcast it.") in words(response)
    assert client.post(f"{home}{old.key}/", played()).status_code == 410
    assert not Confirmation.objects.exists()


# --- what the commune says --------------------------------------------------------------------


def test_previews_of_chat_programs_confirm_nothing(client, commune, home):
    bulletin = make_bulletin(commune)
    for _n in range(20):
        client.get(home)
        client.head(home)
        client.get(f"{home}{bulletin.key}/?kind=played&times=1")
        client.head(f"{home}{bulletin.key}/")
    assert not Confirmation.objects.exists()
    bulletin.refresh_from_db()
    assert bulletin.state == "accepted"


def test_played_is_recorded_as_declared_through_the_link(client, commune, home):
    bulletin = make_bulletin(commune)
    said = played(name="Lò Văn Thử", position="cán bộ văn hóa xã")
    response = client.post(f"{home}{bulletin.key}/", said)
    assert response.status_code == 302
    confirmation = Confirmation.objects.get()
    assert (confirmation.by, confirmation.times) == ("link", 2)
    assert confirmation.who == "Lò Văn Thử, cán bộ văn hóa xã"
    assert confirmation.user is None
    bulletin.refresh_from_db()
    assert bulletin.state == "delivered"
    assert f"{timezone.localtime(confirmation.happened_at):%H:%M %d/%m/%Y}" in words(
        client.get(response["Location"].partition("#")[0])
    )


def test_pressing_twice_counts_once(client, commune, home):
    bulletin = make_bulletin(commune)
    for _n in range(3):
        assert client.post(f"{home}{bulletin.key}/", played()).status_code == 302
    assert Confirmation.objects.count() == 1


def test_received_needs_nothing_else(client, commune, home):
    bulletin = make_bulletin(commune)
    client.post(f"{home}{bulletin.key}/", {"kind": "received", "played_date": "nonsense"})
    assert Confirmation.objects.get().kind == "received"
    assert vi("Received") in words(client.get(home))


def test_what_was_said_already_is_not_asked_again(client, commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    client.post(address, {"kind": "received"})
    assert 'value="received"' not in client.get(address).content.decode()
    client.post(address, played())
    html = client.get(address).content.decode()
    assert 'value="scheduled"' not in html
    assert 'value="not_played"' in html


def test_scheduled_keeps_the_planned_time(client, commune, home):
    bulletin = make_bulletin(commune)
    plan = timezone.localtime() + timedelta(days=1)
    client.post(
        f"{home}{bulletin.key}/",
        {
            "kind": "scheduled",
            "scheduled_date": f"{plan:%Y-%m-%d}",
            "scheduled_time": f"{plan:%H:%M}",
        },
    )
    assert Confirmation.objects.get().happened_at == plan.replace(second=0, microsecond=0)
    assert f"{plan:%H:%M %d/%m/%Y}" in words(client.get(home))


def test_a_plan_for_a_mistyped_year_is_refused(client, commune, home):
    bulletin = make_bulletin(commune)
    asked = {"kind": "scheduled", "scheduled_date": "9999-12-31", "scheduled_time": "17:00"}
    answer = client.post(f"{home}{bulletin.key}/", asked)
    assert answer.status_code == 400
    assert "Hãy kiểm tra năm" in words(answer)
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": "scheduled"}, "Choose the day and time of the broadcast."),
        ({"kind": "not_played"}, "Choose why it was not played."),
        ({"kind": "not_played", "reason": "other"}, "Say why it was not played."),
        (
            {"kind": "played", "played_date": "2999-01-01", "played_time": "05:00"},
            "This time lies in the future. Check it.",
        ),
        ({"kind": "played"}, "Say on which day and at what time it was played."),
        (
            {"kind": "played", "played_date": "0001-01-01", "played_time": "00:00"},
            "Say on which day and at what time it was played.",
        ),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_recorded(client, commune, home, said, message):
    bulletin = make_bulletin(commune)
    response = client.post(f"{home}{bulletin.key}/", said)
    assert response.status_code == 400
    assert vi(message) in words(response)
    assert not Confirmation.objects.exists()


def test_not_played_keeps_the_reason(client, commune, home):
    bulletin = make_bulletin(commune)
    said = {"kind": "not_played", "reason": "power", "reason_text": "cả xã"}
    client.post(f"{home}{bulletin.key}/", said)
    assert Confirmation.objects.get().reason == f"{vi('Power cut')} – cả xã"


def test_reasons_are_a_list_with_the_leaders_first_and_room_for_own_words(client, commune, home):
    bulletin = make_bulletin(commune)
    html = client.get(f"{home}{bulletin.key}/").content.decode()
    choices = re.findall(r'<option value="(\w+)">', html)
    assert choices[0] == "not_approved"
    assert choices[-1] == "other"
    client.post(
        f"{home}{bulletin.key}/", {"kind": "not_played", "reason": "other", "reason_text": "Lũ"}
    )
    assert Confirmation.objects.get().reason == "Lũ"


def test_name_and_title_are_remembered_on_this_commune_s_pages_only(client, commune, home):
    bulletin = make_bulletin(commune)
    said = {"kind": "received", "name": "Lò Văn Thử", "position": "trưởng đài"}
    cookie = client.post(f"{home}{bulletin.key}/", said).cookies["loa_nguoi_bao"]
    assert cookie["path"] == home
    assert cookie["httponly"]
    assert "Lò Văn Thử" in client.get(f"{home}{bulletin.key}/").content.decode()


def test_a_forged_cookie_is_no_name(client, commune, home):
    bulletin = make_bulletin(commune)
    client.cookies["loa_nguoi_bao"] = "eyJuYW1lIjoiQWkgZG8ifQ:gia-mao"
    assert "Ai do" not in client.get(f"{home}{bulletin.key}/").content.decode()


def test_a_kind_that_is_not_the_commune_s_to_say_is_refused(client, commune, home):
    bulletin = make_bulletin(commune)
    assert client.post(f"{home}{bulletin.key}/", {"kind": "posted"}).status_code == 400
    assert not Confirmation.objects.exists()


def test_a_press_is_counted_by_its_number_and_what_is_none_is_passed_over(client, commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    for times in "23":
        client.post(address, played(press="8f3c1e0a-55d1-4e43-9a55-3a7f6c1b2d10", times=times))
    assert Confirmation.objects.get().times == 2
    yesterday = f"{timezone.localtime() - timedelta(days=1):%Y-%m-%d}"
    assert client.post(address, played(press="gì đó", played_date=yesterday)).status_code == 302
    assert Confirmation.objects.filter(press=None).count() == 1


# --- forms of other sites ---------------------------------------------------------------------


def strict_client(address):
    """A client that is checked like a browser, with the form's token."""
    client = Client(enforce_csrf_checks=True)
    html = client.get(address).content.decode()
    return client, re.search(r'csrfmiddlewaretoken" value="(\w+)"', html)[1]


def test_the_form_works_although_browsers_hide_the_origin_under_no_referrer(commune, home):
    address = f"{home}{make_bulletin(commune).key}/"
    client, token = strict_client(address)
    said = {"kind": "received", "csrfmiddlewaretoken": token}
    for secure in (False, True):
        response = client.post(address, said, headers={"origin": "null"}, secure=secure)
        assert response.status_code == 302
    assert Confirmation.objects.count() == 1


@pytest.mark.parametrize(
    ("token", "origin"), [("", "null"), ("x" * 64, "null"), (None, "https://evil.example")]
)
def test_a_form_of_another_site_is_refused(commune, home, token, origin):
    address = f"{home}{make_bulletin(commune).key}/"
    client, real = strict_client(address)
    said = {"kind": "received", "csrfmiddlewaretoken": real if token is None else token}
    response = client.post(address, said, headers={"origin": origin})
    assert response.status_code == 403
    assert vi("Not recorded yet") in words(response)
    assert not Confirmation.objects.exists()
