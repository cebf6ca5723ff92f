"""Files of what one destination was given: of its frozen post and the release that approved it."""

from typing import IO

from django.utils.translation import override

from cms.fact_sheets import facts_for
from cms.languages import DEFAULT
from cms.models import Office

from ..bulletins import Bulletin
from ..models import Delivery, Release
from ..registry import channels
from ..voices.deliverable import sounds_for
from ..voices.profiles import PROFILES, STUDIO
from .bundle import bundle
from .particulars import Place
from .sheet import Approval, Sheet, Standing, sheet_of

WAV = PROFILES[STUDIO].media_type


def heard_channels() -> list[str]:
    return [name for name, channel in channels().items() if channel.capabilities.heard]


def is_heard(delivery: Delivery) -> bool:
    """Whether there is anything to be read aloud."""
    return delivery.variant_id is not None and delivery.destination.channel in heard_channels()


def sheet_for(delivery: Delivery, standing: Standing = Standing.IN_FORCE) -> Sheet:
    """Of a delivery that has a post. Two of one release with equal posts have equal sheets."""
    assert delivery.variant is not None
    release = delivery.release
    approval = Approval(release.office.name, release.approved_by_name, release.created_at)
    return sheet_of(delivery.variant.post.data, approval, standing)


def bundle_for(bulletin: Bulletin, *, with_uncompressed: bool) -> IO[bytes]:
    """Of a bulletin in a list, with the sounds of exactly its words that may be heard there.

    Uncompressed ones are ten megabytes a minute: too much for a telephone network.
    """
    delivery = bulletin.delivery
    place, config = delivery.destination, delivery.destination.config
    told = Place(
        id=str(delivery.key),
        commune_code=config.get("commune_code", ""),
        station=config.get("station", "") or place.name,
        contact=_contact(place.office),
        replaces=str(bulletin.replaces.key) if bulletin.replaces else "",
    )
    with override(DEFAULT):  # names of who reads
        heard = sounds_for(delivery)
        sounds = [one for one in heard if with_uncompressed or one.media_type != WAV]
        return bundle(sheet_for(delivery), told, sounds)


def standing_of(delivery: Delivery, bulletin: Bulletin | None) -> Standing:
    """`bulletin` is what `find_bulletin` found of it in the list of its place."""
    if bulletin is not None:
        return Standing.IN_FORCE
    waits = (Release.State.SCHEDULED, Release.State.IN_FORCE)
    if delivery.release.state in waits and delivery.state in Delivery.OPEN:
        return Standing.WAITING
    return Standing.OVER


def _contact(office: Office) -> str:
    hotline = facts_for(office).get("hotline", "")
    return ", ".join(filter(None, [office.name, hotline]))
