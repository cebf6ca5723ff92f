import gzip
import logging
import socket
import ssl
import struct
import time
from dataclasses import replace
from datetime import timedelta
from socket import SO_LINGER, SOL_SOCKET
from threading import Event

import pytest
from django.test import override_settings

from publishing import frozen
from publishing.channel import Picture
from publishing.errors import AmbiguousError, FencedOut, PermanentError, TransientError
from publishing.http import Outbound
from tests.fakes.raw_server import RawServer, answer

pytestmark = pytest.mark.usefixtures("in_english")

LOCAL = ("127.0.0.1",)
SECONDS = timedelta(seconds=20)
SHORT = timedelta(seconds=1.5)


def outbound(**options):
    return Outbound(**{"deadline": SECONDS, "exceptions": LOCAL, **options})


def reset(connection):
    connection.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Slow:
    """A server that takes longer than any caller should wait, unless the caller hangs up."""

    def __init__(self, head, piece):
        self.head, self.piece, self.finished = head, piece, False
        self.gone = Event()

    def __call__(self, connection):
        connection.sendall(self.head)
        for _ in range(400):
            if self.gone.wait(0.05):
                return
            connection.sendall(self.piece)
        self.finished = True


def slow_body():
    return Slow(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"x")


def slow_head():
    return Slow(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"y")


def silent():
    return Slow(b"", b"")


class Begun(list):
    def __call__(self):
        self.append("begun")


def test_an_answer_is_returned_whatever_its_status():
    with RawServer(answer(b"gone", "410 Gone", ["X-Mark: 7"])) as server:
        reply = outbound().get(server.url)
    assert (reply.status, reply.headers["x-mark"], reply.text) == (410, "7", "gone")


def test_vietnamese_without_a_declared_encoding_is_read_as_utf_8():
    with RawServer(answer("Bảo hiểm".encode())) as server:
        assert outbound().get(server.url).text == "Bảo hiểm"


def test_a_refused_connection_means_that_nothing_was_sent():
    with RawServer(answer()) as server:
        pass
    begun = Begun()
    with pytest.raises(TransientError) as caught:
        outbound(on_irreversible=begun).session.post(server.url, data={"a": "1"})
    assert caught.value.detail["sent"] is False
    assert begun == []


@pytest.mark.parametrize("broken", [lambda connection: connection.close(), reset])
def test_a_dropped_call_is_ambiguous(broken):
    with RawServer(broken) as server, pytest.raises(AmbiguousError):
        outbound().session.post(server.url, data={"a": "1"})
    assert len(server.requests) == 1


def test_a_truncated_answer_is_ambiguous():
    def truncated(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{")

    with RawServer(truncated) as server, pytest.raises(AmbiguousError):
        outbound().session.post(server.url, data={"a": "1"})


def test_what_may_be_repeated_is_never_ambiguous():
    with RawServer(reset) as server:
        out = outbound()
        with pytest.raises(TransientError):
            out.get(server.url)
        with out.repeatable(), pytest.raises(TransientError):
            out.session.post(server.url, data={"a": "1"})
        with pytest.raises(AmbiguousError):
            out.session.post(server.url, data={"a": "1"})


def test_the_fence_is_asked_after_connecting_and_before_the_first_byte():
    seen = []
    with RawServer(answer()) as server:
        out = outbound(on_irreversible=lambda: seen.append(len(server.requests)))
        out.session.post(server.url, data={"a": "1"})
        out.get(server.url)
        with out.repeatable():
            out.session.post(server.url, data={"a": "1"})
    assert seen == [0]
    assert len(server.requests) == 3


@pytest.mark.parametrize("tls", [False, True])
def test_who_lost_the_fence_sends_nothing(tls, certificate):
    def fenced():
        raise FencedOut

    context = certificate.context if tls else None
    with RawServer(answer(), tls=context) as server, certificate.trusted():
        out = outbound(on_irreversible=fenced)
        with pytest.raises(FencedOut):
            out.session.delete(server.url)
        out.get(server.url)
    assert [head.split()[0] for head, _ in server.requests] == ["GET"]


@pytest.mark.parametrize("make", [slow_body, slow_head, silent])
@pytest.mark.parametrize("tls", [False, True])
def test_a_slow_answer_is_cut_at_the_deadline(make, tls, certificate):
    slow, context = make(), certificate.context if tls else None
    with RawServer(slow, tls=context) as server, certificate.trusted():
        with pytest.raises(AmbiguousError):
            outbound(deadline=SHORT).session.post(server.url, data={"a": "1"})
        slow.gone.set()
    assert len(server.requests) == 1
    assert not slow.finished


def test_one_deadline_covers_all_calls_of_an_attempt():
    out = outbound(deadline=SHORT)
    with RawServer(answer()) as server:
        out.get(server.url)
        time.sleep(SHORT.total_seconds())
        with pytest.raises(TransientError):
            out.get(server.url)
    assert len(server.requests) == 1


def test_after_the_deadline_nothing_is_sent():
    out = outbound(deadline=timedelta(0))
    with RawServer(answer()) as server, pytest.raises(TransientError):
        out.session.post(server.url, data={"a": "1"})
    assert server.requests == []


def test_a_body_that_nobody_reads_ends_with_the_deadline():
    body, slow = b"x" * 50_000_000, silent()
    with RawServer(slow, read=False) as server:
        with pytest.raises(AmbiguousError):
            outbound(deadline=SHORT).session.post(server.url, data=body)
        slow.gone.set()
    assert not slow.finished


def test_a_redirect_is_not_followed():
    with RawServer(answer()) as target:
        moved = answer(b"", "302 Found", [f"Location: {target.url}"])
        with RawServer(moved) as server:
            with pytest.raises(TransientError):
                outbound().get(server.url)
            with pytest.raises(AmbiguousError):
                outbound().session.post(server.url, data={"a": "1"}, allow_redirects=True)
    assert target.requests == []


def test_an_answer_without_end_is_not_read():
    bomb = gzip.compress(b"0" * 30_000_000)
    with (
        RawServer(answer(bomb, headers=["Content-Encoding: gzip"])) as server,
        pytest.raises(TransientError, match="more than"),
    ):
        outbound(max_bytes=100_000).get(server.url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.1.2.3", "[::ffff:127.0.0.1]"]
)
def test_private_addresses_are_refused(host):
    begun = Begun()
    with pytest.raises(PermanentError, match="public address"):
        outbound(exceptions=(), on_irreversible=begun).session.post(f"http://{host}:9/", data={})
    assert begun == []


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "//x", "http://u:p@127.0.0.1/", "x"],
)
def test_only_web_addresses_are_called(url):
    with pytest.raises(PermanentError):
        outbound().get(url)


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with RawServer(answer(b"proxy")) as proxy, RawServer(answer(b"direct")) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        assert outbound().get(server.url).text == "direct"


def test_an_untrusted_certificate_means_that_nothing_was_sent(certificate):
    with RawServer(answer(), tls=certificate.context) as server, pytest.raises(TransientError):
        outbound().session.post(server.url, data={"a": "1"})
    assert server.requests == []


def test_a_name_is_asked_for_once_and_its_answer_is_kept(certificate, monkeypatch):
    asked = []

    def answers(host, port, **options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with RawServer(answer(b"hello"), tls=certificate.context) as server, certificate.trusted():
        url = f"https://loa.example.org:{server.port}/"
        assert outbound(exceptions=["loa.example.org"]).get(url).text == "hello"
        with pytest.raises(TransientError):
            outbound(exceptions=["other.example.org"]).get(url.replace("loa.", "other."))
    assert asked == ["loa.example.org", "other.example.org"]
    ((head, _body),) = server.requests
    assert f"Host: loa.example.org:{server.port}" in head


def test_tokens_reach_neither_logs_nor_messages(caplog):
    caplog.set_level(logging.DEBUG)
    with RawServer(answer()) as server:
        outbound().get(server.url + "me?access_token=verysecret&a=b")
    with pytest.raises(TransientError) as caught:
        outbound().get(server.url + "me?access_token=verysecret&a=b")
    assert "/me?…" in caplog.text
    assert "verysecret" not in caplog.text
    assert "verysecret" not in f"{caught.value} {caught.value.detail} {caught.value.__cause__}"


def test_a_frozen_picture_is_opened_by_its_checksum():
    picture = Picture(frozen.freeze(b"jpeg"), "anh-bia.jpg", "image/jpeg", 1, 1, 4)
    with outbound().open_picture(picture) as file:
        assert (file.read(), file.name) == (b"jpeg", "anh-bia.jpg")


def test_a_picture_that_is_not_what_was_approved_is_never_sent(tmp_path):
    with override_settings(FROZEN_MEDIA_ROOT=tmp_path):
        picture = Picture(frozen.freeze(b"approved"), "a.jpg", "image/jpeg", 1, 1, 8)
        place = frozen.path_of(picture.sha256)
        place.chmod(0o600)
        place.write_bytes(b"exchanged")
        with pytest.raises(PermanentError, match="approved"):
            outbound().open_picture(picture)
        with pytest.raises(PermanentError, match="missing"):
            outbound().open_picture(replace(picture, sha256="0" * 64))


class Certificate:
    """A certificate for 127.0.0.1 that only `trusted()` makes good."""

    def __init__(self, path, monkeypatch):
        self.path, self.monkeypatch = path, monkeypatch
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(path)

    def trusted(self):
        patch = self.monkeypatch.context()
        context = patch.__enter__()
        context.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(self.path))

        class Done:
            def __enter__(self):
                return self

            def __exit__(self, *exc_info):
                patch.__exit__(*exc_info)

        return Done()


@pytest.fixture
def certificate(tmp_path, monkeypatch):
    import datetime
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loa test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [
                    x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
                    x509.DNSName("loa.example.org"),
                ]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return Certificate(path, monkeypatch)
