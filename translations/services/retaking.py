"""A form that was opened before a national change came, and saved after it: merged once more.

Wagtail saves such a form over the newer draft. What the centre had changed would be gone from it, and
nobody would be asked again.
"""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.models import Edition

from ..local_content import content_of, streams_of
from ..merging import merge_fields
from ..models import ChangeNotice, LocalCopy, Rollout
from ..rolling.taking_in import hold, locked_places, set_base, write

State = ChangeNotice.State


@transaction.atomic
def retake(*, page: Page, loaded: int, user: Any) -> bool:
    """`loaded`: the revision that stood in the form. Whether anything was taken in once more."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return False
    later = ChangeNotice.objects.filter(copy__edition=page.edition, revision__gt=loaded)
    later = later.exclude(state=State.KEPT).exclude(before={}).order_by("revision", "pk")
    of_copy = later.values_list("copy", flat=True).first()
    if of_copy is None:
        return False
    copy = hold(of_copy)  # what was decided in the inbox by now is known behind the lock only
    first = later.first()
    last = later.exclude(rollout__national={}).order_by("-rollout_id").first()
    if first is None or last is None or copy.row.state == LocalCopy.State.DETACHED:
        return False
    rollout: Rollout = last.rollout
    latest = copy.page.get_latest_revision()
    merged = merge_fields(
        first.before["base"],
        content_of(latest),
        rollout.national,
        locked=locked_places(copy.edition.source_id),
        streams=streams_of(copy.page),
    )
    set_base(copy, merged.base)
    last.conflicts = [each.as_data() for each in merged.conflicts]
    for each in merged.conflicts:
        last.decisions.pop(each.key, None)
    last.before = {"revision": latest.pk, "base": first.before["base"]}
    if merged.fields != content_of(latest):
        last.revision = write(copy, merged.fields, user)
    last.settled_at = None
    last.state = State.OPEN if last.conflicts else State.MERGED
    last.save()
    return True


@transaction.atomic
def recount(*, page: Page) -> None:
    """What an open notice still asks, once its office wrote into the draft: by the draft as it is."""
    if page.edition.kind != Edition.Kind.LOCAL_COPY:
        return
    asking = ChangeNotice.objects.filter(copy__edition=page.edition, settled_at=None)
    asking = asking.filter(state=State.OPEN, waits_because="").exclude(rollout__national={})
    of_copy = asking.values_list("copy", flat=True).first()
    if of_copy is None:
        return
    copy = hold(of_copy)
    for notice in asking.select_related("rollout"):
        merged = merge_fields(
            copy.edition.base_content or {},
            content_of(copy.page.get_latest_revision()),
            notice.rollout.national,
            locked=locked_places(copy.edition.source_id),
            streams=streams_of(copy.page),
        )
        notice.conflicts = [each.as_data() for each in merged.conflicts]
        notice.save(update_fields=["conflicts"])
