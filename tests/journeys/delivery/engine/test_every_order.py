"""Whatever order workers, people, platforms and time come in: the rules of the engine hold."""

import pytest

from .focuses import FOCUSES
from .machine import machine_over
from .running import tell

pytestmark = pytest.mark.django_db


def test_no_order_of_steps_breaks_a_rule_of_the_engine(rooms):
    tell(machine_over(rooms), stories=12, steps=30)


@pytest.mark.parametrize("focus", FOCUSES)
def test_no_order_of_the_steps_that_matter_here_breaks_a_rule(rooms, focus):
    tell(machine_over(rooms, FOCUSES[focus]), stories=3, steps=16)
