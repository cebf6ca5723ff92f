"""What importing a whole file says when something in it is wrong."""

from collections.abc import Iterable

from translations.exchange.problems import Problem


class NotImported(Exception):
    """Nothing of the file was taken; `problems` say why, a line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)
