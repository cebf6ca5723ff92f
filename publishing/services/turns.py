"""Who writes alone, to the end of the transaction.

SQLite lets only one transaction write anyway. PostgreSQL would let two of them each miss what the
other has not committed yet: what one asked for is no longer so when it writes.
"""

from collections.abc import Collection, Iterable
from typing import Any

from wagtail.models import Revision

from cms.ledger import stand_beside
from cms.ledger import take_turn as take_turn_at
from cms.models import ItemPage
from cms.turns import take_turns

from ..models import Destination
from ..shown_media import KINDS, media_of

PLACES = Destination._meta.db_table


def take_turn(work_id: int) -> None:
    """Wait until no other release, taking down or button of this work is under way."""
    take_turns([work_id])


def keep_places() -> None:
    """While a release is put together no destination is moved to another account.

    Releases do not wait for each other here, only for whoever is in `move_places`.
    """
    stand_beside(PLACES)


def move_places() -> None:
    """Wait until every release that is being put together has written its deliveries."""
    take_turn_at(PLACES)


def keep_revision(revision_id: int) -> Revision:
    """As it is now; who would overwrite it in place (autosave) waits for the end of the release."""
    return Revision.objects.select_for_update().get(pk=revision_id)


def keep_revisions(revision_ids: Collection[int]) -> dict[int, Revision]:
    """Likewise, of several; by number."""
    rows = Revision.objects.select_for_update().filter(pk__in=revision_ids).order_by("pk")
    return {row.pk: row for row in rows}


def keep_media(revision: Revision) -> bool:
    """Pictures, files and recordings that it shows, as they are now; whether there are any.

    Who would change a crop or a credit waits likewise, and is asked then whether that may be.
    """
    return keep_media_of([revision.as_object()])


def keep_media_of(drafts: Iterable[ItemPage]) -> bool:
    """Likewise, of several revisions as objects; what they show was read before the wait.

    All at once, in the one order of everybody: whoever waits for one row holds none before it.
    """
    shown = {one for draft in drafts for one in media_of(draft)}
    kinds: tuple[type[Any], ...] = KINDS
    for kind in kinds:
        rows = kind.objects.filter(pk__in={one.pk for one in shown if isinstance(one, kind)})
        list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return bool(shown)
