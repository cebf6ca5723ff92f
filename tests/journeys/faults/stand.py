"""One column's world, as real processes in a folder of its own.

A sandbox that takes doubles without a word; the portal, answered by this process; workers and beat;
one office with one item that goes to a page of its own for each row.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from celery import Celery
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db.models import QuerySet

from cms import broker
from cms.models import Role
from cms.reference import set_site_address
from publishing.models import Delivery, Destination, Release
from publishing.package import assemble
from publishing.services.destinations import create_destination
from publishing.services.packages import save_package
from tests.factories.approval import Desk
from tests.factories.packages import release, rewrite
from tests.factories.portal import make_picture
from tests.factories.users import make_user
from tests.fakes.sandbox import SandboxProcess
from tests.fakes.workers import Pace, Workers

from .modes import Mode
from .moments import Moment

APP = "9001"
FIRST_PAGE = 104000000000000
SWEEPERS = 6  # threads of a worker that are left for sweeps while every page is called


@dataclass
class Cell:
    """One row of the column: a page, and what its approvers saw, oldest first."""

    mode: Mode
    destination: Destination
    page: str
    approved: list[str] = field(default_factory=list)
    events: set[str] = field(default_factory=set)  # what people had to do

    def deliveries(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(destination=self.destination).order_by("pk")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The portal's log is of no interest here."""


class Stand:
    """Build it inside the test's database, then `open` it on a copy of that."""

    def __init__(
        self, folder: Path, moment: Moment, modes: list[Mode], rng: Random, pace: Pace
    ) -> None:
        self.folder, self.moment, self.rng, self.pace = folder, moment, rng, pace
        self.sandbox = SandboxProcess().start(folder, accept_duplicates=True)
        self.portal = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
        self.portal.daemon_threads = True
        self.portal.set_app(get_wsgi_application())
        self.desk = Desk()
        self.keeper = make_user(self.desk.office, Role.CHANNEL_KEEPER)
        set_site_address(f"http://127.0.0.1:{self.portal.server_port}")
        if moment.pictures:
            self._put_pictures(moment.pictures)
        order = rng.sample(modes, len(modes))
        self.cells = [self._make_cell(number, mode) for number, mode in enumerate(order)]
        self.versions = 0
        self.broker = stand_in_broker(folder)
        self.workers: Workers
        self.database: str

    def open(self, database: str) -> None:
        self.database = database
        threading.Thread(target=self.portal.serve_forever, daemon=True).start()
        self.workers = Workers(
            self.folder,
            database,
            int(self.sandbox.url.rpartition(":")[2]),
            number=max(2, self.moment.workers),
            threads=len(self.cells) + SWEEPERS,
            pace=self.pace,
        )

    def close(self) -> None:
        if hasattr(self, "workers"):
            self.workers.stop()
            self.portal.shutdown()
        self.portal.server_close()
        self.sandbox.stop()

    # --- what people at their desks do ------------------------------------------------------

    def approve(self) -> Release:
        """The item's next version, by the real services up to its release."""
        self.versions += 1
        if self.versions > 1:
            rewrite(self.desk, lead=f"Tóm tắt, bản {self.versions}.")
        save_package(
            page=self.desk.page,
            user=self.desk.editor,
            destinations=[cell.destination for cell in self.cells],
            texts={},
            leg_texts={cell.destination.pk: self._text(cell) for cell in self.cells},
            go_live_at=None,
        )
        page = self.desk.now()
        legs = assemble(page, page.get_latest_revision()).legs
        shown = {leg.destination.pk: leg.post.text for leg in legs if leg.post}
        for cell in self.cells:
            cell.approved.append(shown[cell.destination.pk])
        return release(self.desk)

    def _text(self, cell: Cell) -> str:
        return (
            f"Hướng dẫn làm thủ tục trực tuyến, bản {self.versions}.\n\n"
            f"Bài thử của {cell.destination.name}."
        )

    # --- what goes wrong --------------------------------------------------------------------

    def script(self, *, held: float = 0, method: str = "POST", path: str = "/{page}/feed") -> None:
        """Every page does once what its row says; `held`: and does not answer for as long."""
        for cell in self.cells:
            fault = cell.mode.fault(self.pace, held=held)
            self._queue(fault, method, path.format(page=cell.page), 1)
            self._queue(cell.mode.listing, "GET", f"/{cell.page}/", cell.mode.looks)

    @property
    def hold(self) -> float:
        """For how many seconds a platform keeps its answer back: less than a call may take."""
        return self.pace.deadline * 0.75

    def hold_uploads(self, mode: str) -> None:
        for cell in self.cells:
            self._queue(mode, "POST", f"/{cell.page}/photos", 1)

    def _queue(self, mode: str, method: str, path: str, times: int | None) -> None:
        if mode:
            match = {"method": method, "path_contains": path}
            self.sandbox.faults({"mode": mode, "match": match, "times": times})

    @contextmanager
    def locked(self, *, patience: float = 60) -> Iterator[None]:
        """Nobody else can write to the database. Raises sqlite3.OperationalError."""
        connection = sqlite3.connect(self.database, isolation_level=None, timeout=patience)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
        finally:
            connection.close()

    # --- building ---------------------------------------------------------------------------

    def _make_cell(self, number: int, mode: Mode) -> Cell:
        page = str(FIRST_PAGE + number)
        token = f"first-token-of-{page}"
        name = f"trang {number:02}"
        self.sandbox.register({"id": page, "name": name, "token": token, "app_id": APP})
        destination = create_destination(
            user=None,
            office=self.desk.office,
            channel="facebook",
            name=name,
            config={"page_id": page, "app_id": APP},
            secrets={"access_token": token},
        )
        return Cell(mode, destination, page)

    def _put_pictures(self, number: int) -> None:
        shown = [make_picture(f"Ảnh {n}", size=(1200 + n, 900)) for n in range(number)]
        blocks = [
            (
                "picture",
                {
                    "picture": one,
                    "alt": "Ảnh thử",
                    "decorative": False,
                    "caption": "",
                    "credit": "",
                },
            )
            for one in shown[1:]
        ]
        body = [("paragraph", "<p>Nội dung của bài viết.</p>"), *blocks]
        rewrite(self.desk, cover=shown[0], cover_alt="Ảnh thử", body=body)


def stand_in_broker(folder: Path) -> Celery:
    """Where this process's wake-ups go, instead of the test suite's memory."""
    app = Celery("stand", broker="loafs://localhost//", set_as_current=False)
    app.conf.broker_transport_options = broker.transport_options(folder / "broker")
    return app
