"""Whatever order workers, people, platforms and time come in: the rules of the engine hold."""

import pytest

from .focuses import FOCUSES
from .running import Hunt, is_thorough, tell
from .steps import Focus

pytestmark = pytest.mark.django_db


def test_no_order_of_steps_breaks_a_rule_of_the_engine(rooms):
    tell(rooms, Focus(), stories=12, steps=30)


@pytest.mark.parametrize("focus", FOCUSES)
def test_no_order_of_the_steps_that_matter_here_breaks_a_rule(rooms, focus):
    if is_thorough():
        tell(rooms, FOCUSES[focus], stories=0, steps=16)
    Hunt(rooms, FOCUSES[focus])(stories=6)
