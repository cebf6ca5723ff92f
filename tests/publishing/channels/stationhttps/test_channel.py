from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from publishing.channel import Content, Correction, Receipt
from publishing.channels.stationhttps import StationHttpsChannel
from publishing.errors import (
    AmbiguousError,
    AuthError,
    PermanentError,
    RateLimited,
    TransientError,
)
from publishing.http import Outbound
from tests.fakes.station import SECRET, StationServer

pytestmark = pytest.mark.usefixtures("in_english")

ITEM = Content(
    "Đổi thẻ", "Mời bà con đổi thẻ.", "http://localhost/x/", "vi", "article", "VN", "BHXH"
)
WISHES = {"class": "priority", "repeats": "2", "pause": "30", "times": ["05:15 1234567", "17:00 6"]}
KEY, NEXT = "0d6e8f52-0000-4000-8000-000000000001", "0d6e8f52-0000-4000-8000-000000000002"
SINCE = datetime.fromisoformat("2026-12-01T00:00:00+07:00")


@pytest.fixture(autouse=True)
def known(settings):
    settings.LOA_STATION_HOSTS = ["127.0.0.1"]


@pytest.fixture
def station():
    with StationServer() as server:
        yield server


class Begun:
    """The engine's fence: how often something was about to go out that cannot be called back."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1


def opened(station, *, secret=SECRET, begun=None, **config):
    http = Outbound(
        deadline=timedelta(seconds=10), on_irreversible=begun or Begun(), exceptions=("127.0.0.1",)
    )
    return StationHttpsChannel({"address": station.url, "secret": secret, **config}, http)


def post(**fields):
    return StationHttpsChannel({}).compose(replace(ITEM, options=WISHES, **fields))


def publish(channel, made=None, key=KEY):
    return channel.publish(made or post(), key=key, checkpoint=None)


def test_a_bulletin_arrives_with_the_fields_of_schedules(station):
    begun = Begun()
    receipt = publish(opened(station, begun=begun))

    assert (receipt.remote_id, receipt.final, begun.times) == (KEY, False, 1)
    kept = station.bulletins[KEY]
    assert kept["Title"] == "Đổi thẻ"
    assert "Mời bà con đổi thẻ." in kept["TextContent"]
    assert (kept["Times"], kept["Days"], kept["IsDaily"]) == ([18_900], [1, 2, 3, 4, 5, 6, 7], True)
    assert kept["More"] == [{"Times": [61_200], "Days": [6]}]
    assert (kept["Loops"], kept["IdleTime"], kept["Priority"]) == (2, 30, 2)


def test_sent_twice_it_is_one_bulletin(station):
    publish(opened(station))
    publish(opened(station))
    assert list(station.bulletins) == [KEY]


def test_a_lost_answer_is_unknown_and_found_again(station):
    station.answers = [None]
    with pytest.raises(AmbiguousError):
        publish(opened(station))

    found = opened(station).find(post(), key=KEY, since=SINCE, checkpoint=None)
    assert found is not None
    assert found.remote_id == KEY


def test_what_never_arrived_is_told_to_be_absent(station):
    assert opened(station).find(post(), key=KEY, since=SINCE, checkpoint=None) is None


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((500, {}, {}), AmbiguousError),
        ((503, {}, {}), AmbiguousError),
        ((200, b"<html>", {}), AmbiguousError),
        ((200, [1], {}), AmbiguousError),
        ((200, {"Id": "other"}, {}), AmbiguousError),
        ((302, {}, {"Location": "http://127.0.0.1/"}), AmbiguousError),
        ((400, {}, {}), PermanentError),
        ((404, {}, {}), PermanentError),
        ((401, {}, {}), AuthError),
        ((403, {}, {}), AuthError),
        ((429, {}, {}), RateLimited),
    ],
)
def test_every_other_answer_says_what_can_have_happened(station, answer, error):
    station.answers = [answer]
    with pytest.raises(error):
        publish(opened(station))


@pytest.mark.parametrize(
    ("said", "pause"), [("90", timedelta(seconds=90)), ("x", None), ("9999999", timedelta(hours=6))]
)
def test_the_station_says_how_long_to_wait(station, said, pause):
    station.answers = [(429, {}, {"Retry-After": said})]
    with pytest.raises(RateLimited) as caught:
        publish(opened(station))
    assert caught.value.retry_after == pause


def test_a_wrong_secret_is_refused_and_nothing_is_kept(station):
    with pytest.raises(AuthError):
        publish(opened(station, secret="x" * 32))
    assert station.bulletins == {}


def test_a_station_that_is_not_there_got_nothing():
    with StationServer() as station:
        pass
    with pytest.raises(TransientError):
        publish(opened(station))


def test_what_the_station_says_later_makes_it_final(station):
    receipt = publish(opened(station))
    assert not opened(station).check(receipt).final
    station.bulletins[KEY] |= {"Status": "played", "Played": 2}
    checked = opened(station).check(receipt)
    assert checked.final
    assert checked.data["times"] == 2


def test_a_station_that_does_not_play_it_says_why(station):
    receipt = publish(opened(station))
    station.bulletins[KEY] |= {"Status": "refused", "Reason": "Lãnh đạo xã không duyệt"}
    with pytest.raises(PermanentError, match="Lãnh đạo xã không duyệt"):
        opened(station).check(receipt)


def test_a_correction_is_a_new_bulletin_that_names_the_old_one(station):
    receipt = publish(opened(station))
    wrong = Correction(SINCE.date(), "4,5%", "8%")
    for _again in range(2):
        revised = opened(station).revise(receipt, post(corrections=(wrong,)), key=NEXT)

    assert revised.remote_id == NEXT
    assert station.bulletins[NEXT]["Replaces"] == KEY
    assert station.bulletins[NEXT]["Correction"] is True
    assert station.bulletins[KEY]["Status"] == "cancelled"
    assert len(station.bulletins) == 2


def test_a_withdrawal_cancels_and_is_no_new_bulletin(station):
    receipt = publish(opened(station))
    for _again in range(2):
        opened(station).withdraw(receipt)
    assert {key: one["Status"] for key, one in station.bulletins.items()} == {KEY: "cancelled"}
    opened(station).withdraw(Receipt("never-there"))


def test_an_unclear_withdrawal_is_tried_again(station):
    receipt = publish(opened(station))
    station.answers = [(500, {}, {})]
    begun = Begun()
    with pytest.raises(TransientError):
        opened(station, begun=begun).withdraw(receipt)
    assert begun.times == 0


def test_a_host_that_the_administrator_did_not_name_gets_nothing(station, settings):
    settings.LOA_STATION_HOSTS = ["loa.example.vn"]
    with pytest.raises(PermanentError, match="LOA_STATION_HOSTS"):
        publish(opened(station))
    assert station.calls == []


def test_a_private_address_gets_nothing(station):
    http = Outbound(deadline=timedelta(seconds=5), exceptions=())
    channel = StationHttpsChannel({"address": station.url, "secret": SECRET}, http)
    with pytest.raises(PermanentError, match="not a public address"):
        publish(channel)
    assert station.calls == []


def test_a_station_without_its_secret_is_held(station):
    with pytest.raises(AuthError):
        publish(opened(station, secret=""))


def test_connecting_asks_the_station_for_its_name(station):
    assert opened(station).identify() == "Đài xã Thử"
