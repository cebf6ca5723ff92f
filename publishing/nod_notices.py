"""Mail about nods: one that asks, and one to both sides when none came, or when a leader refused."""

from collections.abc import Iterable, Sequence
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from cms.models import User
from cms.notices import queue_all

from .models import Delivery, Release
from .nodders import answering, nodders_of
from .waiting import moment

SHOWN = 10  # by name; a province has more than a hundred loudspeakers
Rows = Sequence[Delivery]  # with their destination, its office and that one's parent


def ask_for_nods(release: Release, rows: Rows) -> None:
    """To everybody who may nod, each once, with a link to what it is about."""

    def subject() -> str:
        return _("To agree to: %(title)s") % {"title": release.title}

    queue_all(
        (person, subject, partial(_asking, release, theirs)) for person, theirs in _by_person(rows)
    )


def tell_of_silence(release: Release, rows: Rows) -> None:
    """To the leaders who did not answer, and to the editor of the item."""

    def subject() -> str:
        return _("Not posted, since nobody agreed: %(title)s") % {"title": release.title}

    def to_leader(theirs: Rows) -> str:
        words = _("“%(title)s” was not posted in your office's name: nobody agreed in time.")
        still = _("You can still let it out here while the item is in force:")
        return _body(words % {"title": release.title}, theirs, still, _here(release))

    def to_editor() -> str:
        words = _("“%(title)s” was not posted in the name of these offices: nobody agreed in time.")
        return _body(words % {"title": release.title}, rows, _by_whom(rows), _board(release))

    mails = [
        (person, subject, lambda theirs=theirs: to_leader(theirs))
        for person, theirs in _by_person(rows)
    ]
    editor = editor_of(release)
    queue_all([*mails, (editor, subject, to_editor)] if editor else mails)


def tell_of_refusal(release: Release, rows: Rows, by: User, reason: str) -> None:
    """To the editor of the item."""

    def text() -> str:
        words = _("%(person)s does not want “%(title)s” to be posted in the name of the office.")
        why = _("The reason: %(reason)s") % {"reason": reason}
        return _body(words % {"person": by, "title": release.title}, rows, why, _board(release))

    if editor := editor_of(release):
        subject = lambda: _("Refused by an office: %(title)s") % {"title": release.title}  # noqa: E731  one line says it
        queue_all([(editor, subject, text)])


def editor_of(release: Release) -> User | None:
    """Who submitted it; else who owns its page, or approved it."""
    if release.page is None:
        return release.approved_by
    states = WorkflowState.objects.for_instance(release.page.specific_deferred)
    asked = states.filter(created_at__lte=release.created_at).select_related("requested_by")
    state = asked.order_by("-created_at", "-pk").first()
    return (state and state.requested_by) or release.page.owner or release.approved_by


def _asking(release: Release, rows: Rows) -> str:
    words = _("“%(title)s” of %(office)s is to be posted in your office's name:")
    first = min(row.nod_until for row in rows if row.nod_until)
    until = _("Without your nod until %(when)s it is not posted there.") % {"when": moment(first)}
    names = {"title": release.title, "office": release.office}
    return _body(words % names, rows, until, _here(release))


def _body(words: str, rows: Rows, more: str, address: str) -> str:
    places = "\n".join(f"– {line}" for line in _named([f"{one.destination}" for one in rows]))
    return f"{words}\n\n{places}\n\n{more}\n\n{address}\n"


def _by_whom(rows: Rows) -> str:
    offices = dict.fromkeys(str(answering(row.destination.office)) for row in rows)
    return _("Offices: %(names)s.") % {"names": ", ".join(offices)}


def _named(names: Sequence[str]) -> Iterable[str]:
    yield from names[:SHOWN]
    more = len(names) - SHOWN
    if more > 0:
        yield ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}


def _by_person(rows: Rows) -> list[tuple[User, list[Delivery]]]:
    people = nodders_of({row.destination.office for row in rows})
    theirs: dict[User, list[Delivery]] = {}
    for row in rows:
        for person in people[row.destination.office_id]:
            theirs.setdefault(person, []).append(row)
    return list(theirs.items())


def _here(release: Release) -> str:
    return _absolute(reverse("publishing_in_our_name_item", args=[release.pk]))


def _board(release: Release) -> str:
    return _absolute(f"{reverse('publishing_board')}?release={release.pk}")


def _absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
