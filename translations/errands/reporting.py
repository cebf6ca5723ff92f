"""Problems of a file as lines that a row keeps and a screen shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from translations.exchange.problems import Problem

MOST_LINES = 500  # a screen of more helps nobody


@dataclass(frozen=True)
class Line:
    """`taken`: only to be known, the text was taken all the same."""

    where: str
    message: str
    taken: bool = False


def lines_of(problems: Iterable[Problem]) -> list[list[object]]:
    return [[one.where, one.message, one.taken] for one in list(problems)[:MOST_LINES]]


def read_lines(report: Iterable[list[object]]) -> list[Line]:
    return [Line(str(where), str(message), bool(taken)) for where, message, taken in report]
