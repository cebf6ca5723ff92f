"""Orders of drawings that are over: their ZIPs go after a week."""

import shutil
import time
from datetime import timedelta

from django.utils import timezone

from ...models import BulkDrawing
from . import ordered

State = BulkDrawing.State
KEPT = timedelta(days=7)
FORGOTTEN = timedelta(days=90)
YOUNG = 3600  # seconds: the folder of an order that is just being placed


def tidy_drawings() -> None:
    """ZIPs after their time, and folders that no order knows."""
    now = timezone.now()
    over = BulkDrawing.objects.exclude(state__in=(State.DRAWING, State.EXPIRED))
    for order in over.filter(ended_at__lt=now - KEPT):
        ordered.remove(order.folder)
        BulkDrawing.objects.filter(pk=order.pk).update(state=State.EXPIRED)
    BulkDrawing.objects.filter(state=State.EXPIRED, ended_at__lt=now - FORGOTTEN).delete()
    _remove_unknown()


def _remove_unknown() -> None:
    """Those of an order that is being placed at this moment are young."""
    folders = {path.name: path for path in ordered.every_folder()}
    known = {str(one) for one in BulkDrawing.objects.values_list("folder", flat=True)}
    for name in folders.keys() - known:
        if time.time() - folders[name].stat().st_mtime > YOUNG:
            shutil.rmtree(folders[name], ignore_errors=True)
