"""What a table would change, line by line, against what is in force at this moment."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import facts
from ..approval.errors import Refused
from ..fact_sheets import FIGURES, LABELS, label_of
from ..fact_writing import TEXTS, Change, written
from ..missing_facts import known_keys
from ..models import Fact, Office, User

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WAITING = "waiting"  # the same was proposed by the same person and is not decided
    EMPTY = "empty"
    WRONG = "wrong"


@dataclass(frozen=True)
class Line:
    number: int
    outcome: Outcome
    office: Office | None
    label: str
    before: Fact | None = None
    change: Change | None = None
    error: str = ""


class Preview:
    """`rows` as `FactImport` keeps them, of a table that `user` sent."""

    def __init__(self, rows: Sequence[Mapping[str, str]], user: User) -> None:
        self._user = user
        self._allowed = {office.code: office for office in facts.may_import_for(user)}
        self.lines = list(self._lines(rows))

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.outcome == Outcome.WRONG]

    @property
    def changes(self) -> list[Line]:
        return [line for line in self.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]

    @property
    def counts(self) -> Counter[str]:
        return Counter(str(line.outcome) for line in self.lines)

    @property
    def by_office(self) -> list[tuple[Office, list[Line]]]:
        """What changes, office by office."""
        lines = [(line.office, line) for line in self.changes if line.office]
        lines.sort(key=lambda pair: (pair[0].code, pair[1].number))
        groups = groupby(lines, key=lambda pair: pair[0])
        return [(office, [line for _office, line in group]) for office, group in groups]

    @cached_property
    def fingerprint(self) -> str:
        """Of all that the screen shows: the same hash, the same changes."""
        told = [_told(line) for line in self.lines]
        return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def _lines(self, rows: Sequence[Mapping[str, str]]) -> Iterator[Line]:
        offices = {office.code: office for office in Office.objects.all()}
        names = _keys()
        seen: dict[tuple[str, str], int] = {}
        for row in rows:
            office = _office(offices, row.get("office", ""))
            key = names.get(_plain(row.get("key", "")), "")
            try:
                self._check(row, office, key)
                assert office is not None
                first = seen.setdefault((office.code, key), int(row["number"]))
                yield self._line(row, office, key, first)
            except Refused as refusal:
                label = label_of(key) if key else row.get("key", "")
                known = office if office and office.code in self._allowed else None
                number = int(row["number"])
                yield Line(number, Outcome.WRONG, known, label, error=str(refusal))

    def _check(self, row: Mapping[str, str], office: Office | None, key: str) -> None:
        """Raises Refused."""
        if row.get("trouble"):
            raise Refused(row["trouble"])
        if office is None:
            raise Refused(
                _("There is no office with the code “%(code)s”. Copy the code from the template.")
                % {"code": row.get("office", "")}
            )
        if office.code not in self._allowed:
            raise Refused(
                _("%(office)s is not yours to write for. Remove its rows.") % {"office": office}
            )
        if not key:
            raise Refused(
                _(
                    "Nothing is named “%(key)s”. Copy the key from the template; a new figure is first"
                    " added on a fact sheet."
                )
                % {"key": row.get("key", "")}
            )

    def _line(self, row: Mapping[str, str], office: Office, key: str, first: int) -> Line:
        """Raises Refused."""
        number, label = int(row["number"]), label_of(key)
        before = self._now.get((office.pk, key))
        if not row.get("value"):
            return Line(number, Outcome.EMPTY, office, label, before)
        if first != number:
            raise Refused(
                _("Row %(row)d is of the same fact of the same office. Keep one of the two.")
                % {"row": first}
            )
        wanted = _wanted(row, key, before)
        if before and wanted == Change.of(before):
            return Line(number, Outcome.UNCHANGED, office, label, before, wanted)
        change = written(wanted)
        return Line(number, self._outcome(before, change, office), office, label, before, change)

    def _outcome(self, before: Fact | None, change: Change, office: Office) -> Outcome:
        if before and change == Change.of(before):
            return Outcome.UNCHANGED
        if any(
            change == Change.of(fact) for fact in self._waiting.get((office.pk, change.key), ())
        ):
            return Outcome.WAITING
        return Outcome.CHANGED if before else Outcome.NEW

    @cached_property
    def _now(self) -> dict[tuple[int, str], Fact]:
        approved = Fact.objects.approved().filter(office__in=self._allowed.values())
        return {(fact.office_id, fact.key): fact for fact in approved}

    @cached_property
    def _waiting(self) -> dict[tuple[int, str], list[Fact]]:
        own = Fact.objects.filter(proposed_by=self._user, state=Fact.State.PROPOSED)
        found: dict[tuple[int, str], list[Fact]] = {}
        for fact in own:
            found.setdefault((fact.office_id, fact.key), []).append(fact)
        return found


def _wanted(row: Mapping[str, str], key: str, before: Fact | None) -> Change:
    """A column that the table lacks leaves what is in force; one that is there and empty takes it away.

    Raises Refused.
    """
    kept = Change.of(before) if before else Change(key, "")
    until = _day(row["valid_until"]) if "valid_until" in row else kept.valid_until
    texts = {name: row.get(name, getattr(kept, name)) for name in TEXTS}
    return Change(key, valid_until=until, **texts)


def _office(offices: Mapping[str, Office], code: str) -> Office | None:
    """Spreadsheets make 4 of 04."""
    code = code.strip()
    return offices.get(code) or offices.get(code.zfill(2)) or offices.get(code.upper())


def _keys() -> dict[str, str]:
    """Key by itself and by its name."""
    keys: Iterable[str] = dict.fromkeys([*LABELS, *FIGURES, *known_keys()])
    by_name = {_plain(label_of(key)): key for key in keys}
    return by_name | {_plain(key): key for key in keys}


def _plain(text: str) -> str:
    return " ".join(text.strip("{} \t").casefold().split())


def _day(text: str) -> date | None:
    """Raises Refused."""
    if not text:
        return None
    for shape in _DAYS:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Refused(_("Write the last day like 31/12/2027."))


def _told(line: Line) -> list[object]:
    before = Change.of(line.before) if line.before else None
    code = line.office.code if line.office else ""
    return [line.number, line.outcome, code, line.error, _texts(before), _texts(line.change)]


def _texts(change: Change | None) -> list[str]:
    return [] if change is None else [change.key, *(str(one) for one in change.fields().values())]
