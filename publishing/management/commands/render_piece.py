"""Draws one infographic for one office, in one language and one format."""

import os
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, DjangoHelpFormatter
from django.utils.translation import override

from cms.fact_sheets import facts_for
from cms.models import InfographicPage, Office
from cms.piece_problems import message_for, not_a_number
from cms.pieces import NotANumber
from cms.placeholders import MissingFact
from media_assets.pieces.cache import rendered
from media_assets.pieces.crew import SettingFailed
from media_assets.pieces.data import Piece
from media_assets.pieces.formats import FORMATS, Format

from ...pieces import choosing
from ...pieces.choosing import NotPossible
from ...pieces.forms import SUFFIXES
from ...pieces.of_page import edition_of, piece_at

FLAWED = 3  # exit code: the file is there, and something is wrong with it
HELP = """Draw one infographic, for one office, in one language and one format.

What is drawn is the version that is live on the portal; of an item that is not live, or with
--draft, the newest draft. Facts (hotline, address, figures) are the office's own, as they are
in force now. Exit codes: 0 drawn; 1 not drawn; 3 drawn, but something has no room or cannot be
written: standard error says which block."""


class HelpFormatter(DjangoHelpFormatter, RawDescriptionHelpFormatter):
    """Keeps the lines of the text as they are."""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(prog_name, subcommand, formatter_class=HelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("page", type=int, metavar="PAGE_ID", help="number of the page")
        parser.add_argument(
            "--format", required=True, metavar="F", help="one of: " + ", ".join(FORMATS)
        )
        parser.add_argument(
            "--language",
            metavar="L",
            help="code like vi, km (khm, km-VN) or cjm-cham; without it the page's own",
        )
        parser.add_argument(
            "--office", metavar="O", help="code or slug; without it the page's own office"
        )
        parser.add_argument(
            "--output", required=True, type=Path, metavar="PATH", help="file to write, or replace"
        )
        parser.add_argument(
            "--draft", action="store_true", help="the newest draft, although a version is live"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._draw(options)
        except NotPossible as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(
                f"{options['output']}: {error.strerror}. Nothing was written."
            ) from None

    def _draw(self, options: dict[str, Any]) -> None:
        page = choosing.page_of(options["page"])
        draft = choosing.uses_draft(page, asked=options["draft"])
        form = FORMATS[choosing.formats_of([options["format"]])[0]]
        choosing.check_output(options["output"])
        _check_suffix(options["output"], form)
        own = page.locale.language_code
        language = choosing.languages_for(page, [options["language"] or own], draft=draft)[0]
        office = choosing.offices_of([options["office"]])[0] if options["office"] else page.office
        edition = edition_of(page, language, draft=draft)
        with override("vi"):
            made = _made(edition, _piece(edition, office), form)
        _write(options["output"], made.content)
        what = "newest draft" if draft else "live version"
        self.stdout.write(f"{options['output']}: {form.name}, {language}, {office.code}, {what}")
        self._tell_problems(edition, made.problems, form)

    def _tell_problems(self, edition: InfographicPage, problems: Any, form: Format) -> None:
        with override("vi"):
            lines = list(dict.fromkeys(message_for(edition, one, form) for one in problems))
        for line in lines:
            self.stderr.write(line)
        if lines:
            raise CommandError(
                "The file was written, but not everything is in it.", returncode=FLAWED
            )


def _piece(edition: InfographicPage, office: Office) -> Piece:
    if not len(edition.piece):
        raise NotPossible("The infographic has no content yet. Nothing was written.")
    try:
        return piece_at(edition, office, facts_for(office))
    except MissingFact as missing:
        keys = ", ".join(missing.keys)
        raise NotPossible(
            f"{office} ({office.code}) has no value for: {keys}. Add it to the office's fact sheet"
            " and have it put in force. Nothing was written."
        ) from None
    except NotANumber as error:
        raise NotPossible(f"{not_a_number(edition, error)} Nothing was written.") from None


def _made(edition: InfographicPage, piece: Piece, form: Format) -> Any:
    try:
        return rendered(piece, form)
    except SettingFailed as error:
        raise NotPossible(f"{error} Nothing was written.") from None


def _check_suffix(output: Path, form: Format) -> None:
    right = SUFFIXES[form.kind]
    if output.suffix.lower() != right and output.suffix.lower() in SUFFIXES.values():
        raise NotPossible(
            f"The format “{form.name}” is a {right} file; {output.name} says another."
        )


def _write(output: Path, content: bytes) -> None:
    """Whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=output.parent, prefix=".render-piece-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(output)
    finally:
        Path(name).unlink(missing_ok=True)
