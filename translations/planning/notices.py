"""Mail about translations: one to a person, whatever number of languages and items it is about.

A row in the transaction of its cause, as all mail of the house (`cms.notices`).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import User
from cms.notices import Text, queue_all

from ..models import TranslationRequest
from . import addresses
from .people import People
from .wording import language_name, title_of

Requests = Iterable[TranslationRequest]
Post = dict[User, list[TranslationRequest]]
QUEUE, BOARD = "translations_queue", "translations_matrix"
MOST = 30  # lines of a mail; the rest is on the screen


def tell_assigned(*, to_write: Requests, to_review: Requests, by: Any) -> None:
    """To whoever was named now, but not to whoever named them."""
    _send(
        _by_person(to_write, "assignee", by),
        lambda n: ngettext("%(number)d translation for you", "%(number)d translations for you", n),
        lambda: _("%(person)s asks you to translate:") % {"person": by},
    )
    _send(
        _by_person(to_review, "reviewer", by),
        lambda n: ngettext(
            "%(number)d translation for you to review",
            "%(number)d translations for you to review",
            n,
        ),
        lambda: (
            _("%(person)s asks you to review these. You get a mail when one is ready:")
            % {"person": by}
        ),
    )


def tell_offered(requests: Collection[TranslationRequest], by: Any) -> None:
    """To translators of the items' offices, of what nobody has been named for."""
    people = People({one.office for one in requests})
    post: Post = defaultdict(list)
    for one in requests:
        line = people.translators_at(one.language, one.office)
        for person in line:
            if person.pk != by.pk:
                post[person].append(one)
    _send(
        post,
        lambda n: ngettext("%(number)d translation to take", "%(number)d translations to take", n),
        lambda: (
            _("%(person)s asked for these. Nobody translates them yet; take what you can do:")
            % {"person": by}
        ),
    )


def tell_withdrawn(request: TranslationRequest, by: Any, reason: str) -> None:
    people = [one for one in (request.assignee, request.reviewer) if one is not None and one != by]
    _send(
        {person: [request] for person in people},
        lambda n: _("A translation is not needed any more"),
        lambda: (
            _("%(person)s does not need this translation any more: %(reason)s")
            % {"person": by, "reason": reason}
        ),
        last=lambda found: _("What was translated is kept."),
    )


def tell_sent_back(person: User, request: TranslationRequest, by: Any, reason: str) -> None:
    """To whoever wrote what was sent back."""
    _send(
        {person: [request]},
        lambda n: _("Texts to correct: a translation came back"),
        lambda: (
            _("%(person)s sent texts of this translation back to you: %(reason)s")
            % {"person": by, "reason": reason}
        ),
        lambda found: (
            _("What is to be done stands beside each text:")
            + " "
            + addresses.absolute(addresses.of_editor(request.pk, request.page_id or 0))
        ),
    )


def tell_stale(requests: Requests) -> None:
    """To those who translate them: the Vietnamese changed."""
    _send(
        _by_person(requests, "assignee"),
        lambda n: ngettext(
            "%(number)d translation is out of date", "%(number)d translations are out of date", n
        ),
        lambda: _("The Vietnamese changed. The texts that it changed wait for you:"),
    )


def tell_due(post: Mapping[User, list[TranslationRequest]]) -> None:
    _send(
        post,
        lambda n: ngettext("%(number)d translation is due", "%(number)d translations are due", n),
        lambda: _("These translations are not finished and are due soon or overdue:"),
        where=lambda person, found: QUEUE if _works_on(person, found) else BOARD,
    )


def _works_on(person: User, requests: Requests) -> bool:
    """Else they asked for it, and see it on the board."""
    return any(person.pk in (one.assignee_id, one.reviewer_id) for one in requests)


def tell_ready(post: Mapping[User, list[TranslationRequest]]) -> None:
    _send(
        post,
        lambda n: ngettext(
            "%(number)d translation is ready for your review",
            "%(number)d translations are ready for your review",
            n,
        ),
        lambda: _("These are translated and wait for your review:"),
        last=_open_to_several,
    )


def _open_to_several(requests: Requests) -> str:
    if all(one.reviewer for one in requests):
        return ""
    return _("Where no reviewer is named, whoever comes first reviews it.")


def tell_unreviewed(post: Mapping[User, list[TranslationRequest]]) -> None:
    """To whoever asked: no account can review these."""
    _send(
        post,
        lambda n: ngettext(
            "%(number)d translation has no reviewer", "%(number)d translations have no reviewer", n
        ),
        lambda: _(
            "These are translated, but nobody else at the office or above it reviews the language:"
        ),
        last=lambda found: _(
            "Open one and print its sheet for an outside reader to sign, or ask the"
            " administrator of the system to give somebody the role of language reviewer."
        ),
        where=lambda person, found: BOARD,
    )


def tell_finished(post: Mapping[User, list[TranslationRequest]]) -> None:
    """To whoever asked: the rest is up to them."""
    _send(
        post,
        lambda n: ngettext(
            "%(number)d translation is approved", "%(number)d translations are approved", n
        ),
        lambda: _("All texts of these are approved, and they are not on the portal yet:"),
        last=lambda found: _("Open each on the board to have its page made and published."),
        where=lambda person, found: BOARD,
    )


def tell_to_rebuild(post: Mapping[User, list[TranslationRequest]]) -> None:
    """To whoever asked: their pages show the words of before."""
    _send(
        post,
        lambda n: ngettext(
            "%(number)d translated page is to be built again",
            "%(number)d translated pages are to be built again",
            n,
        ),
        lambda: _("The translation of these changed, and their pages do not show it yet:"),
        last=lambda found: _("Open each on the board, have its page built again and submit it."),
        where=lambda person, found: BOARD,
    )


def _by_person(requests: Requests, role: str, by: Any = None) -> Post:
    found: Post = defaultdict(list)
    for one in requests:
        person = getattr(one, role)
        if person is not None and (by is None or person.pk != by.pk):
            found[person].append(one)
    return found


def _send(
    post: Mapping[User, list[TranslationRequest]],
    subject: Callable[[int], str],
    first: Callable[[], str],
    last: Callable[[Requests], str] = lambda found: "",
    where: Callable[[User, Requests], str] = lambda person, found: QUEUE,
) -> None:
    """One mail to each person, as many queries for all."""

    def mail(person: User, found: list[TranslationRequest]) -> tuple[User, Text, Text]:
        return (
            person,
            lambda: subject(len(found)) % {"number": len(found)},
            lambda: _body(found, first(), last(found), where(person, found)),
        )

    queue_all(mail(person, found) for person, found in post.items())


def _body(requests: list[TranslationRequest], first: str, last: str, where: str) -> str:
    lines = [_line(one) for one in requests[:MOST]]
    if len(requests) > MOST:
        lines.append("– …")
    parts = [first, "\n".join(lines), last, addresses.absolute(reverse(where))]
    return "\n\n".join(filter(None, parts)) + "\n"


def _line(request: TranslationRequest) -> str:
    title = title_of(request.page, request.work.title)
    due = request.due_on and _("due on %(day)s") % {"day": date_format(request.due_on, "d/m/Y")}
    parts = [f"– {title}", language_name(request.language), due]
    return " · ".join(str(part) for part in parts if part)
