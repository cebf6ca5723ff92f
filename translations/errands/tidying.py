"""Files that nobody fetched or confirmed go after a week; what was done stays in the rows for a quarter."""

from datetime import timedelta

from django.utils import timezone

from translations.models import Errand, ErrandFile

State = Errand.State
KEPT = timedelta(days=7)
FORGOTTEN = timedelta(days=90)


def tidy_errands() -> None:
    now = timezone.now()
    over = Errand.objects.exclude(state__in=(State.WAITING, State.RUNNING))
    ErrandFile.objects.filter(errand__in=over.filter(moved_at__lt=now - KEPT)).delete()
    waited = Errand.objects.filter(state=State.UPLOADED, moved_at__lt=now - KEPT)
    waited.update(state=State.CANCELLED, ended_at=now)
    over.filter(moved_at__lt=now - FORGOTTEN).delete()
