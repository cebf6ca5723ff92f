"""An office takes the national text again, at some places of its copy or at all of them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms.approval import is_in_review
from cms.editions import draft_of
from cms.models import Edition, ItemPage

from .. import log_actions
from ..copies.locks import named, unlocked
from ..copies.rights import may_follow
from ..copies.rules import FIELD
from ..errors import Refused
from ..local_content import Content, content_of, streams_of, with_content
from ..merging import MergedFields, merge_fields
from ..models import ChangeNotice, LocalCopy, Rollout
from ..rights import require
from ..rolling.taking_in import Copy, hold, set_base

_NO_COPY = gettext_lazy("This is no local copy, so there is no national text to take.")


@transaction.atomic
def reset_places(*, page: Page, places: Collection[str] | None, user: Any) -> Revision:
    """A new draft in which these places (all: None) say what the national text said that was taken in
    last, also where the office was still to decide about it. What the office wrote anew stays,
    unless everything is reset; earlier drafts stay too.

    Raises NotYours; Refused with what to do.
    """
    row = LocalCopy.objects.filter(edition__page=page.pk).first()
    if row is None:
        raise Refused(str(_NO_COPY))
    copy = hold(row.pk)
    edition, page = copy.edition, copy.page
    require(may_follow(user, edition))
    _refuse_where_nothing_is_written(page, edition, user)
    latest = page.get_latest_revision()
    now, base = content_of(latest), edition.base_content or {}
    model = type(page)
    wanted = {**now, **base} if places is None else _reset(model, base, now, places)
    taken = _taken_in(copy)
    merged = _merged(copy, wanted, taken) if taken else None
    wanted = merged.fields if merged else wanted
    if wanted == now:
        raise Refused(_("This says what the national text says already."))
    draft = with_content(draft_of(page, latest), wanted)
    with unlocked():
        revision = draft.save_revision(user=user, clean=False)
    if merged and taken:
        set_base(copy, merged.base)
        _answer(copy, taken, merged, revision)
    said = [_("everything")] if places is None else [named(model, base, each)[1] for each in places]
    log(page, log_actions.RESET_COPY, user=user, revision=revision, data={"places": said})
    return revision


def _refuse_where_nothing_is_written(page: ItemPage, edition: Edition, user: Any) -> None:
    if edition.kind != Edition.Kind.LOCAL_COPY or not edition.base_content:
        raise Refused(str(_NO_COPY))
    if is_in_review(page):
        raise Refused(_("The item is in review, so nobody can change it. Take it back first."))
    if page.locked and page.locked_by_id != user.pk:
        raise Refused(_("Somebody has locked the page. Ask them to unlock it, then try again."))


def _taken_in(copy: Copy) -> Rollout | None:
    """The national version that was taken in last. At places that it is asked about, the base is
    still the version before: a reset to that would bring back an obsolete text, and end the question.
    """
    mine = Rollout.objects.filter(edition=copy.edition.source_id).exclude(national={})
    asked = mine.filter(
        notices__copy=copy.row,
        notices__state=ChangeNotice.State.OPEN,
        notices__settled_at=None,
        notices__waits_because="",
    )
    last = mine.filter(revision=copy.row.base_revision_id, revision__isnull=False)
    return asked.first() or last.first()


def _merged(copy: Copy, wanted: Content, taken: Rollout) -> MergedFields:
    """Where the copy says again what the base says, the national version comes in without a question.

    Places that were locked since stay as they are: nobody asked for them.
    """
    base = copy.edition.base_content or {}
    return merge_fields(base, wanted, taken.national, streams=streams_of(copy.page))


def _answer(copy: Copy, taken: Rollout, merged: MergedFields, revision: Revision) -> None:
    """What is left to decide, in the notice of that version."""
    rows = ChangeNotice.objects.filter(copy=copy.row, rollout=taken, settled_at=None)
    notice = rows.filter(state=ChangeNotice.State.OPEN, waits_because="").first()
    if notice is None:
        return
    notice.conflicts = [each.as_data() for each in merged.conflicts]
    notice.revision = revision
    if not notice.conflicts:
        notice.state = ChangeNotice.State.RESOLVED
    notice.save(update_fields=["conflicts", "revision", "state"])


def _reset(
    model: type[Page], base: Mapping[str, Any], now: Mapping[str, Any], places: Collection[str]
) -> Content:
    made = dict(now)
    for place in places:
        name = place.removeprefix(FIELD)
        if place.startswith(FIELD) and name in base:
            made[name] = base[name]
            continue
        stream = _stream_with(model, base, place)
        if stream is None:
            raise Refused(_("The national text has no such place. Open the page anew."))
        made[stream] = _with_block(base[stream], made.get(stream) or [], place)
    return made


def _stream_with(model: type[Page], base: Mapping[str, Any], place: str) -> str | None:
    found = (
        name
        for name in streams_of(model)
        for block in base.get(name) or []
        if str(block.get("id")) == place
    )
    return next(found, None)


def _with_block(
    base: list[dict[str, Any]], now: list[dict[str, Any]], place: str
) -> list[dict[str, Any]]:
    """In its place if only its words changed; else behind what it stands behind in the base."""
    number = next(n for n, block in enumerate(base) if str(block.get("id")) == place)
    national = base[number]
    here = next((n for n, block in enumerate(now) if str(block.get("id")) == place), None)
    if here is not None and now[here] != national:
        return [*now[:here], national, *now[here + 1 :]]
    others = [block for block in now if str(block.get("id")) != place]
    before = {str(block.get("id")) for block in base[:number]}
    behind = [n for n, block in enumerate(others) if str(block.get("id")) in before]
    at = behind[-1] + 1 if behind else 0
    return [*others[:at], national, *others[at:]]
