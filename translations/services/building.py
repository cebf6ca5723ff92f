"""From approved segments to a page in its language: a draft, which then goes the ordinary way."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import COMMENTS_RELATION_NAME, Locale, Page, Revision

from cms.approval.authors import NO_WORDS
from cms.language_switch_pages import make_missing
from cms.language_switch_state import is_on, is_switched_off
from cms.text_checks import reasons_against

from .. import log_actions
from ..buildable import fingerprint_of, gaps_in, page_rows, texts_for
from ..errors import Gap, NotReady, ParentMissing, Refused, Why
from ..models import SourceText, SpokenVersion, TranslationBuild, TranslationRequest
from ..rights import Rights, require
from ..rows import Row, require_open
from ..segments import CannotLeaveOut, put_back
from ..signals import page_built
from ..spoken import approved_voice, gaps_without
from ..spoken_page import with_voice
from ..taken import source_revision
from .taking import hold_source, take_source

# A page's own, which its source must not overwrite.
_OWN = ("slug", "first_published_at", "last_published_at", "live_revision", "expired")


@dataclass(frozen=True)
class Built:
    """`is_new`: `revision` was made now; else the page said all this already.

    `gaps` were let pass for a reason: left out, or shown with an older translation (`Why.STALE`).
    `notes` are what else the one who pressed the button should know.
    """

    page: Page
    revision: Revision
    is_new: bool
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...] = ()


def build_page(*, request: TranslationRequest, user: Any, reason: str = "") -> Built:
    """A draft of the page in its language, with the approved translations of its source.

    The page is made the first time, below the translation of its section. Nothing is published.
    Raises NotYours; NotReady with what is missing or stale, unless there is a `reason`; then what
    was approved before its source changed is shown as it was, and what never was is left out with
    the block around it, and Refused says so where the page is nothing without it. ParentMissing.
    A recording that was heard and found right stands above the text; where the language is heard
    rather than read, that there is none yet is a gap like the others.
    """
    rights = Rights(user)
    require(rights.may_build(request))
    page = require_open(request).specific
    _take_what_is_live(page, user)  # stays taken, also where the page is not ready
    return _build(request, page, rights, user, reason)


@transaction.atomic
def _build(
    request: TranslationRequest, page: Page, rights: Rights, user: Any, reason: str
) -> Built:
    locale = _locale(request.language)
    target = page.get_translation_or_none(locale)
    _refuse_in_review(target)
    source = hold_source(page)
    rows = page_rows(request)
    voice = approved_voice(request, rows)
    gaps = [*gaps_in(rows), *gaps_without(voice, request)]
    if gaps:
        if not (reason := reason.strip()):
            raise NotReady(gaps)
        require(rights.may_build_with_gaps(request))
    texts = texts_for(rows, {gap.segment for gap in gaps})
    content = _spoken(_content(page, source, rows, texts), voice)
    built = _saved(page, target, locale, content, user)
    said = fingerprint_of(source.fingerprint, texts, voice.recording_sha256 if voice else "")
    _record(request, source, built, said, gaps, user, reason)
    return Built(*built, tuple(gaps), tuple(_notes(request, built[0], user)))


def _notes(request: TranslationRequest, page: Page, user: Any) -> Iterator[str]:
    for _receiver, said in page_built.send(TranslationBuild, request=request, page=page, user=user):
        yield from said or ()


def _locale(code: str) -> Locale:
    locale = Locale.objects.filter(language_code=code).first()
    if locale is None or is_switched_off(code):
        raise ParentMissing(_("This language is not switched on yet, so there is no place for it."))
    return locale


def _refuse_in_review(target: Page | None) -> None:
    if target is not None and target.specific.workflow_in_progress:
        raise Refused(_("The translated page is in review. Take it back first, then build it."))


def _take_what_is_live(page: Page, user: Any) -> None:
    revision = source_revision(page)
    if revision is None:
        raise Refused(_("The item has no text yet. Save it first."))
    take_source(page=page, revision=revision, user=user)


def _content(
    page: Page, source: SourceText, rows: Sequence[Row], texts: Mapping[int, str | None]
) -> dict[str, Any]:
    revision = Revision.objects.get(pk=source.revision_id)  # plain data, as it was stored
    try:
        content = put_back(revision.content, texts)
    except CannotLeaveOut as lost:
        message = _("The page cannot be without these, translate them first: %(labels)s.")
        raise Refused(message % {"labels": ", ".join(lost.labels)}) from lost
    content.pop(COMMENTS_RELATION_NAME, None)
    shown = {rows[number].segment.slot for number, text in texts.items() if text is not None}
    if reasons := reasons_against(page, content, shown):
        first = {row.segment.slot: row for row in reversed(rows)}
        raise NotReady([first[slot].gap(Why.REFUSED, why) for slot, why in reasons.items()])
    return content


def _spoken(content: dict[str, Any], voice: SpokenVersion | None) -> dict[str, Any]:
    if voice is None or voice.recording_id is None:
        return content
    return with_voice(content, voice.recording_id)


def _saved(
    page: Page, target: Page | None, locale: Locale, content: dict[str, Any], user: Any
) -> tuple[Page, Revision, bool]:
    try:
        if target is None:
            return _new_page(page, locale, content, user)
        return _new_draft(target.specific, content, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def _new_page(
    page: Page, locale: Locale, content: dict[str, Any], user: Any
) -> tuple[Page, Revision, bool]:
    """As Wagtail's `copy_for_translation`, but of the translated content: the words of the source
    never stand in a page of another language, not even in an old draft."""
    section = page.get_parent()
    parent = section.get_translation_or_none(locale)
    if parent is None and is_on(locale.language_code):
        make_missing(locale, around=section)
        parent = section.get_translation_or_none(locale)
    if parent is None or parent.alias_of_id:
        message = _(
            "The section “%(section)s” does not exist in this language yet. Switch the language on"
            " for it first."
        )
        raise ParentMissing(message % {"section": section.title})
    draft = page.with_content_json(content)
    made = CopyPageAction(
        draft,
        to=parent.specific,
        update_attrs={"locale": locale, "slug": find_available_slug(parent, page.slug)},
        copy_revisions=False,
        keep_live=False,
        reset_translation_key=False,
        user=user,
        log_action="wagtail.copy_for_translation",
    ).execute(skip_permission_checks=True)
    return made, made.get_latest_revision(), True


def _new_draft(target: Page, content: dict[str, Any], user: Any) -> tuple[Page, Revision, bool]:
    draft = target.with_content_json(content)
    for name in _OWN:
        setattr(draft, name, getattr(target, name))
    latest = (
        Revision.objects.get(pk=target.latest_revision_id) if target.latest_revision_id else None
    )
    if latest is not None and _said(draft.serializable_data()) == _said(latest.content):
        return target, latest, False
    revision = draft.save_revision(user=user, log_action=True)
    target.refresh_from_db()
    return target, revision, True


def _said(content: Mapping[str, Any]) -> dict[str, Any]:
    plain = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return {name: value for name, value in plain.items() if name not in NO_WORDS}


def _record(
    request: TranslationRequest,
    source: SourceText,
    built: tuple[Page, Revision, bool],
    fingerprint: str,
    gaps: Sequence[Gap],
    user: Any,
    reason: str,
) -> None:
    page, revision, is_new = built
    reason = reason if gaps else ""
    if request.translated_page_id != page.pk:
        request.translated_page_id = page.pk
        request.save(update_fields=["translated_page"])
    if not is_new and not gaps and _is_recorded(request, revision, fingerprint):
        return
    TranslationBuild.objects.create(
        request=request,
        revision=revision,
        source_revision_id=source.revision_id,
        source_fingerprint=source.fingerprint,
        fingerprint=fingerprint,
        gaps=[{"segment": str(gap.segment), "why": gap.why, "label": gap.label} for gap in gaps],
        user=user,
        user_name=str(user),
        at=timezone.now(),
        reason=reason,
    )
    data = {"reason": reason, "gaps": len(gaps)}
    log(page, log_actions.BUILD, user=user, revision=revision, data=data)


def _is_recorded(request: TranslationRequest, revision: Revision, fingerprint: str) -> bool:
    last = TranslationBuild.objects.filter(request=request, revision=revision.pk).last()
    return last is not None and last.fingerprint == fingerprint and not last.gaps
