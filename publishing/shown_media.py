"""The pictures and files that a version of a page shows: the one place that knows where they stand.

Rights, what is disclosed, the package's hash and “used by” all go by it. Another kind of file is
added to `Media` and `KINDS`, and is then found in whatever field or block names it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wagtail.fields import StreamField
from wagtail.rich_text import RichText, extract_references_from_rich_text

from cms.models import ItemPage
from media_assets.models import Attachment, Picture, Recording

Media = Picture | Attachment | Recording
KINDS: tuple[type[Media], ...] = (Picture, Attachment, Recording)


def media_of(page: ItemPage) -> list[Media]:
    """Each once, also what its texts link to. A query for each kind that is linked to."""
    leaves = list(_leaves(_values(page)))
    placed: dict[Media, None] = dict.fromkeys(one for one in leaves if isinstance(one, KINDS))
    return list(placed | dict.fromkeys(_linked(leaves)))


def media_in_place(page: ItemPage) -> Iterator[Media]:
    """What its fields and blocks name, as often as they do; without what texts link to."""
    return (one for one in _leaves(_values(page)) if isinstance(one, KINDS))


def _linked(leaves: Iterable[Any]) -> Iterator[Media]:
    texts = (one.source for one in leaves if isinstance(one, RichText))
    found: dict[Any, list[str]] = {}
    for text in texts:
        for kind, number, *_path in extract_references_from_rich_text(text):
            found.setdefault(kind, []).append(number)
    kinds: tuple[type[Any], ...] = KINDS
    for kind in kinds:
        if numbers := found.get(kind):
            yield from kind.objects.filter(pk__in=numbers).order_by("pk")


def _values(page: ItemPage) -> Iterator[Any]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) or (field.many_to_one and field.related_model in KINDS):
            yield getattr(page, field.name)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for one in value:
            yield from _leaves(getattr(one, "value", one))
    else:
        yield value
