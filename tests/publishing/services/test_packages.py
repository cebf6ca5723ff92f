"""Who counts as an author of a package."""

import pytest

from publishing.services.packages import authors_of, save_package
from publishing.services.withdrawal import take_down
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_facebook, release

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """With an item that is out, whose package its leader then changes."""
    desk = Desk()
    place = make_facebook(desk.office)
    choose(desk, [place])
    release(desk)
    save_package(
        page=desk.page,
        user=desk.leader,
        destinations=[place],
        texts={},
        leg_texts={place.pk: "Lời của lãnh đạo"},
        go_live_at=None,
    )
    return desk


def test_an_approval_ends_the_authorship_of_what_was_approved(desk):
    assert authors_of(desk.page) == {desk.leader.pk}


def test_taking_the_item_down_makes_nobody_less_of_an_author(desk):
    take_down(page=desk.now(), user=desk.leader, reason="Số liệu sai")

    assert authors_of(desk.page) == {desk.leader.pk}
