"""Charts of the portal, to scale."""

from decimal import Decimal

from cms.chart_drawing import EDGE, TALL, WIDE, bars, line, shares
from media_assets.pieces.data import Chart, Point


def chart(*values: str) -> Chart:
    return Chart("c", points=tuple(Point(value, Decimal(value), value) for value in values))


def test_the_longest_bar_is_as_wide_as_the_screen():
    assert [bar.width for bar in bars(chart("5", "10", "0"))] == [50, 100, 0]


def test_shares_fill_the_bar_one_after_the_other():
    drawn = shares(chart("20", "30", "50"))
    assert [(bar.begin, bar.width) for bar in drawn] == [(0, 20), (20, 30), (50, 50)]
    assert len({bar.opacity for bar in drawn}) == 3


def test_a_line_stays_within_its_drawing_and_a_level_one_lies_in_the_middle():
    rising = line(chart("-1", "4")).dots
    assert rising == ((EDGE, TALL - EDGE), (WIDE - EDGE, EDGE))
    assert {y for _x, y in line(chart("3", "3")).dots} == {TALL / 2}


def test_nothing_is_divided_by_nought():
    assert [bar.width for bar in bars(chart("0"))] == [0]
    assert [bar.width for bar in shares(chart("0", "0"))] == [0, 0]
