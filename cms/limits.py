"""How often something may go wrong before one has to wait. Counted in the cache, which all share."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """`most` times in `seconds` after the first, for each caller or whatever else is named."""

    name: str
    most: int
    seconds: int

    def is_reached(self, *who: str) -> bool:
        return cache.get(self._key(who), 0) >= self.most

    def count(self, *who: str) -> None:
        key = self._key(who)
        cache.add(key, 0, timeout=self.seconds)
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two calls: a new count begins
            cache.set(key, 1, timeout=self.seconds)

    def forget(self, *who: str) -> None:
        cache.delete(self._key(who))

    def _key(self, who: tuple[str, ...]) -> str:
        """Hashed: what people typed stands in no key."""
        return f"{self.name}-{sha256(chr(0).join(who).encode()).hexdigest()[:32]}"
