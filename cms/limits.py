"""How often something may go wrong before one has to wait.

Counted in a table and not in a cache: a cache forgets what it likes when it is full, and none of
Django's shared ones counts in one step and for a set time.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from .models.tally import Tally


@dataclass(frozen=True)
class Limit:
    """`most` times in `seconds` after the first, for each caller or whatever else is named."""

    name: str
    most: int
    seconds: int

    def is_reached(self, *who: str) -> bool:
        running = Tally.objects.filter(key=self._key(who), ends_at__gt=timezone.now())
        return running.filter(number__gte=self.most).exists()

    @transaction.atomic
    def admits(self, *who: str) -> bool:
        """Count first, then say whether that was still within the limit: of many at once no more
        than `most` are let through. What did not go wrong is taken back."""
        self.count(*who)  # the row is ours now, to the end of this transaction
        return Tally.objects.get(key=self._key(who)).number <= self.most

    def take_back(self, *who: str) -> None:
        """One count less: what was counted before it was known did not go wrong."""
        mine = Tally.objects.filter(key=self._key(who), number__gt=0)
        mine.update(number=F("number") - 1)

    def count(self, *who: str) -> None:
        """In one statement, so that no two processes count as one."""
        now = timezone.now()
        ends_at = now + timedelta(seconds=self.seconds)
        ended = Q(ends_at__lte=now)
        mine = Tally.objects.filter(key=self._key(who))
        # Twice at most: what has ended may be tidied away between the two statements.
        for _try in range(2):
            fresh = Tally(key=self._key(who), number=0, ends_at=ends_at)
            Tally.objects.bulk_create([fresh], ignore_conflicts=True)
            if mine.update(
                number=Case(When(ended, then=1), default=F("number") + 1),
                ends_at=Case(When(ended, then=ends_at), default=F("ends_at")),
            ):
                return

    def forget(self, *who: str) -> None:
        Tally.objects.filter(key=self._key(who)).delete()

    def _key(self, who: tuple[str, ...]) -> str:
        """Hashed: what people typed stands in no key."""
        return f"{self.name}-{sha256(chr(0).join(who).encode()).hexdigest()[:32]}"


def tidy() -> None:
    """Remove counts whose time has ended; they count for nothing."""
    Tally.objects.filter(ends_at__lte=timezone.now()).delete()
