"""`manage.py check_translation`: the checks for scripts. One JSON object a line in, one a line out."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cms.languages import UnknownLanguage, find
from translations.checks import Finding, Severity, check
from translations.unit import Kind

LONGEST_LINE = 1_000_000  # bytes
MALFORMED = "malformed_line"
SOME_MALFORMED = 2  # exit code


class Malformed(ValueError):
    """A line that holds no source and target; the message says why."""


@dataclass(frozen=True)
class Line:
    source: str
    target: str
    kind: Kind = Kind.TEXT
    longest: int | None = None


class Command(BaseCommand):
    help = (
        'Check translations: reads one JSON object {"source": …, "target": …} a line and prints'
        ' one {"findings": […]} a line. Exit code 2 when a line could not be read.'
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--language", required=True, metavar="L", help="its code, BCP 47 tag or ISO 639-3 code"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            language = find(options["language"]).code
        except UnknownLanguage as unknown:
            raise CommandError(str(unknown)) from unknown
        is_whole = True
        for line in lines(sys.stdin.buffer):
            try:
                findings = checked(line, language)
            except Malformed as problem:
                findings = (Finding(MALFORMED, Severity.ERROR, str(problem)),)
                is_whole = False
            self._write([asdict(finding) for finding in findings])
        if not is_whole:
            sys.exit(SOME_MALFORMED)

    def _write(self, findings: list[dict[str, Any]]) -> None:
        """UTF-8 whatever the terminal is set to; each line at once, for a program that waits."""
        answer = json.dumps({"findings": findings}, ensure_ascii=False) + "\n"
        out = getattr(self.stdout._out, "buffer", None)
        if out is None:
            self.stdout.write(answer, ending="")
        else:
            out.write(answer.encode())
        self.stdout.flush()


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """One that is too long is cut, which makes it malformed; the rest of it is passed over."""
    while line := stream.readline(LONGEST_LINE + 1):
        rest = line
        while not rest.endswith(b"\n") and len(rest) > LONGEST_LINE:
            rest = stream.readline(LONGEST_LINE + 1)
        yield line


def checked(line: bytes, language: str) -> tuple[Finding, ...]:
    """Raises Malformed."""
    read = parsed(line)
    return check(read.source, read.target, language, kind=read.kind, longest=read.longest)


def parsed(line: bytes) -> Line:
    """Raises Malformed."""
    if len(line) > LONGEST_LINE:
        raise Malformed(
            _("The line is too long: at most %(count)s bytes.") % {"count": LONGEST_LINE}
        )
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise Malformed(_("This is no JSON object in UTF-8.")) from problem
    if not isinstance(values, dict):
        raise Malformed(_("This is no JSON object in UTF-8."))
    return Line(_text(values, "source"), _text(values, "target"), _kind(values), _longest(values))


def _text(values: dict[str, Any], name: str) -> str:
    text = values.get(name)
    if not isinstance(text, str):
        raise Malformed(_("“%(name)s” is missing or no text.") % {"name": name})
    try:
        text.encode()
    except UnicodeEncodeError as problem:
        raise Malformed(_("“%(name)s” holds half a character.") % {"name": name}) from problem
    return text


def _kind(values: dict[str, Any]) -> Kind:
    try:
        return Kind(values.get("kind", Kind.TEXT))
    except ValueError as problem:
        kinds = ", ".join(Kind)
        raise Malformed(_("“kind” must be one of: %(kinds)s.") % {"kinds": kinds}) from problem


def _longest(values: dict[str, Any]) -> int | None:
    longest = values.get("longest")
    if longest is None or (type(longest) is int and longest > 0):
        return longest
    raise Malformed(_("“longest” must be a whole number above 0."))
