"""Orders of drawings that are over: their ZIPs go after a week, or for newer ones of the same person."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from ...models import BulkDrawing
from . import ordered

State = BulkDrawing.State
NOTHING_KEPT = (State.CANCELLED, State.EXPIRED)
KEPT = timedelta(days=7)
MOST_KEPT = 5  # files of one person
FORGOTTEN = timedelta(days=90)
YOUNG = 3600  # seconds: the folder of an order that is just being placed


def tidy_drawings() -> None:
    """ZIPs after their time, and folders that no order needs."""
    now = timezone.now()
    over = BulkDrawing.objects.exclude(state__in=(State.DRAWING, *NOTHING_KEPT))
    for order in over.filter(Q(ended_at__lt=now - KEPT) | Q(pk__in=list(_too_many()))):
        ordered.remove(order.folder)
        BulkDrawing.objects.filter(pk=order.pk).update(state=State.EXPIRED)
    old = BulkDrawing.objects.filter(state__in=NOTHING_KEPT, ended_at__lt=now - FORGOTTEN)
    old.delete()
    _remove_unknown()


def _too_many() -> Iterator[int]:
    """Whoever orders again and again fills no disk."""
    newer: Counter[int | None] = Counter()
    ready = BulkDrawing.objects.filter(state=State.READY).order_by("-pk")
    for number, person in ready.values_list("pk", "user"):
        newer[person] += 1
        if newer[person] > MOST_KEPT:
            yield number


def _remove_unknown() -> None:
    """Those of an order that is being placed at this moment are young."""
    folders = {path.name: path for path in ordered.every_folder()}
    needed = BulkDrawing.objects.exclude(state__in=NOTHING_KEPT)
    known = {str(one) for one in needed.values_list("folder", flat=True)}
    for name in folders.keys() - known:
        if time.time() - folders[name].stat().st_mtime > YOUNG:
            shutil.rmtree(folders[name], ignore_errors=True)
