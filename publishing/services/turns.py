"""Whoever changes what a work publishes does it alone."""

from cms.models import Work


def take_turn(work_id: int) -> None:
    """Wait until no other release, taking down or button of this work is under way.

    Holds to the end of the transaction. SQLite lets only one transaction write anyway; PostgreSQL
    would let two of them each miss what the other has not committed yet.
    """
    Work.objects.select_for_update().get(pk=work_id)
