"""The board as CSV and XLSX, for reports; made as it is sent, however many rows there are."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook

from .models import Delivery
from .state_tags import state_tag
from .waiting import moment, waits

BOM = "\ufeff"  # without it Excel reads Vietnamese as something else
AT_ONCE = 500  # rows whose waiting is looked up together
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_IN_XLSX = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless(value: Any) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = NOT_IN_XLSX.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA) else text


def table(deliveries: QuerySet[Delivery]) -> Iterator[list[str]]:
    """The heading, then one line a delivery, every cell neutralised."""
    yield _heading()
    found = deliveries.iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(found, AT_ONCE)):
        words = waits(chunk)
        for delivery in chunk:
            yield [harmless(cell) for cell in _cells(delivery, words[delivery.pk])]


def csv_lines(deliveries: QuerySet[Delivery]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BOM
    for line in table(deliveries):
        yield writer.writerow(line)


def xlsx_file(deliveries: QuerySet[Delivery]) -> BinaryIO:
    """An open temporary file, at its beginning; closing it removes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Deliveries"))
    sheet.freeze_panes = "A2"
    for line in table(deliveries):
        sheet.append(line)
    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book.save(file)
    file.seek(0)
    return file


class _Echo:
    def write(self, line: str) -> str:
        return line


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


def _cells(delivery: Delivery, words: str) -> Iterable[Any]:
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
