"""The page of one delivery and the buttons that its state and the person's role allow."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from django.utils.translation import override

from publishing.models import Attempt, Confirmation, Delivery, Destination, Release
from tests.factories.board import two_desks, with_old_value
from tests.factories.publishing import make_follower

pytestmark = pytest.mark.django_db
State, Reason = Delivery.State, Delivery.Reason


@pytest.fixture
def desks():
    return two_desks()


@pytest.fixture
def ours(desks):
    return desks[0]


def show(client, user, delivery):
    client.force_login(user)
    return client.get(f"/admin/theo-doi/{delivery.pk}/")


def press(client, user, delivery, verb, **answers):
    client.force_login(user)
    data = {"verb": verb, **{f"{verb}-{name}": value for name, value in answers.items()}}
    response = client.post(f"/admin/theo-doi/{delivery.pk}/", data)
    delivery.refresh_from_db()
    return response


def buttons(client, user, delivery):
    return set(show(client, user, delivery).context["asked"])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_post_is_shown_as_it_goes_out(client, ours):
    delivery = ours.delivery(text="Lời chào <b>bà con</b>")
    html = show(client, ours.observer, delivery).content.decode()
    assert "Lời chào &lt;b&gt;bà con&lt;/b&gt;" in html


def test_another_office_finds_nothing(client, desks):
    ours, theirs = desks
    assert show(client, theirs.keeper, ours.delivery()).status_code == 404


@pytest.mark.parametrize("channel", ["portal", "facebook", "loudspeaker", "byhand"])
def test_the_page_stands_in_every_state_on_every_channel(client, ours, channel):
    now = timezone.now()
    for state in State.values:
        delivery = ours.delivery(channel, state=state, unknown_since=now, reason="Vì sao")
        Attempt.objects.create(
            delivery=delivery, number=1, kind="send", started_at=now, begun_at=now, outcome="lost"
        )
        Attempt.objects.create(delivery=delivery, number=2, kind="find", started_at=now)
        for user in (ours.keeper, ours.officer, ours.observer):
            assert show(client, user, delivery).status_code == 200


def test_an_observer_has_no_buttons(client, ours):
    for state in State.values:
        assert buttons(client, ours.observer, ours.delivery("byhand", state=state)) == set()
        assert buttons(client, ours.observer, ours.delivery("loudspeaker", state=state)) == set()


def test_what_waits_can_be_cancelled_with_a_reason(client, ours):
    delivery = ours.delivery()
    assert buttons(client, ours.editor, delivery) == {"cancel"}
    press(client, ours.editor, delivery, "cancel", reason="Gửi nhầm nơi")
    assert (delivery.state, delivery.reason) == (State.CANCELLED, "Gửi nhầm nơi")


def test_what_failed_can_be_sent_again(client, ours):
    delivery = ours.delivery(state=State.FAILED)
    press(client, ours.editor, delivery, "retry")
    assert delivery.state == State.QUEUED


def test_a_refusal_is_said_and_changes_nothing(client, ours):
    release = ours.delivery().release
    Release.objects.filter(pk=release.pk).update(state=Release.State.WITHDRAWN)
    delivery = ours.delivery(release=release, state=State.FAILED)
    response = press(client, ours.editor, delivery, "retry")
    assert delivery.state == State.FAILED
    assert len(said(response)) == 1


def test_a_button_that_is_not_there_cannot_be_pressed(client, ours):
    delivery = ours.delivery()
    refused = [
        press(client, ours.observer, delivery, "cancel"),
        press(client, ours.editor, delivery, "found", address="https://e.vn/"),
        press(client, ours.editor, delivery, "nonsense"),
    ]
    assert [response.url for response in refused] == ["/admin/"] * 3
    assert delivery.state == State.QUEUED


def test_only_the_channel_keeper_decides_what_is_unknown(client, ours):
    delivery = ours.delivery(state=State.UNKNOWN, unknown_since=timezone.now())
    assert buttons(client, ours.editor, delivery) == set()
    assert buttons(client, ours.leader, delivery) == set()
    assert buttons(client, ours.keeper, delivery) == {"found", "absent"}


def test_it_is_there_needs_the_address_of_the_post(client, ours):
    delivery = ours.delivery(state=State.UNKNOWN, unknown_since=timezone.now())
    Destination.objects.filter(pk=delivery.destination_id).update(config={"page_id": "1"})
    for bad in ("", "javascript:alert(1)", "ftp://e.vn/x"):
        response = press(client, ours.keeper, delivery, "found", address=bad)
        assert response.context["asked"]["found"].errors
        assert delivery.state == State.UNKNOWN
    refused = press(client, ours.keeper, delivery, "found", address="https://www.facebook.com/1")
    assert (len(said(refused)), delivery.state) == (1, State.UNKNOWN)
    press(client, ours.keeper, delivery, "found", address="https://www.facebook.com/1/posts/2")
    assert delivery.state == State.DELIVERED
    assert delivery.address == "https://www.facebook.com/1/posts/2"


def test_not_there_is_closed_until_the_platform_must_have_shown_it(client, ours, settings):
    delivery = ours.delivery(state=State.UNKNOWN, unknown_since=timezone.now())
    html = show(client, ours.keeper, delivery).content.decode()
    assert 'value="absent" class="button button-secondary" disabled' in html
    response = press(client, ours.keeper, delivery, "absent", looked="on")
    assert delivery.state == State.UNKNOWN
    assert len(said(response)) == 1


def test_not_there_sends_again_once_absence_is_proved(client, ours):
    delivery = ours.delivery(state=State.UNKNOWN, unknown_since=timezone.now() - timedelta(days=2))
    html = show(client, ours.keeper, delivery).content.decode()
    assert 'value="absent" class="button button-secondary" disabled' not in html
    response = press(client, ours.keeper, delivery, "absent")
    assert response.context["asked"]["absent"].errors["looked"]
    assert delivery.state == State.UNKNOWN
    press(client, ours.keeper, delivery, "absent", looked="on")
    assert delivery.state == State.QUEUED


def test_an_unknown_post_links_to_the_account_on_the_platform(client, ours, settings):
    settings.GRAPH_API_BASE_URL = "https://graph.facebook.com/"
    place = ours.place(config={"page_id": "1234"})
    delivery = ours.delivery(destination=place, state=State.UNKNOWN, unknown_since=timezone.now())
    html = show(client, ours.keeper, delivery).content.decode()
    assert "https://www.facebook.com/1234" in html


def test_by_hand_shows_text_to_copy_and_takes_the_address(client, ours):
    delivery = ours.delivery("byhand", state=State.ACCEPTED, text="Nội dung để chép")
    html = show(client, ours.editor, delivery).content.decode()
    assert "Nội dung để chép</textarea>" in html
    response = press(client, ours.editor, delivery, "posted")
    assert response.context["asked"]["posted"].errors
    press(client, ours.editor, delivery, "posted", address="https://zalo.example.vn/bai/1")
    assert delivery.state == State.DELIVERED
    confirmation = Confirmation.objects.get(delivery=delivery)
    assert (confirmation.kind, confirmation.user) == ("posted", ours.editor)


def test_what_was_posted_by_hand_is_removed_by_hand(client, ours):
    posted = ours.delivery("byhand", state=State.DELIVERED, remote_id="x", address="https://z.vn/1")
    removal = make_follower(posted, "withdraw", state=State.ACCEPTED)
    html = show(client, ours.editor, removal).content.decode()
    assert "https://z.vn/1" in html
    press(client, ours.editor, removal, "removed")
    assert removal.state == State.DELIVERED


def test_a_person_removes_what_loa_could_not(client, ours):
    posted = ours.delivery(state=State.DELIVERED, remote_id="1_2")
    removal = make_follower(posted, "withdraw", state=State.FAILED)
    press(client, ours.keeper, removal, "removed")
    assert removal.state == State.DELIVERED


def test_a_grassroots_officer_records_what_the_commune_says_on_the_telephone(client, ours):
    delivery = ours.delivery("loudspeaker", state=State.ACCEPTED, remote_id="k")
    assert "called" not in buttons(client, ours.editor, delivery)
    press(client, ours.officer, delivery, "called", kind="played", who="Anh Tẩn, trạm loa", times=2)
    assert delivery.state == State.DELIVERED
    confirmation = Confirmation.objects.get(delivery=delivery)
    assert (confirmation.by, confirmation.who) == ("telephone", "Anh Tẩn, trạm loa")
    assert "loa-tag--phone" in show(client, ours.observer, delivery).content.decode()


@pytest.mark.parametrize("channel", ["stationhttps", "stationmqtt"])
def test_a_station_that_never_reports_is_heard_on_the_telephone(client, ours, channel):
    delivery = ours.delivery(channel, state=State.ACCEPTED, remote_id="k")
    assert "Loa không hỏi đài nữa" in show(client, ours.officer, delivery).content.decode()
    press(client, ours.officer, delivery, "called", kind="played", who="Anh Tẩn", times=2)
    assert delivery.state == State.DELIVERED


def test_not_played_needs_a_reason_and_may_be_put_right_later(client, ours):
    delivery = ours.delivery("loudspeaker", state=State.ACCEPTED, remote_id="k")
    response = press(client, ours.officer, delivery, "called", kind="not_played", who="Chị Mỷ")
    assert response.context["asked"]["called"].errors["reason"]
    answers = {"kind": "not_played", "who": "Chị Mỷ", "reason": "Mất điện"}
    press(client, ours.officer, delivery, "called", **answers)
    assert (delivery.state, delivery.reason_code) == (State.FAILED, Reason.NOT_PLAYED)
    press(client, ours.officer, delivery, "called", kind="played", who="Chị Mỷ")
    assert delivery.state == State.DELIVERED


def test_a_withdrawal_shows_the_newest_text_that_is_out(client, ours):
    posted = ours.delivery(state=State.DELIVERED, remote_id="1_2", text="Bản đầu")
    make_follower(posted, "revise", state=State.DELIVERED, text="Bản sau")
    removal = make_follower(posted, "withdraw")
    html = show(client, ours.observer, removal).content.decode()
    assert "Bản sau" in html
    assert "Bản đầu" not in html


def test_a_post_that_could_not_be_made_is_said(client, ours):
    delivery = ours.delivery(state=State.FAILED)
    Delivery.objects.filter(pk=delivery.pk).update(variant=None)
    delivery.refresh_from_db()
    assert "retry" not in buttons(client, ours.editor, delivery)


def test_a_held_destination_is_one_click_away_for_its_keeper(client, ours):
    place = ours.place(held_at=timezone.now(), held_reason="mã hết hạn")
    delivery = ours.delivery(destination=place)
    link = f"/admin/noi-dang/{place.pk}/"
    assert link in show(client, ours.keeper, delivery).content.decode()
    assert link not in show(client, ours.editor, delivery).content.decode()


def test_a_surplus_post_that_a_person_removed_waits_for_nobody(client, ours):
    late = ours.delivery(
        "facebook", state=State.SUPERSEDED, reason_code=Reason.LATE, remote_id="1_1"
    )
    assert "surplus" not in buttons(client, ours.observer, late)
    assert "surplus" in buttons(client, ours.keeper, late)

    press(client, ours.keeper, late, "surplus")

    assert (late.state, late.reason_code) == (State.CANCELLED, Reason.TAKEN_DOWN)
    assert not Delivery.objects.filter(Delivery.may_be_out(), pk=late.pk).exists()
    assert Confirmation.objects.get(delivery=late).kind == Confirmation.Kind.REMOVED
    assert "surplus" not in buttons(client, ours.keeper, late)


# --- the screen of what is unknown ------------------------------------------------------------


@pytest.fixture
def unknown(ours):
    """For so long that its absence would be proof."""
    place = ours.place(config={"page_id": "1001"})
    since = timezone.now() - timedelta(days=1)
    return ours.delivery(destination=place, state=State.UNKNOWN, unknown_since=since)


def looked(delivery, number, outcome, **fields):
    now = timezone.now()
    return Attempt.objects.create(
        delivery=delivery,
        number=number,
        kind="find",
        started_at=now,
        ended_at=now,
        outcome=outcome,
        **fields,
    )


def test_it_tells_looks_to_the_end_from_those_that_say_nothing(client, ours, unknown):
    for number, outcome in enumerate(["not_seen", "transient", "auth", "not_seen"], start=2):
        looked(unknown, number, outcome, message=f"Lần {number}")
    shown = show(client, ours.keeper, unknown)
    dossier = shown.context["dossier"]
    assert (dossier.looks_to_the_end, dossier.looks_in_vain) == (2, 2)
    assert "Lần 5" in shown.content.decode()


def test_a_look_of_an_earlier_time_that_it_was_unknown_does_not_count(client, ours, unknown):
    look = looked(unknown, 2, "not_seen")
    Attempt.objects.filter(pk=look.pk).update(started_at=timezone.now() - timedelta(days=3))
    assert show(client, ours.keeper, unknown).context["dossier"].looks == []


def test_it_says_when_loa_looks_next(client, ours, unknown):
    at = timezone.now() + timedelta(minutes=5)
    Delivery.objects.filter(pk=unknown.pk).update(next_check_at=at)
    html = show(client, ours.keeper, unknown).content.decode()
    assert f"{timezone.localtime(at):%H:%M %d/%m/%Y}" in html


def test_an_answer_to_an_old_screen_does_nothing(client, ours, unknown):
    """Decided, sent again, and unknown once more: the answer was about the first time."""
    since = unknown.unknown_since.isoformat()
    Delivery.objects.filter(pk=unknown.pk).update(unknown_since=timezone.now() - timedelta(hours=9))
    answers = {"looked": "on", "since": since}
    response = press(client, ours.keeper, unknown, "absent", **answers)
    assert unknown.state == State.UNKNOWN
    assert len(said(response)) == 1
    press(client, ours.keeper, unknown, "found", address="https://fb.com/x", since=since)
    assert unknown.state == State.UNKNOWN


@pytest.mark.parametrize(
    "since", ["hôm qua", "2026-05-04T08:00:00", "0001-01-01T00:00:00+14:00", "x" * 50]
)
def test_an_answer_that_does_not_say_what_it_is_about_does_nothing(client, ours, unknown, since):
    answers = {"absent": {"looked": "on"}, "found": {"address": "https://fb.com/x"}}
    for verb, answer in answers.items():
        response = press(client, ours.keeper, unknown, verb, since=since, **answer)
        with override("vi"):
            (error,) = response.context["asked"][verb].non_field_errors()
            assert str(error) in response.content.decode()
        assert unknown.state == State.UNKNOWN


def test_the_screen_itself_says_which_unknown_it_shows(client, ours, unknown):
    html = show(client, ours.keeper, unknown).content.decode()
    assert html.count(f'value="{unknown.unknown_since.isoformat()}"') == 2
    address = "https://www.facebook.com/1001/posts/5"
    since = unknown.unknown_since.isoformat()
    press(client, ours.keeper, unknown, "found", address=address, since=since)
    assert unknown.state == State.DELIVERED


def test_pressing_twice_does_it_once_and_says_so(client, ours, unknown):
    press(client, ours.keeper, unknown, "absent", looked="on")
    response = press(client, ours.keeper, unknown, "absent", looked="on")
    assert response.url == f"/admin/theo-doi/{unknown.pk}/"
    assert len(said(response)) >= 1
    assert Confirmation.objects.filter(delivery=unknown).count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.vn/posts/5",
        "https://www.facebook.com/2002/posts/5",
        "https://www.facebook.com/2002_5",
        "https://m.facebook.com/story.php?story_fbid=5&id=2002",
        "https://facebook.com.example.vn/1001/posts/5",
    ],
)
def test_the_address_of_another_page_is_refused(client, ours, unknown, address):
    response = press(client, ours.keeper, unknown, "found", address=address)
    assert unknown.state == State.UNKNOWN
    assert len(said(response)) == 1


def test_the_post_of_another_delivery_is_refused_however_its_address_is_spelled(
    client, ours, unknown
):
    ours.delivery(
        destination=unknown.destination,
        state=State.DELIVERED,
        remote_id="x",
        address="https://www.facebook.com/trang/posts/pfbid02abc",
    )
    for address in (
        "https://www.facebook.com/trang/posts/pfbid02abc/",
        "https://m.facebook.com/trang/posts/pfbid02abc",
        "http://facebook.com/trang/posts/pfbid02abc",
    ):
        press(client, ours.keeper, unknown, "found", address=address)
        assert unknown.state == State.UNKNOWN


def test_what_waits_for_a_nod_now_is_not_called_sent(client, desks):
    ours, theirs = desks
    delivery = ours.delivery(state=State.FAILED, release=theirs.delivery().release)
    Destination.objects.filter(pk=delivery.destination_id).update(national_posts="nod")

    response = press(client, theirs.editor, delivery, "retry")

    assert said(response) == ["Bài sẽ được gửi lại khi lãnh đạo đơn vị đồng ý."]
    assert delivery.nod_until


def test_what_is_not_there_and_has_an_old_value_is_not_called_sent(client, ours):
    long_ago = timezone.now() - timedelta(days=2)
    delivery = with_old_value(ours.delivery(state=State.UNKNOWN, unknown_since=long_ago))

    response = press(client, ours.keeper, delivery, "absent", since=long_ago, looked="on")

    assert delivery.state == State.FAILED
    assert said(response) == [
        "Đã ghi nhận: bài không có trên đó. Bài chưa được gửi; lý do ghi ở trang này."
    ]
    assert "Số liệu đã đăng" in show(client, ours.keeper, delivery).content.decode()
