"""All that is translated of an item: its page, and texts that others keep of it.

The posts of a package, say: whoever keeps them registers under a prefix (in `AppConfig.ready`) what
gives them for a revision, calls `services.take_source` when one changes, and asks for the approved
words with `translated`. A translated page is built without them.
"""

from collections.abc import Callable, Iterable, Iterator

from wagtail.models import Page, Revision

from .buildable import gaps_in
from .divided import lines
from .errors import Gap, NotReady, Why
from .marked import Sentence, stored
from .models import Segment, TranslationRequest
from .rows import rows_of
from .segments import Extracted, extract
from .unit import Kind

Source = Callable[[Page, Revision], Iterable[Extracted]]

_registered: dict[str, Source] = {}


def register(prefix: str, source: Source) -> None:
    """`source(page, revision)` gives what `plain_text` makes, with slots of this prefix."""
    _registered[prefix] = source


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
    segments = Segment.objects.filter(page=request.page_id, slot=f"{prefix}:{name}").present()
    rows = rows_of(request, list(segments))
    sources = [sentence.text for sentence in _sentences(text)]
    if [row.segment.source for row in rows] != sources:
        raise NotReady([_not_taken(label=name, source=source) for source in sources])
    if gaps := gaps_in(rows):
        raise NotReady(gaps)
    words = iter(row.translation.text for row in rows)
    pieces = (piece for part in lines(text, by_sentence=True) for piece in part)
    return "".join(p if isinstance(p, str) else stored(p, next(words), rich=False) for p in pieces)


def _sentences(text: str) -> Iterator[Sentence]:
    for part in lines(text, by_sentence=True):
        yield from (piece for piece in part if isinstance(piece, Sentence))


def _not_taken(label: str, source: str) -> Gap:
    """It was changed, and nobody told the translators yet."""
    return Gap(None, label, source, Why.STALE)
