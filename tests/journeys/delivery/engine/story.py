"""One story: rooms, people, platforms and workers, and the steps that a machine draws."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from publishing.delivery import outcome, recovery, sending
from publishing.models import Delivery, Destination
from publishing.services import nods

from . import rows
from .clock import virtual_time
from .judge import Judge
from .people import PLACES, PORTAL, People, Rooms, wagtail_left_out
from .platform import OK, Platform
from .workers import END, Answer, Worker

State = Delivery.State
ROUNDS = 12  # of ten minutes, until everything must have come to its end
MOST_WORKERS = 2


@contextmanager
def rolled_back() -> Iterator[None]:
    """One story's rows; marked as a test's own transaction, which `durable` lets pass."""
    story = transaction.atomic()
    story._from_testcase = True
    with story:
        yield
        transaction.set_rollback(True)


class Story:
    def __init__(self, rooms: Rooms, places: Sequence[str] = PLACES) -> None:
        self._open = ExitStack()
        self._open.enter_context(rolled_back())
        self.clock = self._open.enter_context(virtual_time())
        self.judge = Judge(self.clock)
        self.platform = Platform(self.clock, self.judge)
        self._open.enter_context(wagtail_left_out(self.platform))
        self.people = People(rooms, self.platform, places)
        self.workers: list[Worker] = []
        self.changed = True  # since the rows were looked at
        outcome.chance.seed(0)

    def close(self) -> None:
        for worker in self.workers:
            worker.die()
        self._open.close()

    def check(self) -> None:
        self.workers = [worker for worker in self.workers if not worker.over]
        if self.changed:
            rows.look_at(self.platform, self.judge)
        self.changed = True
        self.judge.verdict()

    # --- steps ---------------------------------------------------------------------------------

    def pass_time(self, span: timedelta) -> None:
        self.clock.go_on(span)
        self.changed = False

    def wait(self) -> None:
        """Until the next thing that the rows wait for is due."""
        rows = Delivery.objects.filter(state__in=Delivery.OPEN)
        moments = [
            moment
            for row in rows.values_list("due_at", "next_check_at", "lease_until")
            for moment in row
            if moment and moment > self.clock.now
        ]
        if moments:
            self.clock.now = min(moments).replace(microsecond=0) + timedelta(seconds=1)
        self.changed = False

    def portal_is(self, *, down: bool) -> None:
        self.platform.portal.down = down
        self.changed = False

    def wake(self, number: int, answer: Answer, stops_at: str) -> None:
        """A message for one of the deliveries that wait or are being sent, perhaps doubled."""
        waiting = Delivery.objects.filter(state__in=(State.QUEUED, State.SENDING)).order_by("pk")
        self._start(waiting, number, sending.send, answer, stops_at)

    def look(self, number: int, stops_at: str) -> None:
        unclear = Delivery.objects.filter(next_check_at__isnull=False).order_by("pk")
        self._start(unclear, number, sending.look, OK, stops_at)

    def _start(self, rows, number: int, act: Callable, answer: Answer, stops_at: str) -> None:
        found = list(rows.values_list("pk", flat=True))
        if not found:
            return
        if len(self.workers) >= MOST_WORKERS:
            self.workers[0].go_on()
        pk = found[number % len(found)]
        task = lambda: act(pk, worker="w", open_channel=self.platform.open)  # noqa: E731
        self.workers.append(Worker(task, answer, stops_at))

    def give_up_on_a_slow_one(self, number: int, answer: Answer, stops_at: str) -> None:
        """A worker is slow past its lease, and what it had is given away."""
        self.wake(number, answer, stops_at)
        self.clock.go_on(settings.LOA_LEASE + timedelta(seconds=10))
        self.sweep()
        self.clock.go_on(timedelta(seconds=40))

    def duel(self, answer: Answer, first: str, second: str, then: str) -> None:
        """A slow worker goes on while its successor is in the middle of the same delivery."""
        self.give_up_on_a_slow_one(0, answer, first)
        self.wake(0, answer, second)
        self.check()
        self.go_on(0, then)

    def go_on(self, number: int, stops_at: str) -> None:
        if self.workers:
            self.workers[number % len(self.workers)].go_on(stops_at)

    def die(self, number: int) -> None:
        if self.workers:
            self.workers[number % len(self.workers)].die()

    def sweep(self, answer: Answer = OK) -> None:
        self.people.calendar()
        nods.end_silence()
        self.platform.answer = answer
        recovery.sweep(worker="s", open_channel=self.platform.open)

    def confirm_page(self) -> None:
        """The page's own delivery, as soon as its release is there."""
        pages = Delivery.objects.filter(destination__channel=PORTAL, state=State.QUEUED)
        for pk in pages.order_by("pk").values_list("pk", flat=True):
            sending.send(pk, worker="w", open_channel=self.platform.open)

    def person(self, act: str, number: int) -> None:
        """Press a button, or only look, at one of those that this may concern."""
        concerns = {
            "decide": [State.UNKNOWN],
            "read": [State.UNKNOWN],
            "confirm": [State.ACCEPTED],
            "retry": [State.FAILED, State.CANCELLED, State.QUEUED],
            "cancel": [State.QUEUED],
            "nod": [State.QUEUED],
            "refuse": [State.QUEUED],
            "let_out": [State.CANCELLED],
        }
        found = list(Delivery.objects.filter(state__in=concerns[act]).order_by("pk"))
        if found:
            getattr(self.people, act)(found[number % len(found)])

    def two_people(self, number: int) -> None:
        """Both look when that proves something. One answers at once, the other takes their time."""
        self.clock.go_on(timedelta(seconds=130))
        self.person("read", number)
        self.person("decide", number)

    # --- the end -------------------------------------------------------------------------------

    def finish(self) -> None:
        """Everybody is well again, tells the truth, and waits long enough."""
        for worker in self.workers:
            worker.go_on(END)
        self.platform.portal.down = False
        self.people.lift_stops()
        self.people.agreed(days=30)
        for number in range(ROUNDS):
            self._a_good_while(people_first=bool(number % 2))
            if not Delivery.objects.filter(state__in=Delivery.OPEN).exists():
                break
        rows.at_the_end(self.platform, self.judge)
        self.judge.verdict()

    def _a_good_while(self, *, people_first: bool) -> None:
        """People answer wherever they are asked, before or after the machine looked."""
        self.clock.go_on(timedelta(minutes=10))
        for place in Destination.objects.exclude(held_at=None):
            self.people.reconnect(place.channel)
        for act in (self._people_answer, self.sweep)[:: 1 if people_first else -1]:
            act()
            self.check()

    def _people_answer(self) -> None:
        for delivery in Delivery.objects.filter(state=State.QUEUED).exclude(nod_until=None):
            self.people.nod(delivery)
        for delivery in Delivery.objects.filter(state=State.UNKNOWN):
            self.people.decide(delivery)
        for delivery in Delivery.objects.filter(state=State.ACCEPTED):
            self.people.confirm(delivery)
