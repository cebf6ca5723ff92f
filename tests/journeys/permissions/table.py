"""What one line of the matrix says, and what it expects of an answer."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .actors import NOBODY, OUTSIDE, Who
from .answers import DONE, HIDDEN, LOGIN, NOT_ALLOWED, REFUSED, SHOWN
from .world import World

Body = Mapping[str, Any] | Callable[[World], Mapping[str, Any]]
_ARGUMENT = re.compile(r"<(?:\w+:)?\w+>|\(\?P<\w+>[^)]*\)|\(\\d\+\)|\(\.\*\)|\(\(.*\)\*\)")


@dataclass(frozen=True)
class Line:
    """`address` is the pattern as the resolver has it; `fills` names what stands for its arguments.

    `see` may GET and is answered `seen`; `do` may POST and is answered `done`. None: the method is
    not allowed. Everybody else inside is answered `unless`, everybody outside is sent to the login.
    Words with a bar between them are alternatives. Who is not in `changes` (unless said otherwise:
    in `do`) leaves every row as it was.
    """

    address: str
    fills: str = ""
    see: Who | None = None
    do: Who | None = None
    seen: str = SHOWN
    done: str = DONE
    unless: str = REFUSED
    body: Body | None = None
    changes: Who | None = None
    tells: Who = NOBODY  # who may read here what else only its office reads
    public: bool = False  # whoever knows the address may read what it shows

    def path(self, world: World) -> str:
        names = [name for name in self.fills.split(", ") if name]
        filled = _ARGUMENT.sub(lambda _found: str(_value(world, names.pop(0))), self.address)
        return "/" + re.sub(r"[\^$]|\\(?=\.)", "", filled)

    def forged_paths(self, world: World, values: tuple[str, ...]) -> list[str]:
        """With each of these in place of each argument in turn."""
        names = [name for name in self.fills.split(", ") if name]
        wrong = [
            [f"={value}" if at == place else name for at, name in enumerate(names)]
            for place in range(len(names))
            for value in values
        ]
        return [replace(self, fills=", ".join(fills)).path(world) for fills in wrong]

    def form(self, world: World) -> Mapping[str, Any]:
        return (self.body(world) if callable(self.body) else self.body) or {}

    def methods(self) -> list[str]:
        """Those that are not simply not allowed."""
        return [name for name, who in (("GET", self.see), ("POST", self.do)) if who is not None]

    def admitted(self, method: str) -> tuple[Who, ...]:
        """Groups of people who are told different things."""
        if method == "GET":
            return (self.see or NOBODY,)
        return (self.do or NOBODY, self.changes or NOBODY)

    def expected(self, method: str, roles: Who) -> set[str]:
        may, answer = (self.see, self.seen) if method == "GET" else (self.do, self.done)
        if may is None:
            return {NOT_ALLOWED} | self._refusals(roles)
        return set(answer.split("|")) if roles <= may else self._refusals(roles)

    def _refusals(self, roles: Who) -> set[str]:
        """The login for whoever is outside; but what is hidden may be hidden from them as well."""
        refusals = set(self.unless.split("|"))
        return {LOGIN} | refusals & {HIDDEN} if roles <= OUTSIDE else refusals

    def may_change(self, roles: Who) -> bool:
        changing = self.do if self.changes is None else self.changes
        return roles <= (changing or NOBODY)


def _value(world: World, name: str) -> Any:
    """`=word` stands for the word itself."""
    return name[1:] if name.startswith("=") else world[name]


line = Line
