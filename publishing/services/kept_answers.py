"""What an office said of a version in force holds when a release for one office says it anew."""

from collections.abc import Mapping

from cms.models import User

from ..models import Delivery, Destination, Release
from ..national import ask
from ..nodders import offices_nodded_by
from ..office_places import Before, Fate

State = Delivery.State
ANSWERS = ("nod_until", "nodded_by")


def keep_answers(release: Release, before: Mapping[Destination, Before], user: User) -> None:
    """Of what was just planned: what waited for a nod waits for it as long as before, with the new post;
    where an older version is out and this one was not let out, its office is asked again. `user`
    answers for what nobody was asked, where they may."""
    related = "destination__office__parent"
    rows = {row.destination: row for row in release.deliveries.select_related(related)}
    planned = {
        place: row
        for place, row in rows.items()
        if place in before and row.state == State.QUEUED and before[place].fate != Fate.GOES
    }
    if not planned:
        return
    theirs, asked = offices_nodded_by(user), []
    for place, row in planned.items():
        was = before[place]
        if was.fate == Fate.WAITS:
            row.nod_until = was.last.nod_until
        elif was.fate == Fate.ANSWERED and place.office_id in theirs:
            row.nodded_by = user
        else:
            asked.append(row)
    Delivery.objects.bulk_update(planned.values(), ANSWERS)
    ask(release, asked)
