"""MQTT by the rules of `publishing.http`: pinned public addresses, one total deadline, the engine's fence.

A `Broker` is made by `Outbound.broker` for one attempt. Nothing runs in the background: every wait ends
with the deadline of the `Outbound`.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from paho.mqtt.client import Client, MQTTMessage, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion

from . import addresses
from .errors import AuthError, TransientError

if TYPE_CHECKING:
    from .http import Outbound

AT_LEAST_ONCE = 1
KEEPALIVE = 15  # seconds; also the longest that a handshake of TLS may take
STEP = 0.2  # seconds that one look at the socket may take
MOST_BYTES = 256 * 1024
REFUSED = {134, 135}  # bad user name or password, not authorised


class _Guarded(Client):
    """Connects to an allowed address only; paho would look the name up by itself, and again."""

    outbound: "Outbound"

    def _create_socket_connection(self) -> socket.socket:
        return addresses.connect(
            self._host,
            self._port,
            exceptions=self.outbound.exceptions,
            deadline=self.outbound.deadline,
            socket_for=self._socket,
        )

    def _socket(self, family: int) -> socket.socket:
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(self.outbound.deadline.left())
        return sock


class Broker:
    """One connection. Raises only what `publishing.errors` names."""

    def __init__(self, outbound: "Outbound", client: _Guarded, host: str) -> None:
        self._outbound, self._client, self._host = outbound, client, host
        self._connected: int | None = None
        self._acknowledged: set[int] = set()
        self._subscribed: set[int] = set()
        self._messages: list[MQTTMessage] = []
        client.on_connect = self._on_connect
        client.on_publish = self._on_publish
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message

    def keep(self, topic: str, payload: bytes) -> None:
        """Leave `payload` at `topic` (retained, at least once); it returns once the broker has it."""
        self._outbound.before_first_byte()
        sent = self._client.publish(topic, payload, qos=AT_LEAST_ONCE, retain=True)
        self._until(lambda: sent.mid in self._acknowledged)

    def read(self, topic: str, *, wait: float) -> bytes | None:
        """What is kept at `topic`; None if the broker says nothing of it within `wait` seconds."""
        _result, number = self._client.subscribe(topic, qos=AT_LEAST_ONCE)
        self._until(lambda: number in self._subscribed)
        for _step in range(round(wait / STEP)):
            kept = [one.payload for one in self._messages if one.topic == topic]
            if kept:
                return bytes(kept[-1][:MOST_BYTES])
            self._step()
        return None

    def connected(self) -> None:
        """Waits for the broker's welcome. Raises AuthError where it refuses user name or password."""
        self._until(lambda: self._connected is not None)
        if self._connected in REFUSED:
            raise AuthError(_("The broker refused user name or password. Enter them again."))
        if self._connected:
            raise TransientError(
                _("%(host)s could not be reached; nothing was sent.") % {"host": self._host},
                detail={"host": self._host, "code": self._connected},
            )

    def _until(self, done: Callable[[], bool]) -> None:
        while not done():
            self._step()

    def _step(self) -> None:
        """Raises OSError when the connection is gone, TimeoutError when the deadline has passed."""
        result = self._client.loop(min(STEP, self._outbound.deadline.left()))
        if result and self._connected not in REFUSED:
            raise ConnectionError(f"broker: {result}")

    def _on_connect(self, *said: object) -> None:
        self._connected = int(getattr(said[3], "value", 128))

    def _on_publish(self, *said: object) -> None:
        self._acknowledged.add(int(str(said[2])))

    def _on_subscribe(self, *said: object) -> None:
        self._subscribed.add(int(str(said[2])))

    def _on_message(self, _client: Client, _data: object, message: MQTTMessage) -> None:
        self._messages.append(message)


@contextmanager
def broker(
    outbound: "Outbound", *, host: str, port: int, username: str, password: str, tls: bool
) -> Iterator[Broker]:
    """A connected broker. What breaks inside is told as `Outbound.failure` tells it."""
    outbound.sent = False
    client = _Guarded(CallbackAPIVersion.VERSION2, client_id="", protocol=MQTTv311)
    client.outbound = outbound
    client.username_pw_set(username, password)
    if tls:
        client.tls_set_context(ssl.create_default_context())
    try:
        client.connect(host, port, keepalive=KEEPALIVE)
        opened = Broker(outbound, client, host)
        opened.connected()
        yield opened
    except (OSError, ValueError) as error:  # of a certificate, too
        raise outbound.failure(error, host) from None
    finally:
        client.disconnect()
        client.loop(0)
