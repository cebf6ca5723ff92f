from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms.models import Role
from publishing import credentials, keeping, log_actions
from publishing.channel import Channel
from publishing.channels.facebook import FacebookChannel
from publishing.errors import AuthError, TransientError
from publishing.models import Delivery
from publishing.services import destinations as services
from publishing.services.destinations import DestinationRefused
from tests.factories.publishing import (
    make_bare_office,
    make_delivery,
    make_destination,
    make_follower,
)
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

TOKEN = "EAAG-token-0123456789"
CONFIG = {"page_id": "104000000000001", "app_id": "900000000000001"}


@pytest.fixture
def office():
    return make_bare_office(name="BHXH tỉnh Lào Cai")


@pytest.fixture
def keeper(office):
    return make_user(office, Role.CHANNEL_KEEPER)


@pytest.fixture
def page(office, keeper):
    return services.create_destination(
        user=keeper,
        office=office,
        channel="facebook",
        name="Trang Lào Cai",
        config=CONFIG,
        secrets={"access_token": TOKEN},
    )


@pytest.fixture
def platform(monkeypatch):
    """What the platform says to who asks for the account; the settings it was asked with."""

    class Platform:
        answer, asked = "Trang Lào Cai", ()

        def identify(self, channel):
            self.asked += (dict(channel.config),)
            if isinstance(self.answer, Exception):
                raise self.answer
            return self.answer

    platform = Platform()
    monkeypatch.setattr(FacebookChannel, "identify", lambda channel: platform.identify(channel))
    return platform


def edit(page, keeper, **changes):
    fields = {"name": page.name, "config": page.config, "proposed": page.proposed, **changes}
    return services.edit_destination(user=keeper, destination=page, **fields)


def logged(instance):
    return [entry.action for entry in ModelLogEntry.objects.for_instance(instance)]


def state_of(delivery):
    delivery.refresh_from_db()
    return delivery.state


def test_a_secret_is_sealed_and_the_log_does_not_know_it(page):
    page.refresh_from_db()
    assert TOKEN not in str(page.secrets)
    assert credentials.open_secret(page, "access_token") == TOKEN
    (entry,) = ModelLogEntry.objects.for_instance(page)
    assert entry.action == log_actions.CREATE_DESTINATION
    assert TOKEN not in str(entry.data)


def test_a_name_is_taken_once_for_each_office_and_channel(page, keeper, office):
    again = {"user": keeper, "office": office, "channel": "facebook", "config": CONFIG}
    with pytest.raises(DestinationRefused):
        services.create_destination(name=page.name, **again)
    services.archive_destination(user=keeper, destination=page)
    assert services.create_destination(name=page.name, **again).pk != page.pk


def test_a_channel_that_is_not_installed_is_refused(keeper, office):
    with pytest.raises(DestinationRefused):
        services.create_destination(
            user=keeper, office=office, channel="telegram", name="x", config={}
        )


BUTTONS = {
    "create": lambda user, page: services.create_destination(
        user=user, office=page.office, channel="facebook", name="y", config={}
    ),
    "edit": lambda user, page: edit(page, user, name="y"),
    "hold": lambda user, page: services.hold_destination(user=user, destination=page, reason="y"),
    "reconnect": lambda user, page: services.reconnect_destination(user=user, destination=page),
    "archive": lambda user, page: services.archive_destination(user=user, destination=page),
}


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize(
    "role", [Role.LEADER, Role.EDITOR, Role.OBSERVER, Role.GRASSROOTS_OFFICER, None]
)
def test_other_roles_and_offices_change_nothing(page, button, role, office):
    own = (office, role) if role else (make_bare_office(), Role.CHANNEL_KEEPER)
    with pytest.raises(PermissionDenied):
        BUTTONS[button](make_user(*own), page)
    page.refresh_from_db()
    assert (page.name, page.held_at, page.archived_at) == ("Trang Lào Cai", None, None)


@pytest.mark.parametrize("field", CONFIG)
def test_a_changed_address_drops_the_secrets_and_holds(page, keeper, field):
    edit(page, keeper, config={**CONFIG, field: "7"})
    page.refresh_from_db()
    assert page.secrets == {}
    assert page.held_at


def test_a_changed_address_with_a_new_token_keeps_only_that(page, keeper):
    edit(page, keeper, secrets={"app_secret": "old-app-secret"})
    edit(page, keeper, config={**CONFIG, "page_id": "7"}, secrets={"access_token": "new-token-1"})
    page.refresh_from_db()
    assert (list(page.secrets), page.held_at) == (["access_token"], None)
    assert credentials.open_secret(page, "access_token") == "new-token-1"


def busy(page, kind):
    """A delivery that ties the destination to its account."""
    out = {"state": Delivery.State.DELIVERED, "remote_id": "1_2"}
    if kind == "removal under way":
        publish = make_delivery(destination=page, **out)
        return make_follower(publish, "withdraw", state=Delivery.State.UNKNOWN)
    if kind == "shown in a newer version":
        return make_delivery(destination=page, state=Delivery.State.SUPERSEDED, remote_id="1_2")
    return make_delivery(destination=page, **(out if kind == "delivered" else {"state": kind}))


TIES = [
    *("queued", "sending", "unknown", "accepted", "failed", "cancelled"),
    *("delivered", "shown in a newer version", "removal under way"),
]


@pytest.mark.parametrize("kind", TIES)
def test_the_account_stays_while_posts_wait_or_may_be_out_there(page, keeper, kind):
    busy(page, kind)
    with pytest.raises(DestinationRefused, match=str(services.OTHER_ACCOUNT)):
        edit(
            page,
            keeper,
            config={**CONFIG, "page_id": "7"},
            secrets={"access_token": "new-token-1"},
        )
    page.refresh_from_db()
    assert page.config == CONFIG
    assert credentials.open_secret(page, "access_token") == TOKEN


@pytest.mark.parametrize("kind", ["queued", "delivered"])
def test_posts_of_one_language_never_stand_on_an_account_that_is_of_another_now(page, keeper, kind):
    busy(page, kind)
    with pytest.raises(DestinationRefused, match=str(services.OTHER_LANGUAGE)):
        edit(page, keeper, language="km")
    page.refresh_from_db()
    assert page.language == "vi"


def test_what_does_not_say_which_account_it_is_changes_while_posts_are_out(page, keeper):
    busy(page, "delivered")
    edit(page, keeper, config={**CONFIG, "app_id": "7"}, secrets={"access_token": "new-token-1"})
    page.refresh_from_db()
    assert page.config["app_id"] == "7"


def test_the_account_changes_again_when_everything_is_taken_down(page, keeper):
    publish = busy(page, "delivered")
    make_follower(publish, "withdraw", state=Delivery.State.DELIVERED)
    edit(page, keeper, config={**CONFIG, "page_id": "7"})
    page.refresh_from_db()
    assert page.config["page_id"] == "7"


def test_an_account_that_was_never_named_can_be_named_later(keeper, office):
    zalo = services.create_destination(
        user=keeper, office=office, channel="byhand", name="Zalo", config={"platform": "Zalo"}
    )
    busy(zalo, "delivered")
    named = {"platform": "Zalo", "address": "https://zalo.me/1"}
    edit(zalo, keeper, config=named)
    with pytest.raises(DestinationRefused):
        edit(zalo, keeper, config={**named, "address": "https://zalo.me/2"})


def test_other_changes_keep_the_secrets(page, keeper):
    edit(page, keeper, name="Tên mới", language="en", secrets={"access_token": ""})
    page.refresh_from_db()
    assert (page.name, page.language, page.held_at) == ("Tên mới", "en", None)
    assert credentials.open_secret(page, "access_token") == TOKEN
    assert logged(page)[0] == log_actions.EDIT_DESTINATION


def test_an_edit_does_not_undo_a_hold_that_came_meanwhile(page, keeper):
    type(page).objects.update(held_at=timezone.now(), held_reason="Facebook từ chối")
    edit(page, keeper, name="Tên mới")
    page.refresh_from_db()
    assert (page.name, page.held_reason) == ("Tên mới", "Facebook từ chối")


def test_an_archived_destination_keeps_no_secret(page, keeper):
    services.archive_destination(user=keeper, destination=page)
    page.refresh_from_db()
    assert page.secrets == {}


def test_stored_secrets_are_never_tried_at_a_changed_address(page):
    merged = services.config_with(page, {}, {**CONFIG, "page_id": "7"})
    assert dict(merged) == {**CONFIG, "page_id": "7"}


def test_reconnecting_lets_go_on_what_waits(page, keeper, platform):
    services.hold_destination(user=keeper, destination=page, reason="Mất quyền")
    page.throttled_until = timezone.now() + timedelta(hours=1)
    page.save()
    later = timezone.now() + timedelta(hours=1)
    waiting = make_delivery(destination=page, due_at=later)
    unknown = make_delivery(destination=page, state=Delivery.State.UNKNOWN, next_check_at=later)
    account = services.reconnect_destination(
        user=keeper, destination=page, secrets={"access_token": "fresh-token-1"}
    )
    page.refresh_from_db()
    waiting.refresh_from_db()
    unknown.refresh_from_db()
    assert account == "Trang Lào Cai"
    assert (page.held_at, page.held_reason, page.throttled_until) == (None, "", None)
    assert credentials.open_secret(page, "access_token") == "fresh-token-1"
    assert waiting.state == Delivery.State.QUEUED
    assert waiting.due_at <= timezone.now()
    assert unknown.next_check_at <= timezone.now()
    assert platform.asked == ({**CONFIG, "access_token": "fresh-token-1"},)


def test_reconnecting_settles_what_is_no_longer_valid(page, keeper, platform):
    services.hold_destination(user=keeper, destination=page, reason="Mất quyền")
    over = make_delivery(destination=page, expires_at=timezone.now() - timedelta(minutes=1))
    services.reconnect_destination(user=keeper, destination=page)
    assert state_of(over) == Delivery.State.FAILED
    assert over.reason


@pytest.mark.parametrize("answer", [AuthError("no"), TransientError("later")])
def test_a_token_that_the_platform_refuses_changes_nothing(page, keeper, platform, answer):
    services.hold_destination(user=keeper, destination=page, reason="Mất quyền")
    platform.answer = answer
    with pytest.raises(type(answer)):
        services.reconnect_destination(
            user=keeper, destination=page, secrets={"access_token": "bad-token-123"}
        )
    page.refresh_from_db()
    assert page.held_reason == "Mất quyền"
    assert credentials.open_secret(page, "access_token") == TOKEN


def test_a_secret_that_no_key_opens_can_be_replaced(page, keeper, platform, settings):
    settings.LOA_SECRET_KEYS = ["another-key-" + "x" * 40]
    with pytest.raises(AuthError):
        services.reconnect_destination(user=keeper, destination=page)
    services.reconnect_destination(
        user=keeper, destination=page, secrets={"access_token": "fresh-token-1"}
    )
    assert credentials.open_secret(page, "access_token") == "fresh-token-1"


def test_archiving_cancels_visibly_what_is_queued_and_nothing_else(page, keeper):
    queued = make_delivery(destination=page)
    sending = make_delivery(destination=page, state=Delivery.State.SENDING)
    out = make_delivery(destination=page, state=Delivery.State.DELIVERED, remote_id="1_2")
    removal = make_follower(out, "withdraw")
    elsewhere = make_delivery(destination=make_destination())
    assert services.archive_destination(user=keeper, destination=page) == 2
    assert state_of(queued) == Delivery.State.CANCELLED
    assert queued.reason
    assert queued.settled_at
    assert state_of(removal) == Delivery.State.FAILED
    assert state_of(sending) == Delivery.State.SENDING
    assert state_of(out) == Delivery.State.DELIVERED
    assert state_of(elsewhere) == Delivery.State.QUEUED
    assert logged(page)[0] == log_actions.ARCHIVE_DESTINATION


def test_an_archived_destination_is_not_reconnected(page, keeper, platform):
    services.archive_destination(user=keeper, destination=page)
    with pytest.raises(DestinationRefused):
        services.reconnect_destination(user=keeper, destination=page)


def test_every_office_is_the_superusers(page):
    chief = make_user(is_superuser=True)
    assert keeping.destinations_kept_by(chief).get(pk=page.pk) == page
    assert keeping.may_keep(chief, None)


def test_channels_without_an_account_have_nothing_to_ask(monkeypatch):
    monkeypatch.setattr(FacebookChannel, "identify", Channel.identify)
    assert services.account_of("facebook", CONFIG) == ""
