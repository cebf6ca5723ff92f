import json
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from publishing.channel import Content
from publishing.channels.stationmqtt import StationMqttChannel
from publishing.errors import AuthError, PermanentError, TransientError
from publishing.http import Outbound
from tests.fakes.mosquitto import PASSWORD, USER

pytestmark = pytest.mark.usefixtures("in_english")

ITEM = Content(
    "Đổi thẻ", "Mời bà con đổi thẻ.", "http://localhost/x/", "vi", "article", "VN", "BHXH"
)
KEY, NEXT = "0d6e8f52-0000-4000-8000-000000000001", "0d6e8f52-0000-4000-8000-000000000002"
TOPIC = "loa/26734/ban-tin"


def outbound(seconds=10, exceptions=("127.0.0.1",), fence=None):
    return Outbound(
        deadline=timedelta(seconds=seconds), exceptions=exceptions, on_irreversible=fence
    )


def opened(station, http=None, **config):
    given = {
        "broker": "127.0.0.1",
        "port": str(station.port),
        "security": "plain",
        "topic": TOPIC,
        "username": USER,
        "password": PASSWORD,
    }
    return StationMqttChannel(given | config, http or outbound())


def post(**fields):
    return StationMqttChannel({}).compose(replace(ITEM, **fields))


def publish(station, key=KEY, **fields):
    return opened(station).publish(post(**fields), key=key, checkpoint=None)


def broker_of(station):
    login = {"username": USER, "password": PASSWORD, "tls": False}
    return outbound().broker("127.0.0.1", station.port, **login)


def kept(station, key=KEY):
    """What a station that connects only now is told."""
    with broker_of(station) as broker:
        said = broker.read(f"{TOPIC}/{key}", wait=2)
    return json.loads(said) if said else None


def tell(station, status, key=KEY):
    """As the station does once it played the bulletin, or will not."""
    with broker_of(station) as broker:
        broker.keep(f"{TOPIC}/{key}/status", json.dumps(status).encode())


def test_a_bulletin_is_kept_for_a_station_that_connects_later(station):
    receipt = publish(station, options={"times": ["05:15 1234567"], "class": "priority"})

    assert (receipt.remote_id, receipt.final) == (KEY, False)
    said = kept(station)
    assert (said["Id"], said["Status"], said["Priority"]) == (KEY, "active", 2)
    assert said["Times"] == [18_900]
    assert "Mời bà con đổi thẻ." in said["TextContent"]


def test_sent_twice_it_is_one_message_and_no_fence_is_passed(station):
    begun = []
    for _again in range(2):
        channel = opened(station, outbound(fence=lambda: begun.append(1)))
        channel.publish(post(), key=KEY, checkpoint=None)
    assert kept(station)["Id"] == KEY
    assert begun == []


def test_a_broker_that_dies_in_the_middle_costs_nothing(station):
    publish(station)
    station.kill()
    with pytest.raises(TransientError):
        publish(station, key=NEXT)
    station.start()

    publish(station, key=NEXT)

    assert kept(station, NEXT)["Id"] == NEXT


def test_what_the_broker_acknowledged_outlives_its_death(station):
    publish(station)
    time.sleep(2.5)  # it writes its memory every second
    station.kill()
    station.start()
    assert kept(station)["Id"] == KEY


def test_a_broker_that_dies_while_it_is_spoken_to_is_asked_again(station):
    def keep_while_it_dies():
        http = outbound()
        login = {"username": USER, "password": PASSWORD, "tls": False}
        with http.repeatable(), http.broker("127.0.0.1", station.port, **login) as broker:
            station.kill()
            broker.keep(f"{TOPIC}/{KEY}", b"{}")

    with pytest.raises(TransientError):
        keep_while_it_dies()


def test_a_correction_names_the_old_one_which_is_cancelled(station):
    receipt = publish(station)
    for _again in range(2):
        revised = opened(station).revise(receipt, post(), key=NEXT)
    assert revised.remote_id == NEXT
    assert kept(station, NEXT)["Replaces"] == KEY
    assert kept(station, KEY) == {"Version": 1, "Id": KEY, "Status": "cancelled"}


def test_a_withdrawal_is_kept_as_cancelled_and_never_as_an_alert(station):
    receipt = publish(station)
    for _again in range(2):
        opened(station).withdraw(receipt)
    said = kept(station)
    assert said["Status"] == "cancelled"
    assert "TextContent" not in said


def test_what_the_station_says_makes_it_final(station):
    receipt = publish(station)
    tell(station, {"Status": "scheduled"})
    assert not opened(station).check(receipt).final
    tell(station, {"Status": "played", "Played": 3})
    checked = opened(station).check(receipt)
    assert checked.final
    assert checked.data == {"status": "played", "times": 3}


def test_a_station_that_does_not_play_it_says_why(station):
    receipt = publish(station)
    tell(station, {"Status": "refused", "Reason": "Lãnh đạo xã không duyệt"})
    with pytest.raises(PermanentError, match="Lãnh đạo xã không duyệt"):
        opened(station).check(receipt)


def test_a_station_that_says_nonsense_said_nothing(station):
    receipt = publish(station)
    tell(station, ["?"])
    assert not opened(station).check(receipt).final


def test_a_refused_password_holds_the_destination(station):
    with pytest.raises(AuthError):
        opened(station, password="mat-khau-khac").publish(post(), key=KEY, checkpoint=None)


def test_without_its_settings_it_is_held(station):
    with pytest.raises(AuthError):
        opened(station, password="").publish(post(), key=KEY, checkpoint=None)


def test_a_host_that_the_administrator_did_not_name_is_not_spoken_to(station, settings):
    settings.LOA_STATION_HOSTS = []
    with pytest.raises(PermanentError, match="LOA_STATION_HOSTS"):
        publish(station)


def test_a_plain_broker_is_not_spoken_to_where_tls_is_wanted(station):
    with pytest.raises(TransientError):
        opened(station, outbound(seconds=5), security="tls").publish(
            post(), key=KEY, checkpoint=None
        )
    assert kept(station) is None


def test_a_port_that_cannot_be_is_refused(station):
    with pytest.raises(PermanentError, match="70000"):
        opened(station, port="70000").publish(post(), key=KEY, checkpoint=None)
