"""From written paragraphs to a `Script`: what is said, and what somebody has to decide first.

Pure. Vietnamese is read by `publishing.speech`; what is said in another language its translator wrote.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from cms.languages import BY_CODE, DEFAULT, USUAL_PACE
from publishing.speech import Doubt, Lexicon, UnspokenChoice, base, read
from publishing.speech.numbers import NORTH, Profile

from .ear import ForTheEar
from .model import Paragraph, Question, Script, Sentence
from .quoted import Quoted, unmarked
from .sentences import plain_sentences, sentences_of
from .wording import notes_in

# What is left out without a word: marks of lists and ornaments say nothing.
_TOLD = frozenset(("emoji", "hashtag", "markup", "repeated"))
_INNER = frozenset(".,:/-–% ")


@dataclass(frozen=True)
class Read:
    """One paragraph."""

    sentences: tuple[Sentence, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


class Reader:
    """Reads for offices: the same paragraph of one profile and lexicon once, however many offices there are."""

    def __init__(self, choices: Mapping[str, str]) -> None:
        """`choices` of this item, by written form."""
        self._choices = valid(choices)
        self._lexicons: dict[tuple[tuple[str, str], ...], Lexicon] = {}
        self._read: dict[tuple[str, tuple[tuple[str, str], ...], str, int], Read] = {}

    def script(
        self,
        heard: ForTheEar,
        *,
        language: str,
        profile: Profile = NORTH,
        entries: Mapping[str, str] | None = None,
        quoted: Quoted | None = None,
    ) -> Script:
        """`entries` is the lexicon of the office; choices of the item come before it."""
        quoted = quoted or Quoted(language, profile)
        read_one = self._vietnamese if language == DEFAULT else _as_written
        lexicon = self._lexicon(entries or {})
        paragraphs: list[Paragraph] = []
        questions: list[Question] = []
        notes = list(heard.notes)
        for one in heard.paragraphs:
            text, said = quoted.genuine(one.text)
            done = read_one(text, said, lexicon, profile)
            if done.sentences:
                paragraphs.append(Paragraph(one.role, done.sentences))
            questions += done.questions
            notes += done.notes
        return Script(
            language,
            tuple(paragraphs),
            profile.name if language == DEFAULT else "",
            tuple({one.written: one for one in reversed(questions)}.values())[::-1],
            tuple(dict.fromkeys(notes)),
            pace=BY_CODE[language].pace if language in BY_CODE else USUAL_PACE,
        )

    def _lexicon(self, entries: Mapping[str, str]) -> Lexicon:
        key = tuple(sorted(entries.items()))
        if key not in self._lexicons:
            lexicon = base().with_choices(valid(entries))
            self._lexicons[key] = lexicon.with_choices(self._choices)
        return self._lexicons[key]

    def _vietnamese(
        self, text: str, said: Mapping[str, str], lexicon: Lexicon, profile: Profile
    ) -> Read:
        key = (text, tuple(sorted(said.items())), profile.name, id(lexicon))
        if key not in self._read:
            self._read[key] = _read(text, said, lexicon, profile)
        return self._read[key]


def valid(choices: Mapping[str, str]) -> dict[str, str]:
    """Those that can be said. What is not asked anew, so that nothing is broadcast unread."""
    return {written: said for written, said in choices.items() if is_sayable(written, said)}


def is_sayable(written: str, said: str) -> bool:
    """Whether it is a reading: words only."""
    try:
        base().with_choices({written: said})
    except UnspokenChoice:
        return False
    return True


def _read(text: str, said: Mapping[str, str], lexicon: Lexicon, profile: Profile) -> Read:
    reading = read(text, profile=profile, lexicon=lexicon, choices=said)
    sentences = sentences_of(reading)

    def around(at: int) -> str:
        return next((one.written for start, one in reversed(sentences) if start <= at), text)

    questions = tuple(
        Question(
            unmarked(flag.written).strip(),
            flag.spoken,
            flag.alternatives,
            str(flag.doubt),
            unmarked(around(flag.start)),
        )
        for flag in reading.flags
    )
    unsaid = [unmarked(span.written).strip() for span in reading.notes if span.rule in _TOLD]
    notes = tuple(notes_in(DEFAULT).unsaid.format(written=one) for one in unsaid if one)
    return Read(tuple(one for _start, one in sentences), questions, notes)


def _as_written(text: str, said: Mapping[str, str], lexicon: Lexicon, profile: Profile) -> Read:
    """The translator spells numbers: what is left in digits or signs is asked about."""
    sentences = plain_sentences(unmarked(text))
    questions = tuple(
        Question(token, token, (), str(Doubt.LEFT_OVER), one.written)
        for one in sentences
        for token in unspelt(one.written)
    )
    return Read(tuple(sentences), questions, ())


def unspelt(text: str) -> list[str]:
    """Digits of any script and signs, as runs: “1900 9068”, “៤,៥%”."""
    found: list[str] = []
    run = ""
    for one in f"{text}\n":
        if unicodedata.category(one)[0] in "NS" or one in "%&@#*/\\_" or (run and one in _INNER):
            run += one
        elif run:
            found.append(re.sub(r"[.,:/\- –]+$", "", run))
            run = ""
    return [one for one in dict.fromkeys(found) if one]
