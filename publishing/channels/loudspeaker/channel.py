"""A commune fetches its bulletins from its own list and says itself what became of them."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from ...airing.channel import BulletinChannel
from ...channel import Capabilities, Checkpoint, Post, Receipt, Setting


class LoudspeakerChannel(BulletinChannel):
    name = "loudspeaker"
    label = _("Commune loudspeakers")
    capabilities: ClassVar[Capabilities] = Capabilities(
        heard=True, revise=True, withdraw=True, confirmed_by_person=True
    )
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting("commune_code", _("Code of the commune"), pattern=r"\d{5}", identifies=True),
        Setting("station", _("Name of the station"), required=False),
    )

    def publish(self, post: Post, *, key: str, checkpoint: Checkpoint) -> Receipt:
        return Receipt(remote_id=key, final=False)

    def revise(self, receipt: Receipt, post: Post, *, key: str) -> Receipt:
        return Receipt(remote_id=receipt.remote_id, final=False)

    def withdraw(self, receipt: Receipt) -> None:
        """The commune's list shows no bulletin that was withdrawn: nothing else is to be done."""
