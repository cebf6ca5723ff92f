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
    first = later.first()
    last = later.exclude(rollout__national={}).order_by("-rollout_id").first()
    if first is None or last is None:
        return False
    copy = hold(first.copy_id)
    if copy.row.state == LocalCopy.State.DETACHED:
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
