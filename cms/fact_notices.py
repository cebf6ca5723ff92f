"""Mail about fact sheets: what is to be decided, what was decided, what ends. One for many facts."""

from collections.abc import Collection, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import notices
from .fact_sheets import label_of
from .fact_writing import Change
from .models import Fact, Office, User
from .working_time import today


def ask(facts: Sequence[Fact], people: Collection[User]) -> None:
    """To whoever may decide these proposals of one office and one person."""
    office, proposer = facts[0].office, facts[0].proposed_by

    def subject() -> str:
        words = ngettext(
            "%(count)d fact to decide: %(office)s",
            "%(count)d facts to decide: %(office)s",
            len(facts),
        )
        return words % {"office": office, "count": len(facts)}

    def body() -> str:
        asked = _("%(person)s proposes for the fact sheet of %(office)s:")
        return _text(asked % {"person": proposer, "office": office}, _lines(facts), office)

    notices.queue_all((person, subject, body) for person in people)


def tell_decided(facts: Sequence[Fact], by: User, because: str) -> None:
    """To those who proposed them, except who decided; `because`: they were refused."""
    for person in {fact.proposed_by for fact in facts if fact.proposed_by}:
        if person.pk != by.pk:
            _tell_decided(
                person, [fact for fact in facts if fact.proposed_by == person], by, because
            )


def _tell_decided(person: User, facts: Sequence[Fact], by: User, because: str) -> None:
    office = facts[0].office

    def subject() -> str:
        if because:
            return _("Not put in force: facts of %(office)s") % {"office": office}
        return _("In force: facts of %(office)s") % {"office": office}

    def body() -> str:
        words = _("%(person)s refused:") if because else _("%(person)s put in force:")
        reason = [_("Reason: %(reason)s") % {"reason": because}] if because else []
        return _text(words % {"person": by}, [*_lines(facts), *reason], office)

    notices.queue(person, subject, body)


def remind(office: Office, facts: Sequence[Fact], people: Collection[User]) -> None:
    """That their validity ends, or has ended."""

    def subject() -> str:
        return _("Facts that end: %(office)s") % {"office": office}

    def body() -> str:
        words = _(
            "After its last day a fact has no value, and texts that quote it cannot go out for the"
            " office. Propose the new value, or the same with a later day, and have it put in force."
        )
        return _text(words, [f"{_line(fact)}: {when_it_ends(fact)}" for fact in facts], office)

    notices.queue_all((person, subject, body) for person in people)


def when_it_ends(fact: Fact) -> str:
    """In words; empty for what has no last day."""
    if fact.valid_until is None:
        return ""
    left = (fact.valid_until - today()).days
    day = date_format(fact.valid_until, "d/m/Y")
    if left < 0:
        return _("ended on %(day)s") % {"day": day}
    if left == 0:
        return _("ends today")
    words = ngettext(
        "ends on %(day)s, in %(count)d day", "ends on %(day)s, in %(count)d days", left
    )
    return words % {"day": day, "count": left}


def _lines(facts: Sequence[Fact]) -> list[str]:
    return [_line(fact) for fact in facts]


def _line(fact: Fact) -> str:
    return f"– {label_of(fact.key)}: {Change.of(fact)}"


def _text(words: str, lines: Sequence[str], office: Office) -> str:
    url = notices.address_of("loa_facts", office.code)
    return f"{words}\n\n{chr(10).join(lines)}\n\n{url}\n"
