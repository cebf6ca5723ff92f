"""How doubtful parts of a bulletin are read: a row each, with readings to choose and own words.

A row is drawn and read back by its number; what it is about is sent with it, since the text may
have been changed in between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from ..package import Assembly
from ..script.model import KEY, Question, Script
from ..services.spoken_words import cleaned, refuse_unsayable

COUNT = "readings"
OWN, ASK = "own", "ask"
_SAY = "say:"
_MOST = 200


@dataclass(frozen=True)
class Row:
    """`options` are readings with the value of their button; `pick` is the one that is pressed."""

    number: int
    written: str
    around: str
    options: list[tuple[str, str]]
    pick: str = ""
    own: str = ""
    remember: bool = False
    settled: bool = False
    error: str = ""

    @property
    def name(self) -> str:
        return f"reading_{self.number}"


@dataclass
class Answers:
    """What was posted. `readings` are to be stored, by written form; `errors` too."""

    readings: dict[str, str]
    remembered: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    posted: dict[str, tuple[str, str, bool]] = field(default_factory=dict)


def answers_in(data: Mapping[str, str], stored: Mapping[str, str]) -> Answers:
    """`stored` are the readings of before: they stay where nothing is said of them."""
    answers = Answers(dict(stored))
    count = data.get(COUNT, "")
    for number in range(min(int(count), _MOST) if count.isdecimal() else 0):
        name = f"reading_{number}"
        written = cleaned(data.get(f"{name}_written", ""))
        pick, own = data.get(name, ""), cleaned(data.get(f"{name}_own", ""))
        if own and not pick:
            pick = OWN
        remember = f"{name}_remember" in data
        answers.posted[written] = (pick, own, remember)
        if pick == ASK:
            answers.readings.pop(written, None)
            continue
        said = own if pick == OWN else cleaned(pick.removeprefix(_SAY))
        if pick:
            _take(answers, written, said, remember=remember)
    return answers


def _take(answers: Answers, written: str, said: str, *, remember: bool) -> None:
    try:
        refuse_unsayable(written, said)
    except ValidationError as error:
        answers.errors[written] = " ".join(error.messages)
        return
    answers.readings[written] = said
    if remember:
        answers.remembered[written] = said


def rows_for(
    assembly: Assembly, stored: Mapping[str, str], answers: Answers | None = None
) -> list[Row]:
    """Open questions of every office that gets it first, then what was settled, so that it can be
    changed. `answers`: as typed, where the page is shown again."""
    asked = list(questions_of(assembly))
    open_ones = [one for one in asked if one.written not in stored]
    told = {
        one.written: one.around for script in _scripts(assembly) for one in _around(script, stored)
    }
    rows = [_open(number, one) for number, one in enumerate(open_ones)]
    for number, (written, said) in enumerate(stored.items(), len(rows)):
        options = [(f"{_SAY}{said}", said)]
        around = told.get(written, "")
        rows.append(Row(number, written, around, options, options[0][0], settled=True))
    return [_as_posted(row, answers) for row in rows] if answers else rows


def questions_of(assembly: Assembly) -> Iterable[Question]:
    """Each once, of what is read by rules."""
    found: dict[str, Question] = {}
    for script in _scripts(assembly):
        for one in script.questions:
            found.setdefault(one.written, one)
    return found.values()


def _scripts(assembly: Assembly) -> list[Script]:
    """Of equal posts one; in Vietnamese."""
    posts = {leg.post.hash: leg.post for leg in assembly.legs if leg.post}
    data = (post.extra[KEY] for post in posts.values() if KEY in post.extra)
    return [script for one in data if (script := Script.from_data(one)).profile]


def _around(script: Script, stored: Mapping[str, str]) -> Iterable[Question]:
    """Where the settled parts stand."""
    for sentence in script.sentences:
        for piece in sentence.pieces:
            if piece.written in stored:
                yield Question(piece.written, piece.said, (), "", sentence.written)


def _open(number: int, question: Question) -> Row:
    readings = dict.fromkeys(filter(None, (question.taken, *question.others)))
    options = [(f"{_SAY}{said}", said) for said in readings]
    return Row(number, question.written, question.around, options)


def _as_posted(row: Row, answers: Answers) -> Row:
    if row.written not in answers.posted:
        return row
    pick, own, remember = answers.posted[row.written]
    return Row(
        row.number,
        row.written,
        row.around,
        row.options,
        pick,
        own,
        remember,
        row.settled,
        answers.errors.get(row.written, ""),
    )
