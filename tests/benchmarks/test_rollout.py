"""A national change on its way to local copies, beside saving and publishing as many pages bare.

Processor time of each page, and of each copy its share of those that are written together; the median
of them: whoever else uses the machine slows some, not all. Copies and bare pages take turns.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from statistics import mean, median

import pytest
from django.db import connection

from cms.going_live import allow
from cms.models import ArticlePage
from tests.benchmarks.stopwatch import tell
from tests.factories.many_copies import BODY, CALL, RATE, ManyCopies, make_bare
from tests.factories.packages import release, rewrite
from tests.factories.provinces import CopyDesk, centre_desk, released_copy
from translations.merging import merge
from translations.models import ChangeNotice, Rollout
from translations.rolling import turns

pytestmark = pytest.mark.django_db

PROVINCES, SOME, ALL = 34, 340, 3321  # the offices of provinces, and of every commune
# Copies that were approved and released, with all that belongs to it.
RELEASED = (turns.TOGETHER, 8 * turns.TOGETHER)
AT_MOST_TIMES_BARE = 1.5  # also with all that a release writes and verifies
AT_MOST_GROWTH = 1.5
ROUNDS = 3
_numbers = count(1)


class Meter:
    """Processor seconds and queries of each call, one after the other."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.queries: dict[int, set[int]] = defaultdict(set)  # by how many it was done for
        self._asked = 0

    def measured(self, work: Callable) -> Callable:
        """`work`: its last argument is what it is done for, a list where that is several."""

        def call(*args):
            number = len(args[-1]) if isinstance(args[-1], list) else 1
            self._asked, began = 0, time.process_time()
            with connection.execute_wrapper(self._ask):
                answer = work(*args)
            self.seconds += [(time.process_time() - began) / number] * number
            self.queries[number].add(self._asked)
            return answer

        return call

    def _ask(self, execute, *args):
        self._asked += 1
        return execute(*args)

    @property
    def each(self) -> float:
        return median(self.seconds)

    def add_queries(self, other: "Meter") -> None:
        for number, asked in other.queries.items():
            self.queries[number] |= asked

    @property
    def asked(self) -> dict[int, list[int]]:
        return {number: sorted(each) for number, each in sorted(self.queries.items())}

    def __str__(self) -> str:
        return (
            f"{self.each * 1000:.1f} ms each (mean {mean(self.seconds) * 1000:.1f}), "
            f"queries, by how many at a time: {self.asked}"
        )


def roll_out(change: Rollout, monkeypatch: pytest.MonkeyPatch, meter: Meter) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(turns, "TURN", float("inf"))  # otherwise a message would have to go round
        patch.setattr(turns, "_done", meter.measured(turns._done))
        turns.work_at(change.pk)
    change.refresh_from_db()
    assert change.state == Rollout.State.DONE


def save_and_publish(page: int) -> None:
    """What Wagtail does when somebody has changed an item."""
    now = ArticlePage.objects.get(pk=page)
    now.lead = f"Tóm tắt lần {next(_numbers)}."
    with allow(now):
        now.save_revision().publish(skip_permission_checks=True)


def rolled_out(number: int, monkeypatch: pytest.MonkeyPatch) -> Meter:
    """One change to as many copies that saw none before."""
    meter = Meter()
    change = ManyCopies(number).change()
    roll_out(change, monkeypatch, meter)
    merged = ChangeNotice.objects.filter(rollout=change, state=ChangeNotice.State.MERGED)
    assert len(meter.seconds) == merged.count() == number
    tell(f"a change to {number} copies: {meter}")
    return meter


def test_a_change_for_every_province_costs_little_more_than_saving_their_pages(monkeypatch):
    """And the same for each of thousands."""
    pages, bare, provinces = make_bare(PROVINCES), Meter(), Meter()
    rolled_out(PROVINCES, monkeypatch)  # what a first time remembers stays out
    for _round in range(ROUNDS):
        for page in pages:
            bare.measured(save_and_publish)(page.pk)
        measured = rolled_out(PROVINCES, monkeypatch)
        provinces.seconds += measured.seconds
        provinces.add_queries(measured)
    some, everywhere = rolled_out(SOME, monkeypatch), rolled_out(ALL, monkeypatch)

    tell(f"saved and published bare: {bare}; a change costs {provinces.each / bare.each:.2f} times")
    tell(
        f"at {PROVINCES}, {SOME} and {ALL} copies: "
        f"{provinces.each * 1000:.1f}, {some.each * 1000:.1f}, {everywhere.each * 1000:.1f} ms each"
    )
    assert provinces.each < bare.each * AT_MOST_TIMES_BARE
    assert everywhere.each < provinces.each * AT_MOST_GROWTH
    for meter in (provinces, some):
        everywhere.add_queries(meter)
    assert all(len(asked) == 1 for asked in everywhere.asked.values())


def test_what_the_national_approval_covers_costs_no_more_than_releases_of_the_offices(monkeypatch):
    """Merged, sealed, live and on its way to its places, beside each office doing the same itself."""
    national = centre_desk()
    release(national)
    copies, own, bare, covered = [], Meter(), Meter(), {}
    pages = make_bare(min(RELEASED))
    for number in (min(RELEASED), *RELEASED):  # what a first time remembers stays out
        copies += [released_copy(national) for _each in range(number - len(copies))]
        for page in pages:
            bare.measured(save_and_publish)(page.pk)
        rewrite(national, lead=f"Lần {next(_numbers)}: gọi {{{{hotline}}}}.")
        release(national)
        change, covered[number] = Rollout.objects.latest("pk"), Meter()
        roll_out(change, monkeypatch, covered[number])
        states = ChangeNotice.objects.filter(rollout=change).values_list("state", flat=True)
        assert set(states) == {ChangeNotice.State.COVERED}
    for desk in copies[: min(RELEASED)]:
        own.measured(rewrite_and_release)(desk)

    few, many = (covered[number] for number in RELEASED)
    for number, meter in covered.items():
        tell(f"{number} taken in and released under the national approval: {meter}")
    tell(f"rewritten, approved and released by its office: {own}")
    tell(f"saved and published bare: {bare}; it costs {few.each / bare.each:.2f} times")
    assert few.asked == many.asked
    assert len(many.asked[turns.TOGETHER]) == 1
    assert few.each < bare.each * AT_MOST_TIMES_BARE
    assert many.each < few.each * AT_MOST_GROWTH
    assert few.each < own.each


def rewrite_and_release(desk: CopyDesk) -> None:
    rewrite(desk, lead="Ở tỉnh ta gọi {{hotline}}.")
    release(desk)


def test_merging_takes_little_more_for_each_of_many_blocks_than_of_few():
    few, many = merged_each(500), merged_each(4_000)

    tell(f"merging {few * 1e6:.0f} µs for each of 500 blocks, {many * 1e6:.0f} µs of 4000")
    assert many < few * 3


def merged_each(number: int) -> float:
    """Seconds for each block of a stream in which both sides edit, insert, move and remove."""
    base = [{**BODY[each % len(BODY)], "id": f"b{each}"} for each in range(number)]
    local, national = list(base), list(base)
    for each in range(0, number, 10):
        local[each] = {**BODY[CALL], "id": f"b{each}", "value": f"<p>Của tỉnh {each}</p>"}
        national[each + 5] = {**BODY[RATE], "id": f"b{each + 5}", "value": f"<p>Mới {each}</p>"}
    local.insert(number // 3, local.pop(7))
    national.insert(number // 2, national.pop(number // 4))
    del local[number // 5], national[number // 6]
    began = time.process_time()
    merge(base, local, national)
    return (time.process_time() - began) / number
