"""How many stories are told: few in every test run, thousands in a night.

`pytest tests/journeys/delivery/engine --hypothesis-profile=thorough` tells many, with new seeds.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import machine_over
from .people import Rooms
from .steps import STEPS, Focus
from .story import Story


def is_thorough() -> bool:
    return settings.get_current_profile_name() == "thorough"


def tell(rooms: Rooms, focus: Focus, *, stories: int, steps: int) -> None:
    """Raises what the judge says of the shortest story that breaks a rule."""
    thorough = is_thorough()
    chosen = settings(
        max_examples=settings.default.max_examples if thorough else stories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=not thorough,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine_over(rooms, focus), settings=chosen)


@dataclass
class Hunt:
    """Stories drawn evenly from a focus, one after the other, always the same ones of a `start`.

    Hypothesis tells empty and doubled stories on its way, and leaves kinds of steps out; where only
    a few can be told, that is most of them. It is for shortening what is found.
    """

    rooms: Rooms
    focus: Focus
    start: int = 1
    told: int = 0  # number of the newest story

    def __call__(self, stories: int) -> None:
        """Raises what the judge says of the first story that breaks a rule, and the story."""
        for number in range(stories):
            self.told = number
            self.tell_again()

    def tell_again(self) -> None:
        """The newest story, from its beginning."""
        chance = Random(f"{self.start} {self.told}")
        pools = self.focus.pools()
        draw = lambda pool: chance.choice(pools[pool])  # noqa: E731
        story, past = Story(self.rooms, self.focus.places), []
        try:
            self.focus.begin(story, draw("seen"), draw("first"))
            story.check()
            for _number in range(self.focus.steps):
                event = chance.choice(self.focus.events)
                drawn = {name: draw(pool) for name, pool in STEPS[event].draws.items()}
                past.append((event, drawn))
                _take(story, event, drawn)
            story.finish()
        except AssertionError as error:
            error.add_note("\n".join(f"{event} {drawn}" for event, drawn in past))
            raise
        finally:
            story.close()


def _take(story: Story, event: str, drawn: dict[str, Any]) -> None:
    step = STEPS[event]
    if story.workers or not step.needs_worker:
        step.act(story, **drawn)
        story.check()
