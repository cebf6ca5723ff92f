"""Platforms that fail and workers that die, as real processes, judged by the platform's ledger.

Every case has a page of its own on the sandbox, which takes doubles without a word: what the
ledger says was created is what the public saw.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from django.db.models import Q

from publishing import registry
from publishing.models import Attempt, Delivery
from publishing.services.destinations import create_destination, reconnect_destination
from tests.factories.publishing import make_bare_office, make_delivery, make_release
from tests.fakes.sandbox import SandboxProcess
from tests.fakes.workers import Workers
from tests.publishing.delivery.databases import copied_database, using_database

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("faults")]

APP = "9001"
SETTLED_WITHIN = 60  # seconds, for everything that settles by itself; usually it takes ten
State = Delivery.State


@dataclass(frozen=True)
class Trouble:
    """What happens at the first calls; after them the platform works."""

    posting: str = ""
    listing: str = ""
    looks: int = 1  # how many listings go wrong


SETTLES_ITSELF = {
    "nothing": Trouble(),
    "drop_before": Trouble("drop_before"),
    "http_500_before": Trouble("http_500_before"),
    "commit_then_drop": Trouble("commit_then_drop"),
    "commit_then_500": Trouble("commit_then_500"),
    "commit_then_502_html": Trouble("commit_then_502_html"),
    "json_without_id": Trouble("json_without_id"),
    "slow_commit": Trouble("slow_commit:4"),
    "late_commit": Trouble("late_commit:4"),
    "late_visibility": Trouble("late_visibility:2+commit_then_drop"),
    "listing_in_pages": Trouble("commit_then_drop", "truncated_listing:paged"),
    "listing_cut_off": Trouble("commit_then_drop", "truncated_listing:cut", looks=2),
    "message_normalised": Trouble("normalised_message:trim,nfd+commit_then_drop"),
    "listing_drops": Trouble("commit_then_drop", "drop_before", looks=2),
}
KILLED_IN = {
    "posting_before_the_commit": Trouble("hang:20"),
    "posting_after_the_commit": Trouble("slow_commit:20"),
    "posting_that_commits_later": Trouble("late_commit:6"),
    "posting_that_shows_later": Trouble("late_visibility:6+slow_commit:20"),
    "looking": Trouble("commit_then_drop", "hang:20"),
}


class Stand:
    """Workers and a sandbox, and what is published there."""

    def __init__(self, sandbox: SandboxProcess, workers: Workers, database: str) -> None:
        self.sandbox = sandbox
        self.workers = workers
        self.database = database
        self.unharmed: dict[str, Case] = {}
        self.killed: dict[str, Case] = {}
        self._pages = 104000000000000

    def publish(self, trouble: Trouble, *, name: str, revoked: bool = False) -> "Case":
        """Queues a post for a page of its own, on which `trouble` waits."""
        self._pages += 1
        page, token = str(self._pages), f"first-token-of-{self._pages}"
        self.sandbox.register({"id": page, "name": name, "token": token, "app_id": APP})
        if revoked:
            self.sandbox.revoke(page)
        self._script("POST", page, trouble.posting, 1)
        self._script("GET", page, trouble.listing, trouble.looks)
        text = f"Chế độ bảo hiểm y tế từ ngày 01/7.\n\nBài thử {name}, trang {page}."
        office = make_bare_office()
        destination = create_destination(
            user=None,
            office=office,
            channel="facebook",
            name=name,
            config={"page_id": page, "app_id": APP},
            secrets={"access_token": token},
        )
        delivery = make_delivery(make_release(office=office), destination, text=text)
        return Case(self, delivery, page, text)

    def publish_all(self, troubles: dict[str, Trouble]) -> "dict[str, Case]":
        return {name: self.publish(one, name=name) for name, one in troubles.items()}

    def wait_for(self, cases: "dict[str, Case]") -> None:
        """Until every one has left the states that end by themselves."""
        ids = [case.delivery.pk for case in cases.values()]
        moving = (State.QUEUED, State.SENDING, State.UNKNOWN)
        still = Delivery.objects.filter(pk__in=ids, state__in=moving)
        self.workers.wait_until(lambda: not still.exists(), SETTLED_WITHIN)

    def _script(self, method: str, page: str, mode: str, times: int) -> None:
        if mode:
            match = {"method": method, "path_contains": f"/{page}/"}
            self.sandbox.faults({"mode": mode, "match": match, "times": times})


@dataclass
class Case:
    stand: Stand
    delivery: Delivery
    page: str
    text: str

    @property
    def state(self) -> str:
        self.delivery.refresh_from_db()
        return self.delivery.state

    def created(self) -> list[str]:
        """Body hashes of all that was ever posted on this page, by the platform's ledger."""
        lines = self.stand.sandbox.ledger(effect="created", page_id=self.page)
        return [line["body_sha256"] for line in lines]

    def wait_until_delivered(self) -> None:
        self.stand.workers.wait_until(lambda: self.state == State.DELIVERED, SETTLED_WITHIN)

    def reconnect(self) -> None:
        """With a new token, as its keeper would."""
        token = f"second-token-of-{self.page}"
        self.stand.sandbox.register({"id": self.page, "token": token, "app_id": APP})
        destination = self.delivery.destination
        reconnect_destination(user=None, destination=destination, secrets={"access_token": token})

    def assert_out_once(self) -> None:
        approved = sha256(unicodedata.normalize("NFC", self.text).encode()).hexdigest()
        assert self.created() == [approved]
        assert self.state == State.DELIVERED
        posts = self.stand.sandbox.posts(self.page)
        assert [post["id"] for post in posts] == [self.delivery.remote_id]


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory) -> Iterator[dict[str, Stand]]:
    """Started by the first test, which has a database to copy; shared by all, since a worker takes
    seconds to come up."""
    started: dict[str, Stand] = {}
    yield started
    for stand in started.values():
        stand.workers.stop()
        stand.sandbox.stop()


@pytest.fixture
def stand(db, everywhere, settings, tmp_path_factory) -> Iterator[Stand]:
    registry.channels.cache_clear()
    if "stand" not in everywhere:
        everywhere["stand"] = start_stand(tmp_path_factory.mktemp("faults"))
    stand = everywhere["stand"]
    settings.GRAPH_API_BASE_URL = f"{stand.sandbox.url}/"
    with using_database(stand.database):
        stand.workers.start()
        yield stand


def start_stand(folder: Path) -> Stand:
    sandbox = SandboxProcess().start(folder, accept_duplicates=True)
    database = copied_database(folder)
    port = int(sandbox.url.rpartition(":")[2])
    return Stand(sandbox, Workers(folder, database, port, number=2), database)


@pytest.fixture
def unharmed(stand: Stand) -> dict[str, Case]:
    """All at once: while one waits for its answer, the others go on."""
    if not stand.unharmed:
        stand.unharmed = stand.publish_all(SETTLES_ITSELF)
    stand.wait_for(stand.unharmed)
    return stand.unharmed


@pytest.fixture
def killed(stand: Stand) -> dict[str, Case]:
    """All at once, too: the workers are killed until each case has been in mid-call at a kill."""
    if not stand.killed:
        stand.killed = stand.publish_all(KILLED_IN)
        kill_in_mid_call(stand)
    stand.wait_for(stand.killed)
    return stand.killed


def kill_in_mid_call(stand: Stand) -> None:
    spared = {case.delivery.pk for case in stand.killed.values()}
    for _round in KILLED_IN:
        stand.workers.start()
        stand.workers.wait_until(lambda: not spared.isdisjoint(in_mid_call()), SETTLED_WITHIN)
        stand.workers.kill()
        spared.difference_update(in_mid_call())  # nobody is left to end an attempt
        if not spared:
            break
    stand.workers.start()
    assert not spared


def in_mid_call() -> set[int]:
    """Deliveries whose call hangs: it has begun, or asks what became of an earlier one."""
    hanging = {name for name, one in KILLED_IN.items() if one.listing}
    begun = Q(kind="send", begun_at__isnull=False) & ~Q(delivery__destination__name__in=hanging)
    looks = Q(kind="find", delivery__destination__name__in=hanging)
    calls = Attempt.objects.filter(begun | looks, ended_at=None)
    return set(calls.values_list("delivery", flat=True))


@pytest.mark.parametrize("name", SETTLES_ITSELF)
def test_whatever_the_platform_answers_a_post_is_out_once(unharmed, name):
    unharmed[name].assert_out_once()


@pytest.mark.parametrize("name", KILLED_IN)
def test_a_worker_killed_in_mid_call_neither_loses_nor_doubles_a_post(killed, name):
    killed[name].assert_out_once()


def test_a_throttled_page_is_left_alone_until_it_may_go_on(stand):
    case = stand.publish(Trouble("throttled:5"), name="throttled")
    stand.workers.wait_until(
        lambda: case.state == State.QUEUED and case.delivery.reason_code == "throttled",
        SETTLED_WITHIN,
    )
    assert case.created() == []
    assert len(stand.sandbox.ledger(page_id=case.page, faults=["throttled:5"])) == 1
    assert len(stand.sandbox.ledger(path=f"/{case.page}/feed")) == 1
    case.reconnect()
    case.wait_until_delivered()
    case.assert_out_once()


def test_a_refused_token_holds_the_page_until_it_is_reconnected(stand):
    case = stand.publish(Trouble(), name="expired_token", revoked=True)
    stand.workers.wait_until(lambda: case.state == State.QUEUED and is_held(case), SETTLED_WITHIN)
    assert case.created() == []
    assert case.delivery.tries == 0
    case.reconnect()
    case.wait_until_delivered()
    case.assert_out_once()


def test_a_token_that_expires_before_the_answer_leaves_the_post_unknown_not_doubled(stand):
    case = stand.publish(Trouble("commit_then_drop", "expired_token"), name="expired_in_between")
    stand.workers.wait_until(lambda: case.state == State.UNKNOWN and is_held(case), SETTLED_WITHIN)
    case.reconnect()
    case.wait_until_delivered()
    case.assert_out_once()


def is_held(case: Case) -> bool:
    case.delivery.destination.refresh_from_db()
    return case.delivery.destination.held_at is not None
