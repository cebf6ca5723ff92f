"""Which number of the source is which of the translation."""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .number import Family, Number, Readings

_MOST = 200  # numbers that are compared each with each
_WHOLE = frozenset(
    (Family.DATE, Family.TIME, Family.PHONE, Family.DOCUMENT, Family.CODE, Family.RATIO)
)


@dataclass
class Sides:
    """What has been paired, and what is left, in the order of the texts."""

    source: list[Number]
    target: list[Number]
    pairs: list[tuple[Number, Number]] = field(default_factory=list)

    def take(self, source: Number, target: Number) -> None:
        self.pairs.append((source, target))
        self.drop(source, target)

    def drop(self, *numbers: Number) -> None:
        gone = {id(number) for number in numbers}
        self.source = [number for number in self.source if id(number) not in gone]
        self.target = [number for number in self.target if id(number) not in gone]

    def take_all(self, fits: Callable[[Number, Number], bool]) -> list[tuple[Number, Number]]:
        """Pair each that is left with the first that fits."""
        taken = []
        for source in self.source[:_MOST]:
            target = next((one for one in self.target[:_MOST] if fits(source, one)), None)
            if target is not None:
                self.take(source, target)
                taken.append((source, target))
        return taken


def match_equal(sides: Sides) -> None:
    _match_same(sides)
    if sides.source and sides.target:
        _match_shared(sides)


def _match_same(sides: Sides) -> None:
    waiting: dict[Readings, deque[Number]] = defaultdict(deque)
    for number in sides.target:
        waiting[number.readings].append(number)
    rest, taken = [], set()
    for number in sides.source:
        if found := waiting.get(number.readings):
            sides.pairs.append((number, partner := found.popleft()))
            taken.add(id(partner))
        else:
            rest.append(number)
    sides.source = rest
    sides.target = [number for number in sides.target if id(number) not in taken]


def _match_shared(sides: Sides) -> None:
    """As many pairs as can be made of numbers that have several readings."""
    source, target = sides.source[:_MOST], sides.target[:_MOST]
    fitting = [
        [place for place, other in enumerate(target) if number.readings & other.readings]
        for number in source
    ]
    partner: dict[int, int] = {}  # of the target: of the source
    for place in range(len(source)):
        _augment(place, fitting, partner, set())
    for at, of in sorted(partner.items(), key=lambda pair: pair[1]):
        sides.take(source[of], target[at])


def _augment(
    place: int, fitting: Sequence[Sequence[int]], partner: dict[int, int], seen: set[int]
) -> bool:
    for other in fitting[place]:
        if other in seen:
            continue
        seen.add(other)
        if other not in partner or _augment(partner[other], fitting, partner, seen):
            partner[other] = place
            return True
    return False


def match_parts(sides: Sides) -> None:
    """A date, a time, a telephone whose figures stand one by one on the other side, in its order."""
    for whole in [number for number in sides.source if number.parts][:_MOST]:
        if run := _run(whole, sides.target[:_MOST]):
            sides.drop(whole, *run)
    for whole in [number for number in sides.target if number.parts][:_MOST]:
        if run := _run(whole, sides.source[:_MOST]):
            sides.drop(whole, *run)


def _run(whole: Number, others: Sequence[Number]) -> Sequence[Number]:
    orders = [whole.parts]
    if whole.family is Family.DATE and len(whole.parts) > 1 and _has_year(whole):
        orders.append(whole.parts[::-1])  # a year that comes first cannot be mistaken
    for start in range(len(others)):
        for parts in orders:
            if run := _run_at(whole, parts, others[start:]):
                return run
    return ()


def _has_year(number: Number) -> bool:
    return any(year for year, _month, _day in number.dates)


def _run_at(whole: Number, parts: Sequence[Readings], others: Sequence[Number]) -> Sequence[Number]:
    run: list[Number] = []
    left = list(parts)
    for other in others:
        if other.families & whole.families & _WHOLE or (len(parts) == 1 and other.parts):
            return ()
        figures = other.parts or (other.readings,)
        if len(figures) > len(left) or not all(map(_meet, figures, left)):
            return ()
        run.append(other)
        left = left[len(figures) :]
        if not left:
            return run
    return ()


def _meet(one: Readings, other: Readings) -> bool:
    return bool(one & other)
