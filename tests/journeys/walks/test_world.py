"""The ground that the walks stand on."""

import pytest

from .edge import differences, public
from .world import SECRET

pytestmark = pytest.mark.django_db


def test_the_public_gets_what_was_approved_and_no_draft(world, before):
    told = "\n".join(before.values())

    assert "Bài đã duyệt" in told
    assert "0207 000 0000" in told
    assert SECRET not in told
    assert len(before) > 20


def test_looking_twice_shows_the_same(world, before):
    assert differences(before, public(world.token)) == []
