"""The board as CSV and XLSX, for reports; made as it is sent, however many rows there are."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms import spreadsheets

from .models import Delivery
from .state_tags import state_tag
from .waiting import moment, waits

AT_ONCE = 500  # rows whose waiting is looked up together


def table(deliveries: QuerySet[Delivery]) -> Iterator[list[Any]]:
    """The heading, then one line a delivery."""
    yield _heading()
    found = deliveries.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        words = waits(chunk)
        for delivery in chunk:
            yield _cells(delivery, words[delivery.pk])


def csv_lines(deliveries: QuerySet[Delivery]) -> Iterator[str]:
    return spreadsheets.csv_lines(table(deliveries))


def xlsx_file(deliveries: QuerySet[Delivery]) -> BinaryIO:
    return spreadsheets.xlsx_file(table(deliveries), title=_("Deliveries"))


def _heading() -> list[str]:
    return [
        _("Number of the delivery"),
        _("Item"),
        _("Office of the item"),
        _("Destination"),
        _("Channel"),
        _("Office of the destination"),
        _("Action"),
        _("State"),
        _("Waits for or reason"),
        _("Publish at"),
        _("Created at"),
        _("Settled at"),
        _("Next attempt"),
        _("Address"),
        _("Number on the platform"),
        _("Key of the delivery"),
    ]


def _cells(delivery: Delivery, words: str) -> list[Any]:
    release, place = delivery.release, delivery.destination
    waiting = delivery.state == Delivery.State.QUEUED
    return [
        delivery.pk,
        release.title,
        release.office,
        place.name,
        place.channel_label,
        place.office,
        delivery.get_action_display(),
        state_tag(delivery).text,
        words,
        moment(release.goes_live_at),
        moment(delivery.created_at),
        moment(delivery.settled_at) if delivery.settled_at else "",
        moment(delivery.due_at) if waiting else "",
        delivery.address,
        delivery.remote_id,
        delivery.key,
    ]
