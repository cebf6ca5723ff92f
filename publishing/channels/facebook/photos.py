"""Unpublished photos: uploaded before the post, remembered on the attempt, used again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from ...channel import Checkpoint, Picture

# The platform forgets unpublished photos after 24 hours.
REUSABLE_FOR = timedelta(hours=23)
KEY = "photos"


class PhotoBook:
    """The photo ids of a delivery. Each is saved at once: who comes next finds it."""

    def __init__(self, checkpoint: Checkpoint) -> None:
        self._checkpoint = checkpoint
        self._entries: list[dict[str, Any]] = [*checkpoint.data.get(KEY, ())]
        self.reused = False

    @property
    def ids(self) -> frozenset[str]:
        """Of all attempts: one of them may be in a post that we lost sight of."""
        return frozenset(str(entry["id"]) for entry in self._entries)

    def usable(self, picture: Picture) -> str:
        """The id of an earlier upload of the same file; empty if there is none young enough."""
        oldest = datetime.now(UTC) - REUSABLE_FOR
        for entry in reversed(self._entries):
            young = datetime.fromisoformat(entry["at"]) > oldest
            if entry["sha256"] == picture.sha256 and young and not entry.get("refused"):
                self.reused = True
                return str(entry["id"])
        return ""

    def add(self, picture: Picture, photo_id: str) -> None:
        now = datetime.now(UTC).isoformat()
        self._entries.append({"sha256": picture.sha256, "id": photo_id, "at": now})
        self._save()

    def refuse(self, pictures: Iterable[Picture]) -> None:
        """The platform no longer takes these: the next attempt uploads them anew."""
        refused = {picture.sha256 for picture in pictures}
        self._entries = [
            {**entry, "refused": True} if entry["sha256"] in refused else entry
            for entry in self._entries
        ]
        self._save()

    def _save(self) -> None:
        self._checkpoint.save({KEY: self._entries})
