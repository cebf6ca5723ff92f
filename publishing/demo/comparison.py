"""Holds what Loa says of its deliveries against the sandbox's own ledger and the addresses."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from ..errors import ChannelError
from ..http import Outbound
from ..models import Delivery

EXPECTED = {
    "portal": {Delivery.State.DELIVERED},
    "facebook": {Delivery.State.DELIVERED},
    "loudspeaker": {Delivery.State.ACCEPTED, Delivery.State.DELIVERED, Delivery.State.FAILED},
    "byhand": {Delivery.State.ACCEPTED, Delivery.State.DELIVERED},
}


def differences(listed: list[dict[str, Any]], ledger: Path) -> Iterator[str]:
    """One line for each thing that is not as it should be; none means that all is well.

    `listed` is what `manage.py deliveries --json` prints.
    """
    yield from _unexpected_states(listed)
    yield from _against_ledger(listed, _lines(ledger))
    yield from _dead_addresses(listed)


def _unexpected_states(listed: list[dict[str, Any]]) -> Iterator[str]:
    for row in listed:
        if row["state"] not in EXPECTED[row["channel"]]:
            yield f"{row['destination']}: {row['state']}"
    for channel in EXPECTED:
        if not any(row["channel"] == channel for row in listed):
            yield f"no delivery on {channel}"


def _against_ledger(listed: list[dict[str, Any]], entries: list[dict[str, Any]]) -> Iterator[str]:
    created = Counter(entry["post_id"] for entry in entries if entry["effect"] == "created")
    said = {row["remote_id"] for row in listed if row["channel"] == "facebook"}
    for post_id, times in created.items():
        if times > 1:
            yield f"the platform has {post_id} {times} times"
        if post_id not in said:
            yield f"the platform has {post_id}, which no delivery knows"
    for missing in said - set(created):
        yield f"a delivery names {missing or 'no post'}, which the platform does not have"


def _dead_addresses(listed: list[dict[str, Any]]) -> Iterator[str]:
    for address in sorted({row["address"] for row in listed if row["address"]}):
        if not address.startswith("http://127.0.0.1"):
            continue  # a person's own address of a post by hand
        try:
            reply = Outbound(deadline=timedelta(seconds=20)).get(address)
        except ChannelError as error:
            yield f"{address}: {error.message}"
        else:
            if reply.status != 200:
                yield f"{address} answers {reply.status}"


def _lines(ledger: Path) -> list[dict[str, Any]]:
    if not ledger.exists():
        return []
    return [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
