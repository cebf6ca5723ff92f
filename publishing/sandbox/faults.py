"""What goes wrong on purpose: chosen per request by a header, or in advance by a script.

A fault is written ``mode`` or ``mode:argument``; several are joined by ``+``.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from typing import Any

from publishing.sandbox import errors
from publishing.sandbox.errors import GraphError

HEADER = "X-Sandbox-Fault"
DEFAULT_SECONDS = 5.0
DEFAULT_MINUTES = 5
NORMALISATIONS = ("trim", "collapse", "nfd")
TRUNCATIONS = ("paged", "silent", "cut")

MODES = frozenset(
    {
        "drop_before",
        "hang",
        "http_500_before",
        "throttled",
        "expired_token",
        "duplicate_506",
        "blocked_368",
        "refused_100",
        "commit_then_drop",
        "commit_then_500",
        "commit_then_502_html",
        "slow_commit",
        "late_commit",
        "late_visibility",
        "json_without_id",
        "truncated_listing",
        "normalised_message",
    }
)
UNANSWERED_BEFORE = frozenset({"drop_before", "hang"})


class UnknownFault(ValueError):
    """No such mode, or an argument that it cannot take."""


@dataclass(frozen=True)
class Fault:
    mode: str
    argument: str = ""

    @property
    def seconds(self) -> float:
        return float(self.argument or DEFAULT_SECONDS)

    def __str__(self) -> str:
        return f"{self.mode}:{self.argument}" if self.argument else self.mode


@dataclass(frozen=True)
class Faults:
    """The faults of one request."""

    chosen: tuple[Fault, ...] = ()

    def get(self, mode: str) -> Fault | None:
        return next((fault for fault in self.chosen if fault.mode == mode), None)

    def seconds(self, mode: str) -> float:
        fault = self.get(mode)
        return fault.seconds if fault else 0.0

    def has_any(self, modes: frozenset[str]) -> bool:
        return any(fault.mode in modes for fault in self.chosen)

    def normalisations(self) -> tuple[str, ...]:
        fault = self.get("normalised_message")
        if fault is None:
            return ()
        return tuple(fault.argument.split(",")) if fault.argument else NORMALISATIONS

    def truncation(self) -> str:
        fault = self.get("truncated_listing")
        return (fault.argument or "paged") if fault else ""

    def refusal(self, page_id: str) -> GraphError | None:
        """The answer that stands for the request, which is not carried out."""
        for fault in self.chosen:
            if fault.mode == "throttled":
                return errors.throttled(page_id, float(fault.argument or DEFAULT_MINUTES))
            if fault.mode == "blocked_368":
                return errors.blocked(int(fault.argument or 1390008))
            if make := _REFUSALS.get(fault.mode):
                return make()
        return None


_REFUSALS = {
    "expired_token": errors.token_expired,
    "duplicate_506": errors.duplicate_post,
    "http_500_before": errors.service_error,
    "refused_100": errors.refused_for_good,
}
_ARGUMENTS = {
    "hang": r"\d+(\.\d+)?",
    "late_commit": r"\d+(\.\d+)?",
    "slow_commit": r"\d+(\.\d+)?",
    "late_visibility": r"\d+(\.\d+)?",
    "throttled": r"\d+(\.\d+)?",
    "blocked_368": r"\d+",
    "truncated_listing": "|".join(TRUNCATIONS),
    "normalised_message": "(trim|collapse|nfd)(,(trim|collapse|nfd))*",
}


def parse_faults(text: str) -> Faults:
    return Faults(tuple(_parse_fault(part) for part in text.split("+") if part.strip()))


def _parse_fault(text: str) -> Fault:
    mode, _, argument = text.strip().partition(":")
    if mode not in MODES:
        raise UnknownFault(f"unknown fault {mode!r}; known: {', '.join(sorted(MODES))}")
    if argument and not re.fullmatch(_ARGUMENTS.get(mode, ""), argument):
        raise UnknownFault(f"fault {mode} cannot take {argument!r}")
    return Fault(mode, argument)


@dataclass
class Scripted:
    """One entry of the queue. ``times`` None: until cleared."""

    faults: Faults
    method: str = ""
    path_contains: str = ""
    times: int | None = 1

    def matches(self, method: str, path: str) -> bool:
        return self.times != 0 and self.method in {"", method} and self.path_contains in path

    def describe(self) -> dict[str, Any]:
        match = {"method": self.method, "path_contains": self.path_contains}
        mode = "+".join(str(fault) for fault in self.faults.chosen)
        return {"mode": mode, "match": match, "times": self.times}


def read_script(data: Any) -> list[Scripted]:
    """Raises UnknownFault for what is no list of ``{"mode", "match", "times", "arg"}``."""
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data):
        raise UnknownFault("a list of objects is expected")
    return [_read_scripted(item) for item in data]


def _read_scripted(item: dict[str, Any]) -> Scripted:
    argument = item.get("arg")
    mode = str(item.get("mode") or "") + (f":{argument}" if argument not in (None, "") else "")
    faults, match, times = parse_faults(mode), item.get("match") or {}, item.get("times", 1)
    if not faults.chosen or not isinstance(match, dict):
        raise UnknownFault(f"no fault in {item!r}")
    if times is not None and (isinstance(times, bool) or not isinstance(times, int) or times < 1):
        raise UnknownFault("times is a number from 1, or null for always")
    method = str(match.get("method") or "").upper()
    return Scripted(faults, method, str(match.get("path_contains") or ""), times)


class FaultQueue:
    """The first entry that matches is used, once for each of its ``times``; kept in memory only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._scripted: list[Scripted] = []

    def add(self, scripted: list[Scripted]) -> None:
        with self._lock:
            self._scripted.extend(scripted)

    def clear(self) -> None:
        with self._lock:
            self._scripted.clear()

    def describe(self) -> list[dict[str, Any]]:
        with self._lock:
            return [scripted.describe() for scripted in self._scripted]

    def take(self, method: str, path: str) -> Faults:
        with self._lock:
            for scripted in self._scripted:
                if scripted.matches(method, path):
                    self._use(scripted)
                    return scripted.faults
        return Faults()

    def _use(self, scripted: Scripted) -> None:
        if scripted.times is not None:
            scripted.times -= 1
            if scripted.times == 0:
                self._scripted.remove(scripted)


def normalised(text: str, how: tuple[str, ...]) -> str:
    """The text as the platform shows it: the same to a reader, other bytes to a program."""
    if "trim" in how:
        text = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    if "collapse" in how:
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", text))
    return unicodedata.normalize("NFD", text) if "nfd" in how else text
