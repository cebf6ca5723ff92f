"""Draws one infographic for many offices, languages and formats, as one ZIP."""

import fcntl
import shutil
import signal
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media_assets.pieces.formats import FORMATS

from ...pieces import choosing
from ...pieces.bulk.drawing import forget_failures
from ...pieces.bulk.making import Stopped, make
from ...pieces.bulk.packing import Incomplete, Packed
from ...pieces.bulk.plan import Plan
from ...pieces.bulk.planning import plan_for
from ...pieces.choosing import NotPossible
from ...pieces.of_page import languages_of
from .render_piece import FLAWED, HelpFormatter

TELL_EVERY = 5  # seconds
PARTS = ".parts"  # what is drawn, beside the ZIP until it is there
HELP = """Draw one infographic for many offices, languages and formats, as one ZIP.

Without further words: every office that publishes the item (of the centre's: the centre and all
provinces), every language that it has an edition in, every format. manifest.json and danh-muc.csv
in the ZIP name each file with its checksum and problems, and what could not be made and why. What
is drawn is the version that is live; of an item that is not live, or with --draft, the newest draft.

Stopped or killed, it goes on where it was when it is started again with the same words; until the
ZIP is there, what is drawn stands beside it in a folder that ends with .parts. Exit codes: 0 made;
1 not made; 3 made, but something is missing or has no room: standard error says what."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, formatter_class=HelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", type=int, metavar="PAGE_ID", help="number of the page")
        parser.add_argument("--output", required=True, type=Path, metavar="ZIP", help="the file")
        parser.add_argument(
            "--office", nargs="+", default=[], metavar="O", help="codes or slugs of offices"
        )
        parser.add_argument(
            "--language",
            nargs="+",
            default=[],
            metavar="L",
            help="codes like vi, km (khm, km-VN), cjm-cham",
        )
        parser.add_argument(
            "--format", nargs="+", default=[], metavar="F", help="of: " + ", ".join(FORMATS)
        )
        parser.add_argument(
            "--draft", action="store_true", help="the newest draft, although a version is live"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"].absolute()
        try:
            choosing.check_output(output)
            packed = self._make(_plan(options), output)
        except (NotPossible, Incomplete) as error:
            raise CommandError(str(error)) from None
        except Stopped:
            raise CommandError("Stopped. Start it again with the same words to go on.") from None
        except OSError as error:
            raise CommandError(
                f"{output}: {error.strerror}. What is drawn is kept; start it again to go on."
            ) from None
        self._tell_result(output, packed)

    def _make(self, plan: Plan, output: Path) -> Packed:
        if plan.no_edition:
            self.stderr.write(f"No edition in: {', '.join(plan.no_edition)}.")
        folder = output.with_name(output.name + PARTS)
        with _alone_in(folder), _stoppable() as is_stopped:
            forget_failures(folder)
            packed = make(plan, folder, output, self._teller(plan.total, is_stopped))
            shutil.rmtree(folder)
        return packed

    def _teller(self, total: int, is_stopped: Callable[[], bool]) -> Callable[[int, int], bool]:
        told = 0.0

        def go_on(left: int, _packed: int) -> bool:
            nonlocal told
            if left and time.monotonic() - told >= TELL_EVERY:
                told = time.monotonic()
                self.stdout.write(f"{total - left} of {total} drawn")
                self.stdout.flush()
            return not is_stopped()

        return go_on

    def _tell_result(self, output: Path, packed: Packed) -> None:
        self.stdout.write(f"{output}: {packed.files} drawings, {packed.size} bytes")
        for line in packed.problems:
            self.stderr.write(line)
        if packed.problems:
            raise CommandError(
                f"{packed.not_made} not made, {packed.flawed} with a problem; danh-muc.csv in the"
                " ZIP says which.",
                returncode=FLAWED,
            )


def _plan(options: dict[str, Any]) -> Plan:
    """Also looks at what was asked for before anything is drawn."""
    page = choosing.page_of(options["page"])
    draft = choosing.uses_draft(page, asked=options["draft"])
    asked = options["language"] or languages_of(page, draft=draft)
    languages = choosing.languages_for(page, asked, draft=draft)
    formats = choosing.formats_of(options["format"]) or list(FORMATS)
    given = choosing.offices_of(options["office"])
    offices = list(dict.fromkeys(given)) or choosing.offices_served(page)
    return plan_for(page, offices, languages, formats, draft=draft)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Two at once would remove what the other draws."""
    folder.mkdir(exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(f"Another render_pieces is at work in {folder}.") from None
        yield


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and TERM end it between two drawings."""
    stopped: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda got, _frame: stopped.append(got)) for number in numbers]
    try:
        yield lambda: bool(stopped)
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
