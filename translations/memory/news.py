"""Steps of translating that the memory is told of, a little later and in their order.

The step itself only writes them down (`note`); the clock of the house tells them (`tell`).
"""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from cms.models import Office
from translations.memory.keeping import Pair, keep, withdraw
from translations.models import MemoryNews
from translations.rows import Row
from translations.unit import Kind

logger = logging.getLogger(__name__)

AT_ONCE = 500  # of one telling: the clock has other things to do
_WRITTEN_AT_ONCE = 1000  # rows a statement


def note(rows: Collection[Row], kind: str, office: Office | None, at: datetime) -> None:
    """As these translations are now; values (dates, numbers of laws) teach nobody anything."""
    MemoryNews.objects.bulk_create(
        [_news(row, kind, office, at) for row in rows if row.segment.kind == Kind.TEXT],
        batch_size=_WRITTEN_AT_ONCE,
    )


def _news(row: Row, kind: str, office: Office | None, at: datetime) -> MemoryNews:
    one = row.translation
    return MemoryNews(
        kind=kind,
        language=one.language,
        office=office,
        segment=row.segment.uuid,
        source=one.based_on,
        target=one.text,
        author_id=one.author_id,
        at=at,
    )


def tell(*, most: int = AT_ONCE) -> int:
    """How many were told. What fails is set aside, so that it keeps no later news away.

    Where all of them fail it is hardly their fault: it raises, and they are tried again.
    """
    waiting = MemoryNews.objects.filter(set_aside_at=None)
    if not waiting.exists():
        return 0
    with transaction.atomic():
        news = list(waiting.select_for_update(of=("self",)).order_by("pk")[:most])
        failed: dict[int, Exception] = {}
        for _key, same in groupby(news, _together):
            failed |= _failing(list(same))
        if failed and len(failed) == len(news):
            raise failed[news[0].pk]
        MemoryNews.objects.filter(pk__in=failed).update(set_aside_at=timezone.now())
        told = [each.pk for each in news if each.pk not in failed]
        MemoryNews.objects.filter(pk__in=told).delete()
    for pk, error in failed.items():
        logger.error("News %s for the memory was set aside", pk, exc_info=error)
    return len(told)


def _failing(news: Sequence[MemoryNews]) -> dict[int, Exception]:
    """Told together, or by halves until what fails stands alone; nothing of that is stored."""
    try:
        with transaction.atomic():
            _tell(news)
        return {}
    except (OperationalError, InterfaceError):  # of the moment, and not of these news
        raise
    except Exception as error:
        if len(news) == 1:
            return {news[0].pk: error}
    half = len(news) // 2
    return _failing(news[:half]) | _failing(news[half:])


def _together(one: MemoryNews) -> tuple:
    return (one.kind, one.language, one.office_id, one.author_id)


def _tell(news: Sequence[MemoryNews]) -> None:
    first = news[0]
    if first.kind == MemoryNews.Kind.WITHDRAWN:
        withdraw([each.segment for each in news], first.language)
        return
    keep(
        [Pair(each.source, each.target, each.segment, each.at) for each in news],
        first.language,
        office=first.office,
        approved=first.kind == MemoryNews.Kind.APPROVED,
        by=first.author,
    )
