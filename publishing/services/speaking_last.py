"""Whoever goes live speaks last, whenever it was approved.

A line of deliveries is ordered by the numbers of their releases, and a release gets its number at its
approval. What was planned therefore gets a new one when its time comes, if anything of the item went
live meanwhile: a release for one office, a copy, a taking down. Else the engine would take it for old.
"""

from django.db.models import Exists
from django.db.models.functions import Now

from ..delivery.line import LIVE, State, newer
from ..delivery.wording import sentence
from ..models import Delivery, Release, ShownPicture, Variant
from ..own_copies import own_editions
from ..sealed_releases import seal_renumbered

Reason = Delivery.Reason


def speak_last(release: Release) -> None:
    """Number it after everything of its work and language that has been live; nothing of it was sent.

    Call it in the work's turn, while it is still scheduled. A fixed number of queries. Raises
    NotSealed.
    """
    later = Release.objects.filter(
        work=release.work_id, language=release.language, pk__gt=release.pk, state__in=LIVE
    )
    if later.exists():
        _leave_to_own_copies(release)
        _renumber(release)


def _leave_to_own_copies(release: Release) -> None:
    """Where an office published its own copy since, its text stays: see `proposal.already_out`."""
    edition = release.edition
    if edition is None or not edition.office.is_centre:
        return
    own = newer().filter(release__edition__in=own_editions(edition))
    Delivery.objects.filter(Exists(own), release=release).update(
        state=State.SUPERSEDED,
        reason_code=Reason.OVERTAKEN,
        reason=sentence(Reason.OVERTAKEN),
        settled_at=Now(),
    )


def _renumber(release: Release) -> None:
    """The row anew, with everything that belongs to it and what was sealed."""
    before, created_at = release.pk, release.created_at
    release.pk = None
    release.save(force_insert=True)
    release.created_at = created_at  # saving it anew set it to now
    release.save(update_fields=["created_at"])
    Variant.objects.filter(release=before).update(release=release)
    Delivery.objects.filter(release=before).update(release=release)
    ShownPicture.objects.filter(release=before).update(release=release)
    seal_renumbered(release, before)
    Release.objects.filter(pk=before).delete()
