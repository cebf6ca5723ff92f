"""The machine that draws the order of everything. `Focus` narrows it where one rule is hunted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from publishing.errors import AuthError, PermanentError, RateLimited, TransientError

from .people import PLACES, PORTAL, Rooms
from .platform import OK
from .story import Story
from .workers import ANSWERED, BEGUN, CLAIMED, DONE, END, Answer

LOST = Answer("lost", lost=True)
HIDDEN = Answer("hidden", lost=True, hidden=True)
NOTHING = Answer("nothing", does_it=False)
ACCEPTED = Answer("accepted", final=False)
NO_CONNECTION = Answer("no connection", connects=False)
BUSY = Answer("busy", refuses=TransientError)
LIMITED = Answer("limited", refuses=lambda: RateLimited(retry_after=timedelta(seconds=150)))
REFUSED_LOGIN = Answer("credentials", refuses=AuthError)
REFUSED = Answer("refused", refuses=PermanentError)
FAULT = Answer("fault", refuses=ZeroDivisionError)
ANSWERS = (
    OK, OK, OK, LOST, HIDDEN, NOTHING, ACCEPTED, NO_CONNECTION, BUSY, LIMITED, REFUSED_LOGIN,
    REFUSED, FAULT,
)  # fmt: skip

TONIGHT: dict[str, Any] = {"valid_today": True}
LATER: dict[str, Any] = {"wait": timedelta(seconds=100)}

# Seconds: a moment, beyond the deadline of a call, beyond a lease and every late visibility.
SPANS = (1, 40, 70, 130, 700)
EVENTS = frozenset(
    "wake another_wake pass sweep release again schedule expiring take_down look hold reconnect stop"
    " lift portal_down portal_up decide retry cancel slow duel go_on die".split()
)


@dataclass(frozen=True)
class Focus:
    """What a story is made of. Repeat a value to have it drawn more often."""

    answers: tuple[Answer, ...] = ANSWERS
    stops_at: tuple[str, ...] = (END, END, CLAIMED, BEGUN, DONE, ANSWERED)
    spans: tuple[int, ...] = SPANS
    events: frozenset[str] = EVENTS
    works: int = 2
    places: tuple[str, ...] = PLACES  # of every package
    portal_down: bool = False  # at the beginning
    page_seen: bool | None = None  # None: either
    first: tuple[dict[str, Any], ...] = ({},)  # what the first release is like


def machine_over(rooms: Rooms, focus: Focus = Focus()) -> type[RuleBasedStateMachine]:
    """A class of machines, each example of which is one story in these rooms."""
    numbers = st.integers(0, 3)
    works = st.integers(0, focus.works - 1)
    answers, points = st.sampled_from(focus.answers), st.sampled_from(focus.stops_at)
    spans = st.sampled_from(focus.spans)
    seen = st.booleans() if focus.page_seen is None else st.just(focus.page_seen)
    places = st.sampled_from([kind for kind in focus.places if kind != PORTAL])

    def only(event: str):
        return precondition(lambda self: event in focus.events)

    class Engine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.story = Story(rooms, focus.places)
            self.broken = False

        @initialize(page_seen=seen, options=st.sampled_from(focus.first))
        def first_releases(self, page_seen, options):
            self.story.portal_is(down=focus.portal_down)
            for work in range(focus.works):
                self._release(work, page_seen, **options)

        def _release(self, work, page_seen, **options):
            text = options.pop("text", None) or f"bản {self.story.people.versions}"
            self.story.people.release(work, text, **options)
            if page_seen:
                self.story.confirm_page()

        @only("release")
        @rule(work=works, page_seen=seen)
        def release(self, work, page_seen):
            self._release(work, page_seen)

        @only("again")
        @rule(work=works)
        def release_a_text_that_others_have_too(self, work):
            self._release(work, True, text="như nhau")

        @only("schedule")
        @rule(work=works)
        def schedule(self, work):
            self._release(work, False, **LATER)

        @only("expiring")
        @rule(work=works)
        def release_until_tonight(self, work):
            self._release(work, True, **TONIGHT)

        @only("take_down")
        @rule(work=works)
        def take_down(self, work):
            self.story.people.take_down(work)

        @only("wake")
        @rule(number=numbers, answer=answers, stops_at=points)
        def wake(self, number, answer, stops_at):
            self.story.wake(number, answer, stops_at)

        @only("another_wake")
        @rule(number=numbers, answer=answers, stops_at=points)
        def wake_another(self, number, answer, stops_at):
            self.story.wake(number, answer, stops_at)

        @only("slow")
        @rule(number=numbers, answer=answers, stops_at=points)
        def a_worker_is_slow_past_its_lease(self, number, answer, stops_at):
            self.story.give_up_on_a_slow_one(number, answer, stops_at)

        @only("duel")
        @rule(answer=answers, first=points, second=points, then=points)
        def duel(self, answer, first, second, then):
            self.story.duel(answer, first, second, then)

        @only("go_on")
        @precondition(lambda self: self.story.workers)
        @rule(number=numbers, stops_at=points)
        def go_on(self, number, stops_at):
            self.story.go_on(number, stops_at)

        @only("die")
        @precondition(lambda self: self.story.workers)
        @rule(number=numbers)
        def die(self, number):
            self.story.die(number)

        @only("pass")
        @rule(span=spans)
        def pass_time(self, span):
            self.story.pass_time(timedelta(seconds=span))

        @only("sweep")
        @rule(answer=answers)
        def sweep(self, answer):
            self.story.sweep(answer)

        @only("look")
        @rule(number=numbers, stops_at=points)
        def look(self, number, stops_at):
            self.story.look(number, stops_at)

        @only("hold")
        @rule(place=places)
        def hold(self, place):
            self.story.people.hold(place)

        @only("reconnect")
        @rule(place=places)
        def reconnect(self, place):
            self.story.people.reconnect(place)

        @only("stop")
        @rule(place=st.one_of(places, st.none()))
        def stop(self, place):
            self.story.people.stop(place)

        @only("lift")
        @rule()
        def lift_stops(self):
            self.story.people.lift_stops()

        @only("portal_down")
        @rule()
        def portal_breaks(self):
            self.story.portal_is(down=True)

        @only("portal_up")
        @rule()
        def portal_mends(self):
            self.story.portal_is(down=False)

        @only("decide")
        @rule(number=numbers)
        def person_decides_on_what_is_unknown(self, number):
            self.story.person("decide", number)

        @only("retry")
        @rule(number=numbers)
        def person_sends_again(self, number):
            self.story.person("retry", number)

        @only("cancel")
        @rule(number=numbers)
        def person_cancels(self, number):
            self.story.person("cancel", number)

        @invariant()
        def nothing_forbidden_happened(self):
            try:
                self.story.check()
            except AssertionError:
                self.broken = True
                raise

        def teardown(self) -> None:
            try:
                if not self.broken:
                    self.story.finish()
            finally:
                self.story.close()

    return Engine
