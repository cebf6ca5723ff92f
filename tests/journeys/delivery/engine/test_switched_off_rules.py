"""With any one rule switched off the machine finds what then happens: so it would see it in ours."""

import pytest

from .focuses import FOCUSES
from .mutations import MUTATIONS
from .running import Hunt, is_thorough

MOST_STORIES = 60


@pytest.mark.django_db
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.rule} {one.clause}")
def test_a_rule_that_is_switched_off_is_missed(rooms, mutation):
    with mutation.switch_off():
        for start in range(1, 6 if is_thorough() else 2):
            hunt = Hunt(rooms, FOCUSES[mutation.focus], start)
            with pytest.raises(AssertionError, match=mutation.finds):
                hunt(MOST_STORIES)


def test_every_rule_is_switched_off_in_some_clause():
    assert {one.rule for one in MUTATIONS} == set(range(1, 9))
