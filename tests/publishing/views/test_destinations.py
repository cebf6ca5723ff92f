import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.models import Audience, Role
from publishing import credentials
from publishing.channels.facebook import FacebookChannel
from publishing.errors import AuthError, TransientError
from publishing.models import Destination, StopSwitch
from publishing.services import destinations as services
from publishing.services.stops import set_stop
from publishing.views.destinations import DestinationsMenuItem, destination_urls
from tests.factories.publishing import make_bare_office, make_delivery
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

TOKEN = "EAAG-token-0123456789"
CONFIG = {"page_id": "104000000000001", "app_id": "900000000000001"}
LIST = "publishing_destinations"


def make_keeper(office, *roles):
    user = make_user(office, *(roles or (Role.CHANNEL_KEEPER,)))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def office():
    return make_bare_office(name="BHXH tỉnh Lào Cai")


@pytest.fixture
def keeper(office):
    return make_keeper(office)


@pytest.fixture
def page(office):
    return services.create_destination(
        user=None,
        office=office,
        channel="facebook",
        name="Trang Lào Cai",
        config=CONFIG,
        secrets={"access_token": TOKEN},
    )


@pytest.fixture
def browser(client, keeper):
    client.force_login(keeper)
    return client


@pytest.fixture(autouse=True)
def account(monkeypatch):
    said = {"answer": "Trang của BHXH Lào Cai"}

    def identify(channel):
        if isinstance(said["answer"], Exception):
            raise said["answer"]
        return said["answer"]

    monkeypatch.setattr(FacebookChannel, "identify", identify)
    return said


def posted(**changes):
    fields = {
        "name": "Trang Lào Cai",
        "language": "vi",
        "proposed": "on",
        "setting_page_id": CONFIG["page_id"],
        "setting_app_id": CONFIG["app_id"],
        "setting_access_token": TOKEN,
    }
    return {**fields, **changes}


def at(name, *args):
    return reverse(
        f"publishing_destination_{name}" if name else "publishing_destination", args=args
    )


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_list_shows_own_destinations_with_their_state(browser, page, keeper):
    foreign = make_bare_office()
    services.create_destination(
        user=None, office=foreign, channel="facebook", name="Trang của tỉnh khác", config=CONFIG
    )
    services.hold_destination(user=keeper, destination=page, reason="Mất quyền quản trị")
    shown = text(browser.get(reverse(LIST)))
    assert "Trang Lào Cai" in shown
    assert "Mất quyền quản trị" in shown
    assert "Trang của tỉnh khác" not in shown


def test_the_list_is_narrowed_and_paged(browser, page, office, monkeypatch):
    monkeypatch.setattr("publishing.views.destinations.ROWS", 2)
    for number in range(3):
        services.create_destination(
            user=None, office=office, channel="byhand", name=f"Zalo số {number}", config={}
        )
    by_hand = text(browser.get(reverse(LIST), {"channel": "byhand"}))
    assert [f"Zalo số {number}" in by_hand for number in range(3)] == [True, True, False]
    assert "channel=byhand&amp;p=2" in by_hand
    assert "Trang Lào Cai" not in by_hand
    assert "Zalo số 2" in text(browser.get(reverse(LIST), {"channel": "byhand", "p": "2"}))
    assert "Trang Lào Cai" in text(browser.get(reverse(LIST), {"q": "trang lào"}))
    assert browser.get(reverse(LIST), {"channel": "x", "p": "x"}).status_code == 200


def test_the_list_costs_as_many_queries_for_many_as_for_one(
    browser, page, office, django_assert_max_num_queries
):
    with django_assert_max_num_queries(100) as one:
        browser.get(reverse(LIST))
    for number in range(5):
        services.create_destination(
            user=None, office=office, channel="byhand", name=f"Zalo số {number}", config={}
        )
    with django_assert_max_num_queries(len(one)):
        browser.get(reverse(LIST))


def test_a_destination_is_added(browser, office):
    audience = Audience.objects.create(name="Nông dân", name_en="Farmers", slug="nong-dan")
    assert "facebook" in text(browser.get(reverse("publishing_destination_channels")))
    assert browser.get(at("create", "facebook")).status_code == 200
    response = browser.post(
        at("create", "facebook"),
        posted(office=office.pk, audiences=[audience.pk]),
        follow=True,
    )
    made = Destination.objects.get(channel="facebook")
    assert (made.office, made.config, list(made.audiences.all())) == (office, CONFIG, [audience])
    assert credentials.open_secret(made, "access_token") == TOKEN
    assert "Trang của BHXH Lào Cai" in text(response)


def test_a_foreign_office_cannot_be_chosen(browser, keeper):
    response = browser.post(at("create", "facebook"), posted(office=make_bare_office().pk))
    assert response.status_code == 200
    assert not Destination.objects.filter(channel="facebook").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"setting_access_token": "có dấu và khoảng trắng"},
        {"setting_access_token": "short"},
        {"setting_access_token": ""},
        {"setting_page_id": "facebook.com/trang"},
        {"setting_app_id": "1; DROP"},
        {"name": ""},
    ],
)
def test_malformed_settings_are_explained_and_nothing_is_saved(browser, office, wrong):
    response = browser.post(at("create", "facebook"), posted(office=office.pk, **wrong))
    assert response.context["form"].errors
    assert not Destination.objects.filter(channel="facebook").exists()


def test_what_the_platform_refuses_is_not_saved(browser, office, account):
    account["answer"] = AuthError("This token belongs to another page.")
    response = browser.post(at("create", "facebook"), posted(office=office.pk))
    assert "This token belongs to another page." in text(response)
    assert TOKEN not in text(response)
    assert not Destination.objects.filter(channel="facebook").exists()


def test_while_the_platform_is_away_saving_goes_on_with_a_warning(browser, office, account):
    account["answer"] = TransientError("away")
    response = browser.post(at("create", "facebook"), posted(office=office.pk), follow=True)
    assert "away" in text(response)
    assert Destination.objects.filter(channel="facebook").exists()


def test_a_name_that_is_taken_is_said_at_its_field(browser, page, office):
    response = browser.post(at("create", "facebook"), posted(office=office.pk))
    assert response.context["form"].errors["name"]


def test_a_stored_secret_is_never_shown(browser, page):
    shown = text(browser.get(at("", page.pk)))
    assert TOKEN not in shown
    assert page.secrets["access_token"] not in shown
    assert 'type="password"' in shown


def test_an_empty_secret_keeps_the_stored_one(browser, page):
    browser.post(at("", page.pk), posted(name="Tên mới", setting_access_token=""))
    page.refresh_from_db()
    assert page.name == "Tên mới"
    assert credentials.open_secret(page, "access_token") == TOKEN


def test_a_changed_address_without_a_token_is_held_and_says_so(browser, page):
    changed = posted(setting_page_id="7", setting_access_token="")
    response = browser.post(at("", page.pk), changed, follow=True)
    page.refresh_from_db()
    assert page.secrets == {}
    assert page.held_reason in text(response)


def test_account_and_language_cannot_be_typed_over_while_posts_are_out(browser, page):
    make_delivery(destination=page, state="delivered", remote_id="1_2")
    shown = browser.get(at("", page.pk))
    assert str(services.OTHER_ACCOUNT) in text(shown)
    assert str(services.OTHER_LANGUAGE) in text(shown)
    fields = shown.context["form"].fields
    disabled = [name for name, field in fields.items() if field.disabled]
    assert disabled == ["setting_page_id", "language"]
    browser.post(at("", page.pk), posted(setting_page_id="7", name="Tên mới", language="km"))
    page.refresh_from_db()
    assert (page.name, page.config, page.language) == ("Tên mới", CONFIG, "vi")


def test_the_connection_is_checked_with_what_is_stored(browser, page, account):
    response = browser.post(at("check", page.pk), follow=True)
    assert "Trang của BHXH Lào Cai" in text(response)
    account["answer"] = AuthError("Refused by the platform.")
    assert "Refused by the platform." in text(browser.post(at("check", page.pk), follow=True))


def test_a_held_destination_is_reconnected(browser, page, keeper):
    services.hold_destination(user=keeper, destination=page, reason="Hết hạn")
    make_delivery(destination=page)
    assert "1 " in text(browser.get(at("reconnect", page.pk)))
    browser.post(at("reconnect", page.pk), {"setting_access_token": "fresh-token-1"})
    page.refresh_from_db()
    assert page.held_at is None
    assert credentials.open_secret(page, "access_token") == "fresh-token-1"


def test_a_refused_reconnection_says_why_and_stays_held(browser, page, keeper, account):
    services.hold_destination(user=keeper, destination=page, reason="Hết hạn")
    account["answer"] = AuthError("Refused by the platform.")
    response = browser.post(at("reconnect", page.pk), {"setting_access_token": "fresh-token-1"})
    page.refresh_from_db()
    assert "Refused by the platform." in text(response)
    assert page.held_at


def test_holding_and_stopping_need_a_reason(browser, page):
    for name in ("hold", "stop"):
        assert browser.post(at(name, page.pk), {"reason": ""}).status_code == 200
    page.refresh_from_db()
    assert (page.held_at, StopSwitch.objects.count()) == (None, 0)
    for name in ("hold", "stop"):
        assert browser.post(at(name, page.pk), {"reason": "Bài sai"}).status_code == 302
    page.refresh_from_db()
    assert page.held_reason == "Bài sai"
    stop = StopSwitch.objects.get(destination=page)
    assert "Bài sai" in text(browser.get(reverse(LIST)))
    browser.post(reverse("publishing_stop_lift", args=[stop.pk]), {"reason": "Đã gỡ bài"})
    stop.refresh_from_db()
    assert stop.lifted_at


def test_an_office_is_stopped_and_shown(browser, office):
    where = reverse("publishing_stop")
    assert browser.post(where, {"reason": "Tất cả"}).status_code == 200
    browser.post(where, {"reason": "Lộ mật khẩu", "office": office.pk, "channel": "facebook"})
    assert StopSwitch.objects.get().office == office
    assert "Lộ mật khẩu" in text(browser.get(reverse(LIST)))


def test_archiving_lists_what_would_be_cancelled_first(browser, page):
    delivery = make_delivery(destination=page)
    shown = text(browser.get(at("archive", page.pk)))
    assert delivery.release.title in shown
    page.refresh_from_db()
    assert page.archived_at is None
    browser.post(at("archive", page.pk), follow=True)  # shows the message with its name
    page.refresh_from_db()
    delivery.refresh_from_db()
    assert page.archived_at
    assert delivery.state == "cancelled"
    assert page.name not in text(browser.get(reverse(LIST)))
    assert page.name in text(browser.get(reverse(LIST) + "?archived=1"))
    assert browser.get(at("", page.pk)).status_code == 302


ADDRESSES = {pattern.name: str(pattern.pattern) for pattern in destination_urls()}


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["nobody", "other_office", "editor"])
def test_nobody_else_reaches_any_page(client, page, office, name, method, who):
    stop = set_stop(user=None, destination=page, reason="thử")
    if who != "nobody":
        home = make_bare_office() if who == "other_office" else office
        role = Role.CHANNEL_KEEPER if who == "other_office" else Role.EDITOR
        client.force_login(make_keeper(home, role))
    arguments = {"pk": stop.pk if "lift" in name else page.pk, "channel": "facebook"}
    used = {key: arguments[key] for key in arguments if f":{key}>" in ADDRESSES[name]}
    response = getattr(client, method)(reverse(name, kwargs=used), {"reason": "x"})
    if who == "other_office" and not {"pk"} & used.keys():
        assert "Trang Lào Cai" not in text(response)
    else:
        assert response.status_code in {302, 403, 404, 405}
    page.refresh_from_db()
    stop.refresh_from_db()
    assert (page.held_at, page.archived_at, stop.lifted_at) == (None, None, None)
    assert StopSwitch.objects.filter(office=office).count() == 0


def test_getting_a_page_changes_nothing(browser, page):
    for name in ("", "reconnect", "hold", "stop", "archive"):
        assert browser.get(at(name, page.pk)).status_code == 200
    assert browser.get(at("check", page.pk)).status_code == 405
    page.refresh_from_db()
    assert (page.held_at, page.archived_at) == (None, None)
    assert not StopSwitch.objects.exists()


def test_only_keepers_are_led_to_destinations(rf, office):
    request = rf.get("/admin/")
    shown = []
    for role in (Role.CHANNEL_KEEPER, Role.EDITOR):
        request.user = make_keeper(office, role)
        shown.append(DestinationsMenuItem().is_shown(request))

    assert shown == [True, False]
