"""Drafts for many segments at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from translations.machine.base import MachineFailed, Translator
from translations.machine.choice import translator
from translations.machine.masking import Masked, mask
from translations.unit import Kind, State, Unit


@dataclass(frozen=True)
class Suggestion:
    """Always a draft of a machine: nobody can make one that is anything else."""

    state: ClassVar[State] = State.DRAFT
    origin: ClassVar[str] = "machine"

    unit: str  # id
    text: str
    engine: str


@dataclass(frozen=True)
class Refusal:
    """The engine gave something that may not be used."""

    unit: str
    message: str


@dataclass(frozen=True)
class Drafted:
    suggestions: tuple[Suggestion, ...] = ()
    problems: tuple[Refusal, ...] = ()


def draft(
    units: Sequence[Unit], source: str, target: str, *, engine: Translator | None = None
) -> Drafted:
    """Suggestions for the texts among the units; values and texts without words are left to people.

    Raises MachineFailed; then there is none at all.
    """
    engine = engine or translator()
    if engine is None:
        raise MachineFailed(_("Machine translation is not switched on in this house."))
    masked = [(unit, mask(unit.source)) for unit in units if unit.kind is Kind.TEXT]
    wanted = [(unit, one) for unit, one in masked if one.has_words]
    suggestions, problems = [], []
    for batch in _batches(wanted, engine):
        for (unit, one), text in zip(batch, _asked(engine, batch, source, target), strict=True):
            restored = one.restore(text)
            if restored is None or not restored.strip():
                problems.append(Refusal(unit.id, _refused(engine)))
            else:
                suggestions.append(Suggestion(unit.id, restored, str(engine.name)))
    return Drafted(tuple(suggestions), tuple(problems))


def _asked(
    engine: Translator, batch: list[tuple[Unit, Masked]], source: str, target: str
) -> list[str]:
    texts = engine.translate([one.text for _unit, one in batch], source, target)
    if len(texts) != len(batch):
        raise MachineFailed(
            _("%(engine)s gave another number of texts than it was asked for.")
            % {"engine": engine.name}
        )
    return texts


def _refused(engine: Translator) -> str:
    message = _("%(engine)s lost a number, mark or placeholder of the text. Translate it by hand.")
    return message % {"engine": engine.name}


def _batches(
    wanted: list[tuple[Unit, Masked]], engine: Translator
) -> Iterator[list[tuple[Unit, Masked]]]:
    batch: list[tuple[Unit, Masked]] = []
    length = 0
    for unit, one in wanted:
        full = len(batch) >= engine.most_texts or length + len(one.text) > engine.most_characters
        if batch and full:
            yield batch
            batch, length = [], 0
        batch.append((unit, one))
        length += len(one.text)
    if batch:
        yield batch
