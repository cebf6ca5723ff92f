"""The two people without whom some things do not go on: they use the real services, and their eyes."""

import html
import re
import unicodedata
from contextlib import suppress

import requests
from django.db import OperationalError

from publishing.delivery.clock import database_now
from publishing.models import Delivery
from publishing.services.deliveries import (
    DeliveryRefused,
    settle_as_absent,
    settle_as_found,
)
from publishing.services.destinations import reconnect_destination

from .stand import APP, Cell, Stand

HOURS = 60  # seconds: a pause that is longer than this is for the keeper
KEEPER, THERE, ABSENT = "reconnected", "seen", "not seen"
ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


def help_on(stand: Stand) -> None:
    """Whoever is asked does what they can now."""
    for cell in stand.cells:
        # Two dozen threads may keep a person's one write out: they are told so, and press again.
        with suppress(OperationalError):
            _help_with(stand, cell)


def _help_with(stand: Stand, cell: Cell) -> None:
    if _waits_for_keeper(cell):
        assert cell.mode.keeper, f"{cell.mode.name}: nobody should have to reconnect it"
        reconnect(stand, cell)
        cell.events.add(KEEPER)
    if cell.mode.person:
        _decide(stand, cell)


def reconnect(stand: Stand, cell: Cell) -> None:
    """With a new token, as its keeper would."""
    token = f"second-token-of-{cell.page}"
    stand.sandbox.register({"id": cell.page, "token": token, "app_id": APP})
    reconnect_destination(user=None, destination=cell.destination, secrets={"access_token": token})


def _waits_for_keeper(cell: Cell) -> bool:
    place = cell.destination
    place.refresh_from_db()
    until = place.throttled_until
    blocked = until is not None and (until - database_now()).total_seconds() > HOURS
    waiting = (Delivery.State.QUEUED, Delivery.State.UNKNOWN)
    return (blocked or place.held_at is not None) and cell.deliveries().filter(
        state__in=waiting
    ).exists()


def _decide(stand: Stand, cell: Cell) -> None:
    """Looks at the page once the time is over in which a post may still appear."""
    for delivery in cell.deliveries().filter(state=Delivery.State.UNKNOWN):
        with suppress(DeliveryRefused):  # too early: nothing was changed, so look again later
            _settle(stand, cell, delivery)


def _settle(stand: Stand, cell: Cell, delivery: Delivery) -> None:
    assert delivery.variant is not None
    address = seen_on_the_wall(stand, cell, delivery.variant.post.data["text"])
    if address:
        settle_as_found(delivery=delivery, user=stand.keeper, address=address)
        cell.events.add(THERE)
    else:
        settle_as_absent(delivery=delivery, user=stand.keeper)
        cell.events.add(ABSENT)


def seen_on_the_wall(stand: Stand, cell: Cell, text: str) -> str:
    """Address of the post that reads so on the public page; empty if none does."""
    page = requests.get(
        f"{stand.sandbox.url}/{cell.page}", headers={"Accept": "text/html"}, timeout=30
    )
    for article in ARTICLE.findall(page.text):
        if _words(text) in _words(html.unescape(re.sub(r"<[^>]+>", " ", article))):
            link = re.search(rf'href="(/{cell.page}/posts/\d+)"', article)
            assert link, "a post without an address"
            return f"{stand.sandbox.url}{link[1]}"
    return ""


def _words(text: str) -> str:
    """As a reader sees it: whatever the bytes and the spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
