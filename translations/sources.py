"""All that is translated of an item: its page, and texts that others keep of it.

The posts of a package, say: whoever keeps them registers under a prefix (in `AppConfig.ready`) what
gives them for a revision, calls `services.take_source` when one changes, and asks for the approved
words with `translated`. A translated page is built without them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.db.models import Exists, F, Q, Value
from wagtail.models import Page, Revision

from .buildable import gaps_in
from .divided import lines
from .errors import Gap, NotReady, Why
from .marked import Sentence, stored
from .models import Segment, TranslationRequest
from .rows import Row, rows_of
from .segments import Extracted, extract
from .unit import Kind

_OFFICE = "page__edition__office"  # of a segment
Condition = Callable[[F | Value, str, str], Exists]  # as `asked_in` is given it
Source = Callable[[Page, Revision], Iterable[Extracted]]

_registered: dict[str, Source] = {}
_conditions: dict[str, Condition] = {}


def register(prefix: str, source: Source, asked: Condition | None = None) -> None:
    """`source(page, revision)` gives what `plain_text` makes, with slots of this prefix.

    `asked`: into which languages; without it, into every one.
    """
    _registered[prefix] = source
    if asked is not None:
        _conditions[prefix] = asked


def asked_in(language: F | Value, *, slot: str = "slot", office: str = _OFFICE) -> Q:
    """That a text is translated into a language, for a query over segments or what belongs to them.

    All three are as seen from that query: `F`, `OuterRef` or `Value`, and names of its fields.
    """
    found = Q()
    for prefix, asked in _conditions.items():
        found &= ~Q(**{f"{slot}__startswith": f"{prefix}:"}) | Q(asked(language, slot, office))
    return found


def extracted(page: Page, revision: Revision) -> list[Extracted]:
    found = extract(revision.content)
    for source in _registered.values():
        found += source(page, revision)
    return found


def plain_text(
    prefix: str, name: str, label: str, text: str, longest: int | None = None
) -> list[Extracted]:
    """A text of several lines, by sentence; `longest` where it is a single one."""
    sentences = list(_sentences(text))
    most = longest if len(sentences) == 1 else None
    slot = f"{prefix}:{name}"
    return [Extracted(slot, Kind.TEXT, label, s.text, dict(s.marks), most) for s in sentences]


def translated(*, request: TranslationRequest, prefix: str, name: str, text: str) -> str:
    """`text`, which was given as `plain_text`, in the words that were approved for the language.

    Raises NotReady with what is missing or stale.
    """
    found = translated_all(request=request, prefix=prefix, texts={name: text})[name]
    if isinstance(found, NotReady):
        raise found
    return found


def translated_all(
    *, request: TranslationRequest, prefix: str, texts: Mapping[str, str]
) -> dict[str, str | NotReady]:
    """By name, as `translated`; two queries for any number of texts."""
    slots = [f"{prefix}:{name}" for name in texts]
    segments = Segment.objects.filter(page=request.page_id, slot__in=slots).present()
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows_of(request, list(segments)) if texts else ():
        rows[row.segment.slot].append(row)
    return {name: _translated(rows[f"{prefix}:{name}"], name, text) for name, text in texts.items()}


def _translated(rows: Sequence[Row], name: str, text: str) -> str | NotReady:
    sources = [sentence.text for sentence in _sentences(text)]
    if [row.segment.source for row in rows] != sources:
        return NotReady([_not_taken(label=name, source=source) for source in sources])
    if gaps := gaps_in(rows):
        return NotReady(gaps)
    words = iter(row.translation.text for row in rows)
    pieces = (piece for part in lines(text, by_sentence=True) for piece in part)
    return "".join(p if isinstance(p, str) else stored(p, next(words), rich=False) for p in pieces)


def _sentences(text: str) -> Iterator[Sentence]:
    for part in lines(text, by_sentence=True):
        yield from (piece for piece in part if isinstance(piece, Sentence))


def _not_taken(label: str, source: str) -> Gap:
    """It was changed, and nobody told the translators yet."""
    return Gap(None, label, source, Why.STALE)
