"""The whole sheet of an office as one form: only what differs from what was shown becomes a proposal."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from slugify import slugify

from .approval.errors import Refused
from .fact_kinds import FIGURE, Kind, kind_of
from .fact_notices import when_it_ends
from .fact_reminders import ends_soon
from .fact_sheets import FIGURES, LABELS, label_of, values_for
from .fact_writing import LIMITS, TEXTS, Change, written
from .missing_facts import told_to
from .models import Fact, Office

NEW_ROWS = 3
NAME_LENGTH = 60
NAMES = (*TEXTS, "valid_until")
_WRITTEN_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_INPUTS = {Kind.TELEPHONE: "tel", Kind.EMAIL: "email", Kind.WEB: "url"}


@dataclass
class Row:
    """One fact on the form; `now`: what is in force there, perhaps with its validity ended."""

    name: str  # of its fields
    label: str
    key: str = ""
    now: Fact | None = None
    base: str = ""  # number of the fact whose values the fields began with
    typed: dict[str, str] = field(default_factory=dict)
    called: str = ""  # the name of a new figure
    inherited: str = ""
    proposed: list[Fact] = field(default_factory=list)
    error: str = ""

    @property
    def is_figure(self) -> bool:
        return not self.key or self.key.startswith(FIGURE)

    @property
    def input_mode(self) -> str:
        """Which keys a telephone offers."""
        return "" if self.is_figure else _INPUTS.get(kind_of(self.key, ""), "")

    @property
    def ends(self) -> str:
        return when_it_ends(self.now) if self.now else ""

    @property
    def is_ending(self) -> bool:
        return self.now is not None and self.now.valid_until is not None and ends_soon(self.now)

    @property
    def is_open(self) -> bool:
        """Whether more than the value is shown at once."""
        more = (self.typed[name] for name in ("note", "source", "valid_until"))
        return bool(self.error) or self.is_ending or (not self.key and any(more))


class SheetForm:
    """`data` is what was posted, or None where the sheet is shown."""

    def __init__(self, office: Office, data: Mapping[str, str] | None = None) -> None:
        self.office, self._data = office, data
        facts = Fact.objects.approved().filter(office=office)
        self._now = {fact.key: fact for fact in facts.select_related("office")}
        self.rows = list(self._rows())
        self.new = [
            Row(f"new-{n}", "", called=self._posted(f"new-{n}.name")) for n in range(NEW_ROWS)
        ]
        for row in (*self.rows, *self.new):
            self._fill(row)

    @property
    def contacts(self) -> list[Row]:
        return [row for row in self.rows if not row.is_figure]

    @property
    def figures(self) -> list[Row]:
        return [row for row in self.rows if row.is_figure]

    @property
    def errors(self) -> list[Row]:
        return [row for row in (*self.rows, *self.new) if row.error]

    def changes(self) -> list[Change]:
        """What differs; where something is wrong with it, the row says so in `error`."""
        found = [self._change(row) for row in (*self.rows, *self.new)]
        return [change for change in found if change]

    def _rows(self) -> Iterator[Row]:
        proposed = Fact.objects.filter(office=self.office, state=Fact.State.PROPOSED)
        waiting = list(proposed.select_related("proposed_by").order_by("proposed_at"))
        values = values_for(self.office)
        figures = sorted(key for key in values if key.startswith(FIGURE))
        keys = (*LABELS, *FIGURES, *figures, *self._now, *(fact.key for fact in waiting))
        for key in dict.fromkeys(keys):
            value = values.get(key)
            yield Row(
                key,
                label_of(key),
                key,
                self._now.get(key),
                inherited=str(value) if value and value.office_id != self.office.pk else "",
                proposed=[fact for fact in waiting if fact.key == key],
            )

    def _posted(self, name: str) -> str:
        return (self._data or {}).get(name, "").replace("\0", "")[:1000]

    def _fill(self, row: Row) -> None:
        now = str(row.now.pk) if row.now else ""
        if self._is_posted(row):
            row.base = self._posted(f"{row.name}.base")
            row.typed = {name: self._posted(f"{row.name}.{name}") for name in NAMES}
        else:
            row.base, row.typed = now, _shown(row.now)

    def _is_posted(self, row: Row) -> bool:
        """What came to the sheet since it was shown is not posted, and not emptied either."""
        return self._data is not None and f"{row.name}.value" in self._data

    def _change(self, row: Row) -> Change | None:
        if not self._is_posted(row):
            return None
        try:
            return self._wanted(row)
        except Refused as refusal:
            row.error = str(refusal)
            return None

    def _wanted(self, row: Row) -> Change | None:
        """Raises Refused."""
        base = self._base(row)
        typed = {name: " ".join(text.split()) for name, text in row.typed.items()}
        if typed == _shown(base) and not row.called.strip():
            return None
        if not typed["value"]:
            raise Refused(_nothing_written(row))
        texts = {name: typed[name] for name in TEXTS}
        change = written(Change(self._key(row), valid_until=_day(typed["valid_until"]), **texts))
        if base and change == Change.of(base):
            return None
        self._require_unchanged(row, base)
        return change

    def _base(self, row: Row) -> Fact | None:
        """Only of this sheet and this fact, whatever number was posted."""
        if not row.base.isdecimal() or not row.key or len(row.base) > 18:
            return None
        if row.now and row.now.pk == int(row.base):
            return row.now
        return Fact.objects.filter(office=self.office, key=row.key, pk=int(row.base)).first()

    def _require_unchanged(self, row: Row, base: Fact | None) -> None:
        if row.now and (base is None or base.pk != row.now.pk):
            row.base = str(row.now.pk)
            raise Refused(
                _(
                    "Meanwhile “%(value)s” came into force. If yours is right, press “Propose” again."
                )
                % {"value": Change.of(row.now)}
            )

    def _key(self, row: Row) -> str:
        """Of a new figure: made of its name."""
        if row.key:
            return row.key
        name = slugify(row.called, separator="_", max_length=NAME_LENGTH // 2)
        key = f"{FIGURE}{name}"
        others = (*self.rows, *(one for one in self.new if one is not row))
        if not name:
            raise Refused(_("Write the name of the new figure."))
        if same := next((one for one in others if one.key == key or _same(one, row)), None):
            raise Refused(
                _("“%(name)s” is on the sheet already. Change it there.")
                % {"name": same.label or same.called}
            )
        return key


def names_in_use(office: Office, besides: Collection[str]) -> list[str]:
    """Of figures that any office keeps, in words: one name for one thing everywhere."""
    kept = told_to(office).filter(key__startswith=FIGURE)
    keys = kept.exclude(key__in=besides).order_by("key").values_list("key", flat=True).distinct()
    return [key.removeprefix(FIGURE).replace("_", " ") for key in keys]


def limits() -> Mapping[str, int]:
    return {**LIMITS, "name": NAME_LENGTH}


def _same(one: Row, other: Row) -> bool:
    return bool(one.called.strip()) and slugify(one.called) == slugify(other.called)


def _shown(fact: Fact | None) -> dict[str, str]:
    if fact is None:
        return dict.fromkeys(NAMES, "")
    texts = {name: str(getattr(fact, name)) for name in TEXTS}
    return {**texts, "valid_until": fact.valid_until.isoformat() if fact.valid_until else ""}


def _day(text: str) -> date | None:
    """As a browser's field for days sends it, or as people write it. Raises Refused."""
    try:
        return _as_people_write(text) or (date.fromisoformat(text) if text else None)
    except ValueError as error:
        raise Refused(_("Write the last day like 31/12/2027.")) from error


def _as_people_write(text: str) -> date | None:
    found = _WRITTEN_DAY.fullmatch(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    return date(year, month, day)


def _nothing_written(row: Row) -> str:
    if row.now:
        return _(
            "A fact is not taken away by emptying it: give it a last day under “More”, which may be"
            " today. After it the fact has no value."
        )
    return _("Enter the value.")
