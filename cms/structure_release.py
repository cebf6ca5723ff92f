"""Pages around the items before the public: published, taken off, put back as they were.

A leader vouches; every act is sealed in the ledger of `StructureRecord`, and the audit log says why.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from .guards import holds_live_items
from .language_switch_words import untranslated
from .log_actions import PUBLISH_STRUCTURE, PUT_BACK_STRUCTURE, TAKE_OFF_STRUCTURE
from .models import SectionPage, StructureRecord, User
from .structure_changes import changing, is_structure, shown
from .structure_rights import (
    is_leader_for,
    office_behind,
    why_not,
    why_not_write,
    writers_of,
)

Act = StructureRecord.Act
Words = dict[str, str]


class StructureRefused(Exception):
    """The message says why nothing was done, and what to do."""


@dataclass(frozen=True)
class Draft:
    """A draft that differs from what readers see; nothing of an unpublished page is seen."""

    revision: Revision
    before: Words
    after: Words

    @property
    def changed(self) -> dict[str, tuple[str, str]]:
        names = [name for name in self.after if self.before[name] != self.after[name]]
        return {name: (self.before[name], self.after[name]) for name in names}

    @property
    def fingerprint(self) -> str:
        """Of what is shown to whoever decides, never of its numbers."""
        text = json.dumps([self.before, self.after], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def draft_of(page: Page) -> Draft:
    """Raises StructureRefused when there is nothing to publish."""
    if not is_structure(page):
        raise StructureRefused(_("This is an item: submit it for approval instead."))
    revision = page.get_latest_revision()
    if revision is None:
        raise StructureRefused(_("The page has no draft. Save one first."))
    draft = _as_drafted(page, revision)
    if draft is None:
        raise StructureRefused(_("The draft changes nothing that readers see."))
    return draft


def drafts_of(pages: Collection[Page]) -> dict[int, Draft]:
    """By page, of those that have one that differs from what readers see. One query."""
    revisions = Revision.objects.in_bulk([page.latest_revision_id for page in pages])
    drafts = {
        page.pk: _as_drafted(page, revisions[page.latest_revision_id])
        for page in pages
        if page.latest_revision_id in revisions and is_structure(page)
    }
    return {pk: draft for pk, draft in drafts.items() if draft is not None}


def _as_drafted(page: Page, revision: Revision) -> Draft | None:
    seen = readers_see(page)
    after = {name: revision.content.get(name) or "" for name in seen}
    before = seen if page.live else dict.fromkeys(after, "")
    return None if before == after else Draft(revision, before, after)


def readers_see(page: Page) -> Words:
    """Its words, and the last part of its address."""
    return shown(page) | {"slug": page.slug}


@transaction.atomic
def publish_structure(
    *, page: Page, user: User, reason: str, fingerprint: str, same_words: bool = False
) -> Revision:
    """Publish the latest draft in the name of the leader who agreed. Raises StructureRefused.

    `fingerprint` is that of the draft which the leader had before them: no other one is published.
    `same_words`: the leader says that words which are the Vietnamese ones are the language's too.
    """
    page = _claimed(page)
    draft = draft_of(page)
    reason = _reason(reason)
    require_leader(page, user)
    vietnamese = untranslated(page, draft.after)
    if vietnamese and not same_words:
        raise StructureRefused(why_untranslated(page, vietnamese))
    if fingerprint != draft.fingerprint:
        raise StructureRefused(
            _("The draft changed since it was shown to you. Read it again, then decide.")
        )
    writers = [str(person) for person in writers_of(page)]  # publishing ends their draft
    _require_page_above(page)
    _publish(draft, user)
    _require_as_shown(page, draft)
    data: dict[str, Any] = {"reason": reason, "changed": draft.changed, "same_words": vietnamese}
    log(page, PUBLISH_STRUCTURE, user=user, revision=draft.revision, data=data)
    words = {"before": draft.before, "after": draft.after, "written_by": writers}
    _record(Act.PUBLISHED, page, user, draft.revision, reason=reason, **words)
    return draft.revision


def why_untranslated(page: Page, names: Collection[str]) -> str:
    labels = ", ".join(str(page._meta.get_field(name).verbose_name) for name in names)
    message = _(
        "Still in Vietnamese: %(fields)s. Write the words of the language first. If both languages"
        " use the same ones, a leader says so when putting the page on the portal."
    )
    return message % {"fields": labels}


@transaction.atomic
def take_off(*, page: Page, user: User, reason: str) -> None:
    """A section without published items leaves the portal; then it may be moved or deleted.

    Needs nobody's approval, like the taking down of an item. Raises StructureRefused.
    """
    page = _claimed(page)
    reason = _reason(reason)
    if not is_leader_for(page, user):
        raise StructureRefused(why_not(page, user))
    if why := why_it_is_not_taken_off(page):
        raise StructureRefused(why)
    _leave(page, user, reason)


@transaction.atomic
def take_off_together(*, pages: Collection[Page], user: User, reason: str) -> None:
    """Everything around the items of a language that is switched off, from the bottom up.

    Its home page and the offices' too, which otherwise stay: nothing is read under their addresses
    any more. Raises StructureRefused and NotApproved.
    """
    reason = _reason(reason)
    for page in sorted(map(_claimed, pages), key=lambda one: one.path, reverse=True):
        if not is_leader_for(page, user):
            raise StructureRefused(why_not(page, user))
        _leave(page, user, reason)


def _leave(page: Page, user: User, reason: str) -> None:
    before = readers_see(page)
    with changing():
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    log(page, TAKE_OFF_STRUCTURE, user=user, data={"reason": reason})
    after = dict.fromkeys(before, "")
    _record(Act.TAKEN_OFF, page, user, page.latest_revision, reason, before=before, after=after)


def why_it_is_not_taken_off(page: Page) -> str:
    """Empty if it may be."""
    if not isinstance(page, SectionPage):
        return _(
            "What the centre publishes is read under the address of this page too, so it stays."
        )
    if not page.live:
        return _("This section is not on the portal.")
    if holds_live_items(page):
        return _("Published items stand here. Take each of them down first with “Take down”.")
    if page.get_descendants().live().exists():
        return _("Sections below it are on the portal. Take those off first.")
    return ""


@transaction.atomic
def put_back(*, page: Page, user: User) -> Revision:
    """The text before the last publication as a new draft; readers see nothing of it yet.

    Whoever may edit the page may do so, and a leader who may publish it. Raises StructureRefused.
    """
    draft = _claimed(page)
    last = last_published(draft)
    if why := why_not_write(draft, user) or why_not_put_back(draft, last):
        raise StructureRefused(why)
    assert last is not None
    before = readers_see(draft)
    for name, words in last.before.items():
        setattr(draft, name, words)
    try:
        revision = draft.save_revision(user=user, log_action=True)
    except ValidationError as error:  # another page has its address by now
        raise StructureRefused(" ".join(error.messages)) from error
    log(draft, PUT_BACK_STRUCTURE, user=user, revision=revision)
    _record(Act.PUT_BACK, draft, user, revision, before=before, after=last.before)
    return revision


def last_published(page: Page) -> StructureRecord | None:
    records = StructureRecord.objects.filter(page_id_then=page.pk, act=Act.PUBLISHED)
    return records.order_by("-sequence").first()


def why_not_put_back(page: Page, last: StructureRecord | None) -> str:
    """Empty if the text before may be put back."""
    if last is None or not last.before.get("title"):
        return _("There is no earlier text to put back.")
    if not page.live or readers_see(page) != last.after:
        return _("The page was changed in another way since. Write the earlier text by hand.")
    if has_draft(page):
        return _(
            "A draft waits already. Put it on the portal or write the earlier text into it by hand."
        )
    return ""


def has_draft(page: Page) -> bool:
    try:
        return bool(draft_of(page))
    except StructureRefused:
        return False


def history(page: Page) -> list[StructureRecord]:
    """Every act on the page, newest first."""
    return list(StructureRecord.objects.filter(page_id_then=page.pk).order_by("-sequence"))


def require_leader(page: Page, user: User) -> None:
    """An active leader of the office or of the centre, who wrote none of it."""
    if why := why_not(page, user):
        raise StructureRefused(why)


def _claimed(page: Page) -> Page:
    """As it stands now, its row kept for this transaction: whoever saves or decides too waits."""
    Page.objects.filter(pk=page.pk).update(latest_revision=F("latest_revision"))
    return type(page)._base_manager.get(pk=page.pk)


def _reason(typed: str) -> str:
    if not typed.strip():
        raise StructureRefused(_("Say why: the reason stands in the audit log."))
    return typed.strip()


def _require_page_above(page: Page) -> None:
    above = page.get_parent()
    if above.depth > 1 and not above.live:
        raise StructureRefused(
            _("“%(title)s” above it is not on the portal yet: put that page there first.")
            % {"title": above.title}
        )


def _publish(draft: Draft, user: User) -> None:
    try:
        with changing():
            draft.revision.publish(user=user, skip_permission_checks=True)
    except ValidationError as error:
        raise StructureRefused(" ".join(error.messages)) from error


def _require_as_shown(page: Page, draft: Draft) -> None:
    """Wagtail would also schedule a revision instead of publishing it."""
    now = type(page)._base_manager.get(pk=page.pk)
    if not now.live or readers_see(now) != draft.after:
        raise StructureRefused(
            _("Published like this the page would not say what was shown to you. Save it anew.")
        )


def _record(
    act: str, page: Page, user: User, revision: Revision | None, reason: str = "", **words: Any
) -> None:
    StructureRecord(
        act=act,
        page_id_then=page.pk,
        page_title=(words["after"].get("title") or words["before"].get("title", ""))[:255],
        revision_id_then=revision.pk if revision else None,
        office_code=office_behind(page).code,
        user_id_then=user.pk,
        user_name=str(user),
        reason=reason,
        at=timezone.now(),
        **words,
    ).save()
