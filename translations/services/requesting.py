"""Asking for a page in languages. No page is made by it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms import languages as registry
from cms.models import Edition, Membership, Role, User

from .. import log_actions
from ..errors import Refused
from ..models import TranslationRequest
from ..planning import notices
from ..rights import Rights, require, speaks
from ..taken import source_revision
from .following import follow_centre
from .taking import take_source

LONGEST_REASON = 500


@transaction.atomic
def request_translation(
    *,
    page: Page,
    languages: Collection[str],
    user: Any,
    due_on: date | None = None,
    note: str = "",
) -> list[TranslationRequest]:
    """One request a language, as they are afterwards; what is asked for already stays as it is.

    A withdrawn one stands again, with all that was translated. Raises NotYours, Refused.
    """
    page = page.specific
    require(Rights(user).may_request(page))
    wanted = list(dict.fromkeys(languages))
    check_languages(page, wanted)
    _take(page, user)
    requests = TranslationRequest.objects.filter(page=page.pk, language__in=wanted)
    before = set(requests.filter(withdrawn_at=None).values_list("language", flat=True))
    new = [code for code in wanted if code not in before]
    if new:
        given = {"requested_by": user, "requested_at": timezone.now(), "due_on": due_on}
        given |= {"note": note, "withdrawn_at": None}
        requests.filter(language__in=new).update(**given)
        _make(page, new, given)
        follow_centre(page)
        log(page, log_actions.REQUEST, user=user, data={"languages": new})
    found = {each.language: each for each in requests.select_related("office", "work")}
    return [found[code] for code in wanted]


def _make(page: Page, languages: Iterable[str], given: dict[str, Any]) -> None:
    edition = page.edition
    TranslationRequest.objects.bulk_create(
        [
            TranslationRequest(
                page_id=page.pk,
                work_id=edition.work_id,
                office_id=edition.office_id,
                language=code,
                **given,
            )
            for code in languages
        ],
        ignore_conflicts=True,
    )


def check_languages(page: Page, wanted: Collection[str]) -> None:
    """Whether such a page can be in these languages. Raises Refused."""
    if not getattr(page, "is_item", False) or page.edition.kind == Edition.Kind.TRANSLATION:
        raise Refused(_("Only an item of its own is translated, not a translation or a section."))
    own = page.locale.language_code
    unknown = [code for code in wanted if code not in registry.BY_CODE]
    if unknown or not wanted or own in wanted:
        raise Refused(
            _("Choose languages other than that of the item itself: %(codes)s cannot be asked for.")
            % {"codes": ", ".join([*unknown, *([own] if own in wanted else [])]) or "–"}
        )


def _take(page: Page, user: Any) -> None:
    revision = source_revision(page)
    if revision is None:
        raise Refused(_("The item has no text yet. Save it first."))
    take_source(page=page, revision=revision, user=user)


@transaction.atomic
def assign_translation(
    *,
    requests: Collection[TranslationRequest],
    user: Any,
    assignee: User | None,
    reviewer: User | None,
    due_on: date | None,
) -> None:
    """Who translates and who reviews these, until when; None for what is open.

    Raises NotYours, Refused when somebody does not work in that language, or would review themselves.
    """
    rights = Rights(user)
    for request in requests:
        require(rights.may_assign(request))
    if assignee is not None and assignee == reviewer:
        raise Refused(_("Nobody reviews their own translation. Choose two people."))
    codes = {request.language for request in requests}
    _check_person(assignee, Role.TRANSLATOR, codes)
    _check_person(reviewer, Role.LANGUAGE_REVIEWER, codes)
    rows = TranslationRequest.objects.filter(pk__in=[request.pk for request in requests])
    rows.update(assignee=assignee, reviewer=reviewer, due_on=due_on)
    for request in requests:
        request.assignee, request.reviewer, request.due_on = assignee, reviewer, due_on
    for page in {request.page for request in requests if request.page}:
        log(page, log_actions.ASSIGN, user=user, data={"languages": sorted(codes)})


def _check_person(person: User | None, role: str, codes: Collection[str]) -> None:
    if person is None:
        return
    roles = [role] if role == Role.LANGUAGE_REVIEWER else [role, Role.LANGUAGE_REVIEWER]
    memberships = list(Membership.objects.filter(user=person, role__in=roles))
    for code in codes:
        if not person.is_active or not any(speaks(m, code) for m in memberships):
            message = _("%(name)s has no role for this language. Choose somebody else.")
            raise Refused(message % {"name": person})


@transaction.atomic
def withdraw_request(*, request: TranslationRequest, user: Any, reason: str) -> None:
    """Nobody is asked any more; what was translated is kept. Raises NotYours, Refused."""
    require(Rights(user).may_assign(request))
    if not (reason := reason.strip()[:LONGEST_REASON]):
        raise Refused(_("Say why it is not needed any more."))
    open_ = TranslationRequest.objects.filter(pk=request.pk, withdrawn_at=None)
    if not open_.update(withdrawn_at=timezone.now()):
        raise Refused(_("This request was withdrawn already."))
    request.refresh_from_db()
    notices.tell_withdrawn(request, user, reason)
    if request.page:
        data = {"reason": reason, "languages": [request.language]}
        log(request.page, log_actions.WITHDRAW_REQUEST, user=user, data=data)
