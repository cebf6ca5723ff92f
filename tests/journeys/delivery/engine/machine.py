"""The machine that draws the order of everything, and shortens what breaks a rule."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from .judge import Violation
from .people import Rooms
from .steps import STEPS, Focus
from .story import Story


def machine_over(rooms: Rooms, focus: Focus) -> type[RuleBasedStateMachine]:
    """A class of machines, each example of which is one story in these rooms."""
    pools = {name: st.sampled_from(list(values)) for name, values in focus.pools().items()}

    class Engine(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.story = Story(rooms, focus.places)
            self.broken = False

        @initialize(seen=pools["seen"], first=pools["first"])
        def first_releases(self, seen: bool, first: dict[str, Any]) -> None:
            focus.begin(self.story, seen, first)

        @invariant()
        def nothing_forbidden_happened(self) -> None:
            try:
                self.story.check()
            except Violation:
                self.broken = True
                raise

        def teardown(self) -> None:
            try:
                if not self.broken:
                    self.story.finish()
            finally:
                self.story.close()

    rules = {f"{event}_{number}": _rule(event, pools) for number, event in enumerate(focus.events)}
    return type("Engine", (Engine,), rules)


def _rule(event: str, pools: dict[str, Any]) -> Any:
    step = STEPS[event]

    def happens(machine: Any, **drawn: Any) -> None:
        step.act(machine.story, **drawn)

    happens.__name__ = f"step_{event}"  # `pass` is a word of Python
    drawn = {argument: pools[pool] for argument, pool in step.draws.items()}
    possible = precondition(lambda machine: machine.story.workers or not step.needs_worker)
    return possible(rule(**drawn)(happens))
