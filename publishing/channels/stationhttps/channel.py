"""A station, or a system of many, that takes bulletins over HTTPS. See `docs/channels/stationhttps.md`."""

from datetime import datetime, timedelta
from functools import cached_property
from typing import ClassVar
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...airing.channel import COVERED_CODES, COVERS, BulletinChannel
from ...airing.hosts import require_known
from ...airing.schedule import as_schedule, encoded
from ...channel import Capabilities, Checkpoint, Post, Receipt, Setting
from ...errors import AuthError, PermanentError, TransientError
from .client import Answer, Station

PLAYED, REFUSED, CANCELLED = "played", "refused", "cancelled"


class StationHttpsChannel(BulletinChannel):
    name = "stationhttps"
    label = gettext_lazy("Station's own system (HTTPS)")
    capabilities: ClassVar[Capabilities] = Capabilities(
        heard=True,
        check=True,
        find=True,
        revise=True,
        withdraw=True,
        absence_proven_after=timedelta(minutes=10),
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "address",
            gettext_lazy("Address of the station's system"),
            kind="url",
            help=gettext_lazy(
                "Where bulletins are handed over; its host is named by the administrator."
            ),
            pattern=r"https?://[^\s?#@]+",
            identifies=True,
        ),
        Setting(
            "secret",
            gettext_lazy("Shared secret"),
            secret=True,
            help=gettext_lazy(
                "At least 32 characters, made by the station; both sides sign with it."
            ),
            pattern=r"[\x21-\x7e]{32,200}",
        ),
        COVERS,
        COVERED_CODES,
    )

    @property
    def public_address(self) -> str:
        """Nobody sees a bulletin at the address that takes it."""
        return ""

    @cached_property
    def station(self) -> Station:
        """Raises AuthError while a setting is missing, PermanentError for a host that is not known."""
        address, secret = self.config.get("address"), self.config.get("secret")
        if not address or not secret:
            raise AuthError(_("This station is not connected yet. Reconnect it with its secret."))
        require_known(urlsplit(address).hostname or "")
        assert self.http is not None, "publishing needs the network"
        return Station(self.http, address=address, secret=secret)

    def identify(self) -> str:
        return self.station.name()

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return _receipt(self.station.put(encoded(as_schedule(post, key=key)), key), key)

    def find(
        self, post: Post, *, key: str, since: datetime, checkpoint: Checkpoint
    ) -> Receipt | None:
        found = self.station.get(key)
        return None if found is None else _receipt(found, key)

    def check(self, receipt: Receipt) -> Receipt:
        found = self.station.get(receipt.remote_id)
        if found is None:
            raise TransientError(_("The station does not know the bulletin any more. Ask it."))
        if found.get("Status") == REFUSED:
            raise PermanentError(
                _("The station does not play it: %(why)s")
                % {"why": str(found.get("Reason", ""))[:200]}
            )
        return _receipt(found, receipt.remote_id)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        """A new bulletin that names the old one; handed over twice with its key it is one."""
        assert self.http is not None
        data = encoded(as_schedule(post, key=key, replaces=receipt.remote_id))
        with self.http.repeatable():
            return _receipt(self.station.put(data, key), key)

    def withdraw(self, receipt: Receipt) -> None:
        assert self.http is not None
        with self.http.repeatable():
            self.station.cancel(receipt.remote_id)


def _receipt(answer: Answer, key: str) -> Receipt:
    """Final once the station says that it was played; a cancelled one is none of ours any more."""
    status = str(answer.get("Status", ""))
    data = {"status": status, "times": answer.get("Played", 0)}
    return Receipt(remote_id=key, final=status == PLAYED, data=data)
