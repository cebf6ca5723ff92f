"""Draws what is not drawn yet, with all hands, each drawing once."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.utils.translation import override

from media_assets.pieces import cache
from media_assets.pieces.crew import HANDS, SettingFailed

from .plan import Plan, Sheet
from .planning import SPOKEN

FEEDERS = 2 * HANDS  # what a hand sets next is ready when it has ended
LOOK_EVERY = 0.25  # seconds between two looks at whether to go on
FAILED = ".failed"


def left(plan: Plan, folder: Path) -> list[Sheet]:
    """Neither drawn nor known to be impossible; equal drawings once."""
    there = {path.name.removesuffix(FAILED) for path in folder.iterdir()}
    return list({sheet.key: sheet for sheet in plan.sheets if sheet.key not in there}.values())


def draw(plan: Plan, folder: Path, go_on: Callable[[int], bool]) -> bool:
    """Whether everything is drawn. `go_on` is asked, with how many are left, until it says no.

    What is in `folder` is whole, whatever happens. Raises OSError: the disk takes no more.
    """
    sheets = left(plan, folder)
    if not sheets:
        return True
    todo, stop, errors = _Turns(sheets), threading.Event(), list[BaseException]()

    def work() -> None:
        try:
            for sheet in todo:
                if stop.is_set():
                    return
                _draw_one(sheet, folder)
                todo.count()
        except BaseException as error:
            errors.append(error)
            stop.set()

    feeders = [threading.Thread(target=work, daemon=True) for _number in range(FEEDERS)]
    try:
        for feeder in feeders:
            feeder.start()
        for feeder in feeders:
            while feeder.is_alive():
                feeder.join(LOOK_EVERY)
                if not stop.is_set() and not go_on(len(sheets) - todo.done):
                    stop.set()
    finally:
        stop.set()
        for feeder in feeders:
            feeder.join()
    if errors:
        raise errors[0]
    return todo.done == len(sheets)


def forget_failures(folder: Path) -> None:
    """So that what could not be drawn is tried again."""
    for path in folder.glob(f"*{FAILED}"):
        path.unlink(missing_ok=True)


def failure_of(sheet: Sheet, folder: Path) -> str:
    """Why it could not be drawn; empty: it could."""
    path = folder / f"{sheet.key}{FAILED}"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _draw_one(sheet: Sheet, folder: Path) -> None:
    try:
        cache.keep(sheet.piece, sheet.form, sheet.key, folder / sheet.key)
    except SettingFailed as error:
        aside = folder / f".{sheet.key}"
        with override(SPOKEN):
            aside.write_text(str(error), encoding="utf-8")
        aside.replace(folder / f"{sheet.key}{FAILED}")


class _Turns:
    """Gives each sheet to one of many threads."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._sheets = iter(sheets)
        self._lock = threading.Lock()
        self.done = 0

    def __iter__(self) -> Iterator[Sheet]:
        return self

    def __next__(self) -> Sheet:
        with self._lock:
            return next(self._sheets)

    def count(self) -> None:
        with self._lock:
            self.done += 1
