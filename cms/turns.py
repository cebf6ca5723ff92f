"""Who writes a work alone, to the end of the transaction.

Everybody takes the work before its pages, its notices and the rollouts of its versions: else two that
need both would each wait for the other.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from .models import Work


def take_turns(work_ids: Collection[int] | QuerySet[Any]) -> None:
    """Wait until no release, taking down, button or rollout of these works is under way.

    Rows that only name the work (an approval, a segment) are written meanwhile: whoever writes one
    may hold its page, which is waited for here next.
    """
    rows = Work.objects.select_for_update(no_key=True).filter(pk__in=work_ids).order_by("pk")
    list(rows.values_list("pk"))
