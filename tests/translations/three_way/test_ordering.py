import random

from hypothesis import given, settings
from hypothesis import strategies as st

from translations.three_way.ordering import followers, moved, settled, woven

CASES = settings(deadline=None)
ORDERS = st.integers(0, 7).flatmap(
    lambda size: st.tuples(*(st.permutations([str(n) for n in range(size)]) for _side in range(3)))
)


def flat(groups):
    return [key for group in groups for key in group]


@CASES
@given(ORDERS)
def test_every_key_has_one_place(orders):
    base, local, national = orders

    assert sorted(flat(settled(base, local, national))) == sorted(base)


@CASES
@given(ORDERS)
def test_groups_stand_in_the_one_order_that_all_changed_pairs_allow(orders):
    base, local, national = orders
    groups = settled(base, local, national)
    of = {key: number for number, group in enumerate(groups) for key in group}

    for a in base:
        for b in base:
            was, *now = (order.index(a) < order.index(b) for order in (base, local, national))
            if a != b and of[a] != of[b]:
                assert (of[a] < of[b]) == (was if now == [was, was] else not was)


@CASES
@given(ORDERS)
def test_in_a_group_the_orders_really_contradict_each_other(orders):
    """There is no way to put its first key before the rest."""
    base, local, national = orders
    for group in settled(base, local, national):
        for key in group:
            beaten = [other for other in group if other != key and _before(other, key, orders)]
            assert beaten or len(group) == 1


def _before(a, b, orders):
    was, *now = (order.index(a) < order.index(b) for order in orders)
    return was if now == [was, was] else not was


@CASES
@given(ORDERS)
def test_the_order_of_the_groups_is_the_same_from_both_sides(orders):
    base, local, national = orders

    there, back = settled(base, local, national), settled(base, national, local)

    assert [set(group) for group in there] == [set(group) for group in back]


@CASES
@given(ORDERS)
def test_moving_what_has_to_be_moved_gives_the_other_order(orders):
    before, after, _other = orders
    stays = [key for key in before if key not in moved(before, after)]

    assert [key for key in after if key in stays] == stays


def test_as_few_as_possible_are_said_to_have_moved():
    assert moved("abcde", "abcde") == set()
    assert moved("abcde", "eabcd") == {"e"}
    assert moved("abcde", "bcdea") == {"a"}
    assert len(moved("abcde", "edcba")) == 4


def test_what_came_or_went_has_not_moved():
    assert moved("abc", "xacyb") == moved("abc", "acb")
    assert moved("abc", "xc") == set()


def test_followers_stand_behind_their_anchor_those_of_the_first_side_first():
    there = followers("xaybz", "ab", "xyz")
    here = followers("1a2b3", "ab", "123")

    assert "".join(woven("ba", there, here)) == "x1bz3ay2"


def test_thousands_of_moves_are_settled():
    base = [str(number) for number in range(3_000)]
    local, national = base[1_000:] + base[:1_000], base[:]
    random.Random(3).shuffle(local)

    assert flat(settled(base, local, national)) == local
    national[:2] = reversed(national[:2])
    assert len(flat(settled(base, local, national))) == 3_000
