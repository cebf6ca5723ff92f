"""What may happen in a story, and what each kind of story is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from publishing.errors import AuthError, PermanentError, RateLimited, TransientError

from .people import PLACES, PORTAL
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

# Days from today for which somebody in a picture agrees: taken back, until tonight, renewed.
CONSENTS = (-1, 0, 30)

# What an office takes; and a nod most often, where one is asked for.
RULES = ("nod", "nod", "never", "auto")

# Seconds: a moment, beyond the deadline of a call, beyond a lease and every late visibility.
SPANS = (1, 40, 70, 130, 700)


@dataclass(frozen=True)
class Step:
    """`act(story, **drawn)`; `draws` says from which pool of a focus each argument comes."""

    act: Callable[..., None]
    draws: dict[str, str]
    needs_worker: bool = False


def _step(act: Callable[..., None], needs_worker: bool = False, **draws: str) -> Step:
    return Step(act, draws, needs_worker)


def release(
    story: Story, work: int, page_seen: bool, text: str = "", options: dict[str, Any] | None = None
) -> None:
    story.people.release(work, text or f"bản {story.people.versions}", **(options or {}))
    if page_seen:
        story.confirm_page()


def regret(story: Story, work: int) -> None:
    """Taken down, which the platform refuses, and released again: the same post is corrected."""
    story.sweep()
    story.people.take_down(work)
    story.sweep(REFUSED)
    release(story, work, True)
    story.sweep()


_CALL = {"number": "numbers", "answer": "answers", "stops_at": "points"}
STEPS: dict[str, Step] = {
    "release": _step(release, work="works", page_seen="seen"),
    "again": _step(
        lambda story, work: release(story, work, True, "như nhau"),  # as others have it too
        work="works",
    ),
    "schedule": _step(lambda story, work: release(story, work, False, options=LATER), work="works"),
    "expiring": _step(
        lambda story, work: release(story, work, True, options=TONIGHT), work="works"
    ),
    "say_anew": _step(
        lambda story, work, place: story.people.say_anew(work, place),
        work="works",
        place="places",
    ),
    "take_down": _step(lambda story, work: story.people.take_down(work), work="works"),
    "regret": _step(regret, work="works"),
    "wake": _step(Story.wake, **_CALL),
    "slow": _step(Story.give_up_on_a_slow_one, **_CALL),
    "duel": _step(Story.duel, answer="answers", first="points", second="points", then="points"),
    "go_on": _step(Story.go_on, needs_worker=True, number="numbers", stops_at="points"),
    "die": _step(Story.die, needs_worker=True, number="numbers"),
    "pass": _step(
        lambda story, span: story.pass_time(timedelta(seconds=span)),
        span="spans",
    ),
    "wait": _step(Story.wait),
    "sweep": _step(Story.sweep, answer="answers"),
    "look": _step(Story.look, number="numbers", stops_at="points"),
    "hold": _step(lambda story, place: story.people.hold(place), place="places"),
    "reconnect": _step(lambda story, place: story.people.reconnect(place), place="places"),
    "stop": _step(lambda story, place: story.people.stop(place), place="places_or_all"),
    "lift": _step(lambda story: story.people.lift_stops()),
    "consent": _step(lambda story, days: story.people.agreed(days), days="consents"),
    "takes": _step(
        lambda story, place, rule: story.people.takes(place, rule), place="places", rule="rules"
    ),
    "nod": _step(lambda story, number: story.person("nod", number), number="numbers"),
    "refuse": _step(lambda story, number: story.person("refuse", number), number="numbers"),
    "let_out": _step(lambda story, number: story.person("let_out", number), number="numbers"),
    "portal_down": _step(lambda story: story.portal_is(down=True)),
    "portal_up": _step(lambda story: story.portal_is(down=False)),
    "call_off": _step(lambda story, work: story.people.call_off(work), work="works"),
    "read": _step(lambda story, number: story.person("read", number), number="numbers"),
    "answer": _step(lambda story: story.people.answer()),
    "two_people": _step(Story.two_people, number="numbers"),
    "confirm": _step(lambda story, number: story.person("confirm", number), number="numbers"),
    "decide": _step(lambda story, number: story.person("decide", number), number="numbers"),
    "retry": _step(lambda story, number: story.person("retry", number), number="numbers"),
    "cancel": _step(lambda story, number: story.person("cancel", number), number="numbers"),
}


@dataclass(frozen=True)
class Focus:
    """What a story is made of. Repeat a value to have it drawn more often."""

    answers: tuple[Answer, ...] = ANSWERS
    stops_at: tuple[str, ...] = (END, END, CLAIMED, BEGUN, DONE, ANSWERED)
    spans: tuple[int, ...] = SPANS
    events: tuple[str, ...] = (*STEPS, "wake")
    works: int = 2
    places: tuple[str, ...] = PLACES  # of every package
    portal_down: bool = False  # at the beginning
    page_seen: bool | None = None  # None: either
    first: tuple[dict[str, Any], ...] = ({},)  # what the first release is like
    steps: int = 10  # of a story that is hunted

    def pools(self) -> dict[str, Sequence[Any]]:
        places = [kind for kind in self.places if kind != PORTAL]
        return {
            "numbers": range(4),
            "works": range(self.works),
            "answers": self.answers,
            "points": self.stops_at,
            "spans": self.spans,
            "consents": CONSENTS,
            "rules": RULES,
            "seen": (False, True) if self.page_seen is None else (self.page_seen,),
            "places": places,
            "places_or_all": [*places, None],
            "first": self.first,
        }

    def begin(self, story: Story, seen: bool, first: dict[str, Any]) -> None:
        story.portal_is(down=self.portal_down)
        options = {key: value for key, value in first.items() if key != "text"}
        for work in range(self.works):
            release(story, work, seen, first.get("text", ""), options)
