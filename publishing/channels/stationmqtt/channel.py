"""A station that listens at an MQTT broker: one kept message a bulletin. See `docs/channels/stationmqtt.md`."""

import json
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...airing.channel import COVERED_CODES, COVERS, BulletinChannel
from ...airing.hosts import require_known
from ...airing.schedule import as_cancelled, as_schedule, encoded
from ...channel import Capabilities, Checkpoint, Post, Receipt, Setting
from ...errors import AuthError, PermanentError

if TYPE_CHECKING:
    from ...mqtt import Broker

PLAIN, TLS = "plain", "tls"
WAIT = 3.0  # seconds for what a broker keeps to arrive
PLAYED, REFUSED = "played", "refused"


class StationMqttChannel(BulletinChannel):
    """Every call may be repeated: the same bulletin lies at the same topic."""

    name = "stationmqtt"
    label = gettext_lazy("Station's own system (MQTT)")
    capabilities: ClassVar[Capabilities] = Capabilities(
        heard=True, check=True, revise=True, withdraw=True
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "broker",
            gettext_lazy("Name of the broker"),
            help=gettext_lazy("The host alone; it is named by the administrator."),
            pattern=r"[A-Za-z0-9.-]{1,253}",
            identifies=True,
        ),
        Setting("port", gettext_lazy("Port"), pattern=r"\d{1,5}", help="8883"),
        Setting(
            "security",
            gettext_lazy("Connection"),
            kind="choice",
            choices=(
                (TLS, gettext_lazy("Encrypted (TLS)")),
                (PLAIN, gettext_lazy("Not encrypted: only within a private network")),
            ),
        ),
        Setting(
            "topic",
            gettext_lazy("Topic of the station"),
            help=gettext_lazy("Bulletins are kept below it, for example loa/26734/ban-tin."),
            pattern=r"[A-Za-z0-9_./-]{1,150}",
            identifies=True,
        ),
        Setting("username", gettext_lazy("User name"), pattern=r"[\x21-\x7e]{1,100}"),
        Setting("password", gettext_lazy("Password"), secret=True, pattern=r"[\x20-\x7e]{8,200}"),
        COVERS,
        COVERED_CODES,
    )

    @property
    def public_address(self) -> str:
        return ""

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        self._keep({key: encoded(as_schedule(post, key=key))})
        return Receipt(remote_id=key, final=False)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        """The old one is cancelled first: between the two nothing wrong is played."""
        old = receipt.remote_id
        data = encoded(as_schedule(post, key=key, replaces=old))
        self._keep({old: encoded(as_cancelled(old)), key: data})
        return Receipt(remote_id=key, final=False)

    def withdraw(self, receipt: Receipt) -> None:
        key = receipt.remote_id
        self._keep({key: encoded(as_cancelled(key))})

    def check(self, receipt: Receipt) -> Receipt:
        """What the station says of it, kept by it at `<topic>/<Id>/status`."""
        with self._broker() as broker:
            said = broker.read(f"{self._topic(receipt.remote_id)}/status", wait=WAIT)
        answer = _read(said)
        if answer.get("Status") == REFUSED:
            why = str(answer.get("Reason", ""))[:200]
            raise PermanentError(_("The station does not play it: %(why)s") % {"why": why})
        status, times = str(answer.get("Status", "")), answer.get("Played", 0)
        return Receipt(
            remote_id=receipt.remote_id,
            final=status == PLAYED,
            data={"status": status, "times": times},
        )

    def _keep(self, payloads: dict[str, bytes]) -> None:
        assert self.http is not None, "publishing needs the network"
        with self.http.repeatable(), self._broker() as broker:
            for key, payload in payloads.items():
                broker.keep(self._topic(key), payload)

    def _topic(self, key: str) -> str:
        return f"{str(self.config['topic']).strip('/')}/{key}"

    def _broker(self) -> "AbstractContextManager[Broker]":
        """Raises AuthError while a setting is missing, PermanentError for a host that is not known."""
        if not all(self.config.get(one.name) for one in self.settings if one.required):
            raise AuthError(_("This station is not connected yet. Reconnect it with its secret."))
        assert self.http is not None, "publishing needs the network"
        host, port = str(self.config["broker"]), int(self.config["port"])
        require_known(host)
        if not 0 < port < 65536:
            raise PermanentError(_("There is no port %(port)d.") % {"port": port})
        return self.http.broker(
            host,
            port,
            username=str(self.config["username"]),
            password=str(self.config["password"]),
            tls=self.config["security"] != PLAIN,
        )


def _read(said: bytes | None) -> dict[str, Any]:
    """Empty where the station said nothing, or nothing that can be read."""
    try:
        answer = json.loads(said or b"{}")
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
