"""The script that a bulletin is read from, and what a person has to decide or should know before."""

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..channel import Content, Problem
from ..script.ear import for_the_ear
from ..script.model import Question, Role, Script, Sentence, plain
from ..script.timing import LONGEST_BREATH, over_a_breath

READ_BY_RULES = "vi"  # the language whose numbers and acronyms are put into words here
_EXCERPT = 8  # words


def script_of(content: Content) -> Script:
    """As it came with the content; without one what the item says is said as it is written."""
    if content.script is not None:
        return content.script
    heard = for_the_ear(content).paragraphs
    lines = [one.text for one in heard if one.role != Role.GREETING]
    return plain("\n".join(lines), content.language)


def problems_of(script: Script) -> Iterator[Problem]:
    if script.language == READ_BY_RULES:
        yield from map(_to_choose, script.questions)
        yield from _long_sentences(script)
    elif script.questions:
        yield _to_spell(script)


def _to_choose(question: Question) -> Problem:
    """Names what is asked about, so that it is found among the choices."""
    message = _("Choose how “{written}” is read aloud.")
    return Problem("reading", format_lazy(message, written=question.written))


def _to_spell(script: Script) -> Problem:
    """Advice: only who knows the language can say how."""
    shown = ", ".join(f"“{one.written}”" for one in script.questions)
    message = _(
        "The announcer finds {shown} in digits or signs: have the translator write them in words."
    )
    return Problem("in_digits", format_lazy(message, shown=shown), blocking=False)


def _long_sentences(script: Script) -> Iterator[Problem]:
    told = [
        (one, over_a_breath(one.said, script.language, script.pace)) for one in script.sentences
    ]
    long = [sentence for sentence, count in told if count]
    if long:
        message = _(
            "Hard to read in one breath: {shown}. Make shorter sentences, {most} words at most."
        )
        shown = "; ".join(map(_beginning, long))
        yield Problem(
            "long_sentence",
            format_lazy(message, shown=shown, most=LONGEST_BREATH),
            blocking=False,
        )


def _beginning(sentence: Sentence) -> str:
    words = sentence.written.split()
    return f"“{' '.join(words[:_EXCERPT])}…”"
