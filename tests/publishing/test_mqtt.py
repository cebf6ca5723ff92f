import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from deploy.debian import unavailable
from publishing.errors import AmbiguousError, FencedOut, PermanentError, TransientError
from publishing.http import Outbound
from tests.fakes.mosquitto import PASSWORD, USER, Mosquitto

pytestmark = pytest.mark.usefixtures("in_english")

LOGIN = {"username": USER, "password": PASSWORD}


@pytest.fixture
def folder(tmp_path):
    """Of a broker. Skips without mosquitto, and says so; on a build server that is a failure."""
    if lacking := unavailable("mosquitto"):
        pytest.skip(lacking)
    return tmp_path


def outbound(seconds=8.0, exceptions=("127.0.0.1", "localhost"), **options):
    return Outbound(deadline=timedelta(seconds=seconds), exceptions=exceptions, **options)


def certificate(folder):
    """Of 127.0.0.1, signed by itself; the files of certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Loa")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def test_over_tls_the_broker_proves_who_it_is(folder, monkeypatch):
    files = certificate(folder)
    with Mosquitto(folder, tls=files) as server:
        with pytest.raises(TransientError), outbound().broker("127.0.0.1", server.port, **LOGIN):
            pass
        monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
        assert ssl.create_default_context().cert_store_stats()["x509_ca"] == 1
        http = outbound()
        with http.repeatable(), http.broker("127.0.0.1", server.port, **LOGIN) as broker:
            broker.keep("loa/thu", b"1")
            assert broker.read("loa/thu", wait=2) == b"1"


def test_what_may_not_be_repeated_passes_the_fence_first(folder):
    def fenced():
        raise FencedOut

    with Mosquitto(folder) as server:
        http = outbound(on_irreversible=fenced)
        with (
            pytest.raises(FencedOut),
            http.broker("127.0.0.1", server.port, tls=False, **LOGIN) as broker,
        ):
            broker.keep("loa/thu", b"1")
        with outbound().broker("127.0.0.1", server.port, tls=False, **LOGIN) as broker:
            assert broker.read("loa/thu", wait=0.6) is None


def test_what_broke_after_the_first_byte_is_not_known(folder):
    def keep_while_it_dies(server):
        with outbound().broker("127.0.0.1", server.port, tls=False, **LOGIN) as broker:
            server.kill()
            broker.keep("loa/thu", b"1")

    with Mosquitto(folder) as server, pytest.raises(AmbiguousError):
        keep_while_it_dies(server)


def test_private_addresses_are_refused():
    with (
        pytest.raises(PermanentError, match="not a public address"),
        outbound(exceptions=()).broker("127.0.0.1", 1883, tls=False, **LOGIN),
    ):
        pass


def test_where_nobody_listens_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    with (
        pytest.raises(TransientError, match="nothing was sent"),
        outbound().broker("127.0.0.1", port, tls=False, **LOGIN),
    ):
        pass


@pytest.mark.parametrize("tls", [False, True])
def test_a_server_that_says_nothing_is_left_at_the_deadline(tls):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held = []
        Thread(target=lambda: held.append(silent.accept()), daemon=True).start()
        begun = time.monotonic()
        with (
            pytest.raises(TransientError),
            outbound(1.5).broker("127.0.0.1", silent.getsockname()[1], tls=tls, **LOGIN),
        ):
            pass
        assert time.monotonic() - begun < 6
