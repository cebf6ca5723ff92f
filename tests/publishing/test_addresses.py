import socket
from datetime import timedelta

import pytest

from publishing import addresses
from publishing.deadlines import Deadline
from publishing.errors import PermanentError, TransientError

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:53aa:64c:0:0:80ff:fffe",
    ],
)
def test_addresses_inside_are_not_public(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["157.240.1.35", "2a03:2880:f12f:83::1", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address):
    assert addresses.is_public(address)


def resolve(monkeypatch, answers, **options):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    options = {"exceptions": (), "deadline": Deadline(timedelta(seconds=5)), **options}
    return [address for _, (address, _) in addresses.resolve("example.org", 443, **options)]


def test_a_name_that_also_answers_with_an_inside_address_leads_outside_only(monkeypatch):
    assert resolve(monkeypatch, ["127.0.0.1", "8.8.8.8"]) == ["8.8.8.8"]


def test_a_name_that_leads_inside_is_refused_unless_it_is_an_exception(monkeypatch):
    with pytest.raises(PermanentError):
        resolve(monkeypatch, ["127.0.0.1"])
    assert resolve(monkeypatch, ["127.0.0.1"], exceptions=["example.org"]) == ["127.0.0.1"]
    assert resolve(monkeypatch, ["127.0.0.1"], exceptions=["example.org:443"]) == ["127.0.0.1"]
    with pytest.raises(PermanentError):
        resolve(monkeypatch, ["127.0.0.1"], exceptions=["example.org:80"])


def test_a_name_server_that_does_not_answer_is_not_waited_for_beyond_the_deadline(monkeypatch):
    from threading import Event

    stuck = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: stuck.wait(20))
    with pytest.raises(TransientError):
        addresses.resolve(
            "example.org", 443, exceptions=(), deadline=Deadline(timedelta(seconds=0.2))
        )
    stuck.set()


def test_an_unknown_name_is_transient(monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(TransientError, match=r"example\.invalid"):
        addresses.resolve(
            "example.invalid", 443, exceptions=(), deadline=Deadline(timedelta(seconds=5))
        )


@pytest.mark.parametrize(
    ("address", "web"),
    [
        ("https://www.facebook.com/1_2", True),
        ("HTTP://localhost:8000/a/", True),
        ("javascript:alert(1)", False),
        (" java\nscript://a.vn/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//a.vn/1", False),
        ("/a/", False),
        ("https:", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_may_be_links(address, web):
    assert addresses.is_web(address) is web
