"""Mail about a national change: one to each of its people for an office, whatever it changes.

A row in the transaction of its cause, as all mail of the house (`cms.notices`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.notices import queue_all

from ..models import AtDeadline, ChangeNotice, Severity
from ..planning.addresses import absolute
from . import addresses, waits
from .people import written_to, written_to_each

MOST = 40  # offices that one mail names
State = ChangeNotice.State


def tell_office(copy: Any, notice: ChangeNotice) -> None:
    """What came, and what is to be done. Nothing of a minor change."""
    tell_offices([(copy, notice)])


def tell_offices(came: Sequence[tuple[Any, ChangeNotice]]) -> None:
    """Likewise, of copies with their notices of one rollout; a fixed number of queries."""
    told = [(copy, notice) for copy, notice in came if not notice.rollout.is_silent]
    if not told:
        return
    grave = told[0][1].rollout.severity == Severity.CRITICAL
    people = written_to_each([copy.edition.office for copy, _notice in told], leaders=grave)
    queue_all(
        (person, *_what_office_reads(copy, notice, grave=grave))
        for copy, notice in told
        for person in people[copy.edition.office.pk]
    )


def _what_office_reads(copy: Any, notice: ChangeNotice, *, grave: bool) -> tuple[Any, Any]:
    title = copy.page.title
    return (
        lambda: _subject(grave, title),
        lambda: _paragraphs(
            _what_came(notice, title),
            notice.rollout.reason,
            _what_to_do(notice),
            _deadline(notice),
            absolute(addresses.of_notice(notice)),
        ),
    )


def remind_office(notice: ChangeNotice) -> None:
    """Before the deadline of a critical change."""
    edition = notice.copy.edition
    title = edition.page.title
    _send(
        written_to(edition.office, leaders=True),
        lambda: _("Reminder, act soon: %(title)s") % {"title": title},
        lambda: _paragraphs(
            _("You have not acted yet on a critical change of “%(title)s”.") % {"title": title},
            notice.rollout.reason,
            _deadline(notice),
            absolute(addresses.of_notice(notice)),
        ),
    )


@dataclass(frozen=True)
class Missed:
    """A deadline that was acted upon; `was_live`: the local page, before that."""

    notice: ChangeNotice
    was_live: bool


def tell_office_overdue(missed: Missed) -> None:
    notice = missed.notice
    edition = notice.copy.edition
    title = edition.page.title
    _send(
        written_to(edition.office, leaders=True),
        lambda: _("Deadline missed: %(title)s") % {"title": title},
        lambda: _paragraphs(
            _("The deadline for a critical change of “%(title)s” is over.") % {"title": title},
            what_was_done(missed),
            _("Decide the change and submit the page for approval: then it is in step again."),
            absolute(addresses.of_notice(notice)),
        ),
    )


def tell_centre_overdue(missed: Sequence[Missed]) -> None:
    """One mail for all offices that missed the same deadline at the same look of the clock."""
    first = missed[0].notice.rollout
    people = written_to(first.edition.office, leaders=True)
    number, title = len(missed), first.edition.page.title

    def subject() -> str:
        said = ngettext(
            "%(number)d office missed the deadline: %(title)s",
            "%(number)d offices missed the deadline: %(title)s",
            number,
        )
        return said % {"number": number, "title": title}

    def body() -> str:
        lines = [
            f"– {each.notice.copy.edition.office}: {what_was_done(each)}" for each in missed[:MOST]
        ]
        if number > MOST:
            lines.append("– …")
        first_words = _("These offices did not act in time on a critical change of “%(title)s”:")
        address = absolute(addresses.of_inbox(show="open"))
        return _paragraphs(first_words % {"title": title}, "\n".join(lines), address)

    _send(people, subject, body)


def tell_centre_kept(copy: Any, notice: ChangeNotice, user: Any, reason: str) -> None:
    """An office leaves its page as it was, though the change was critical."""
    office, title = copy.edition.office, copy.page.title
    names = {"office": office, "title": title, "person": user}
    _send(
        written_to(notice.rollout.edition.office, leaders=True),
        lambda: _("%(office)s keeps its text: %(title)s") % names,
        lambda: _paragraphs(
            _("%(person)s of %(office)s did not take a critical change into “%(title)s”.") % names,
            _("The reason given: %(reason)s") % {"reason": reason},
            absolute(addresses.of_notice(notice)),
        ),
    )


def tell_centre_paused(copy: Any, notice: ChangeNotice) -> None:
    """A critical change does not come to an office: it has suspended following (`copy` is its row)."""
    rollout, edition = notice.rollout, copy.edition
    names = {"office": edition.office, "title": edition.page.title}
    _send(
        written_to(rollout.edition.office, leaders=True),
        lambda: _("%(office)s has suspended following: %(title)s") % names,
        lambda: _paragraphs(
            _("A critical change is not taken into “%(title)s” of %(office)s for now.") % names,
            _since_when(copy),
            rollout.reason,
            _deadline_of_office(rollout),
            absolute(addresses.of_notice(notice)),
        ),
    )


def remind_of_pause(copy: Any, *, waiting: bool) -> None:
    """Of the office that suspended following without a last day (`copy` is its row)."""
    title = copy.edition.page.title
    address = absolute(reverse("translations_copy", args=[copy.edition.page_id]))
    _send(
        written_to(copy.edition.office),
        lambda: _("Following is still suspended: %(title)s") % {"title": title},
        lambda: _paragraphs(
            _("“%(title)s” does not follow the national item.") % {"title": title},
            _since_when(copy),
            _("A change of the centre waits.") if waiting else _("No change of the centre waits."),
            _("Follow the national item again, or choose a last day for the pause."),
            address,
        ),
    )


def _since_when(copy: Any) -> str:
    said = _("Suspended since %(day)s, with this reason: %(reason)s")
    day = date_format(timezone.localtime(copy.changed_at), "d/m/Y")
    lines = [said % {"day": day, "reason": copy.reason}]
    if copy.suspended_until:
        last = date_format(copy.suspended_until, "d/m/Y")
        lines.append(_("The last day of the pause: %(day)s") % {"day": last})
    return "\n".join(lines)


def _deadline_of_office(rollout: Any) -> str:
    day = date_format(timezone.localtime(rollout.deadline), "d/m/Y")
    if rollout.at_deadline == AtDeadline.TAKE_DOWN:
        said = _(
            "If it is not in step by the end of %(day)s, the local page is taken off the portal."
        )
    else:
        said = _(
            "If it is not in step by the end of %(day)s, the local page says that it is out of date."
        )
    return said % {"day": day}


def what_was_done(missed: Missed) -> str:
    """At its deadline."""
    if not missed.was_live:
        return _("The local page was not on the portal.")
    if missed.notice.rollout.at_deadline == AtDeadline.TAKE_DOWN:
        return _("The local page was taken off the portal, and its posts were withdrawn.")
    return _("The local page now says that it is out of date, and links to the national item.")


def _subject(grave: bool, title: str) -> str:
    if grave:
        return _("To act on by a day: the national item changed: %(title)s") % {"title": title}
    return _("The national item changed: %(title)s") % {"title": title}


def _what_came(notice: ChangeNotice, title: str) -> str:
    if notice.rollout.is_withdrawal:
        said = _("The centre took down the national item of your local copy “%(title)s”.")
    else:
        said = _("The centre published a new version of the item that “%(title)s” follows.")
    return said % {"title": title}


def _what_to_do(notice: ChangeNotice) -> str:
    if notice.rollout.is_withdrawal:
        return _("Take your page down too, or say that it is to stay.")
    if notice.waits_because and notice.state == State.OPEN:
        return waits.said(notice.waits_because)
    if notice.state == State.COVERED:
        return _("It was taken into your page and published: the national approval covers it.")
    if number := len(notice.conflicts):
        said = ngettext(
            "%(number)d place was changed by both: decide which text is to stand.",
            "%(number)d places were changed by both: decide which text is to stand.",
            number,
        )
        return said % {"number": number}
    return _("It was taken into the draft of your page: look at it and submit it for approval.")


def _deadline(notice: ChangeNotice) -> str:
    rollout = notice.rollout
    if rollout.deadline is None:
        return ""
    day = date_format(timezone.localtime(rollout.deadline), "d/m/Y")
    if rollout.at_deadline == AtDeadline.TAKE_DOWN:
        said = _("By the end of %(day)s. After that your page is taken off the portal.")
    else:
        said = _("By the end of %(day)s. After that your page says that it is out of date.")
    return said % {"day": day}


def _send(people: Iterable[Any], subject: Any, body: Any) -> None:
    queue_all((person, subject, body) for person in people)


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
