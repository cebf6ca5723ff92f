"""How many stories are told: few in every test run, thousands in a night.

`pytest tests/journeys/delivery/engine --hypothesis-profile=thorough` tells many, with new seeds.
"""

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

settings.register_profile("thorough", max_examples=2000)


def is_thorough() -> bool:
    return settings.get_current_profile_name() == "thorough"


def tell(machine: type[RuleBasedStateMachine], *, stories: int, steps: int) -> None:
    """Raises what the judge says of the shortest story that breaks a rule."""
    thorough = is_thorough()
    count = settings.default.max_examples if thorough else stories
    chosen = _usual(count, steps) if thorough else settings(_usual(count, steps), derandomize=True)
    run_state_machine_as_test(machine, settings=chosen)


def hunt(machine: type[RuleBasedStateMachine], *, stories: int, steps: int, start: int) -> None:
    """Raises what the judge says of the first story that breaks a rule, in no shortest form."""
    first_only = settings(
        _usual(stories, steps), phases=[Phase.generate], report_multiple_bugs=False
    )
    run_state_machine_as_test(seed(start)(machine), settings=first_only)


def _usual(stories: int, steps: int) -> settings:
    return settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
