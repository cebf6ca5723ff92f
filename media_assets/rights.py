"""Whether a file may go out: what is missing in its stated rights, in sentences with what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from .models.recording import Recording
from .models.rights import Licence, MadeByAI, PersonShown

NOT_STATED = "rights_not_stated"
# What takes back a permission that there was, even from a post that was already on its way.
ENDED = ("consent_expired", "licence_unknown")
NEEDS_CREDIT = {Licence.PARTNER, Licence.CC_BY, Licence.CC_BY_SA, Licence.BOUGHT}
NEEDS_ADDRESS = {Licence.CC_BY, Licence.CC_BY_SA, Licence.CC0}
Age, Basis = PersonShown.Age, PersonShown.Basis


@dataclass(frozen=True)
class RightsProblem:
    """`blocking`: the file must not go out; otherwise advice. The message names the file."""

    code: str
    message: str
    blocking: bool = True


def problems(media: Any, on: date, until: date | None = None) -> list[RightsProblem]:
    """Of a file that goes out on the day `on` and is shown to the day `until` (None: without end).

    Asks for the persons of a picture only, which may be prefetched.
    """
    found = [*_of_licence(media)]
    if hasattr(media, "nobody_recognisable"):
        found += _of_persons(media, on, until)
    return [RightsProblem(code, _named(media, said), blocks) for code, said, blocks in found]


def ai_label(media: Any, language: str) -> str:
    """What readers are told; in the language of the text, whoever looks. Empty: nothing to tell."""
    with override(language):
        labels = _of_recordings() if isinstance(media, Recording) else _of_pictures()
        return labels.get(getattr(media, "made_by_ai", ""), "")


def _of_pictures() -> dict[str, str]:
    return {
        MadeByAI.MADE: pgettext("label at a picture", "Made by AI"),
        MadeByAI.CHANGED: pgettext("label at a picture", "Changed by AI"),
    }


def _of_recordings() -> dict[str, str]:
    return {
        MadeByAI.MADE: pgettext("label at a recording", "Made by AI"),
        MadeByAI.CHANGED: pgettext("label at a recording", "Changed by AI"),
    }


def _named(media: Any, said: str) -> str:
    return _("“%(title)s”: %(problem)s") % {"title": media.title, "problem": said}


Found = tuple[str, str, bool]


def _of_licence(media: Any) -> Iterable[Found]:
    if not media.licence:
        said = _("nobody has stated yet what allows its use. Open its rights and choose one.")
        yield NOT_STATED, said, True
        return
    if media.licence == Licence.UNKNOWN:
        said = _("nobody knows what allows its use. Ask who made it, or choose another file.")
        yield "licence_unknown", said, True
    if media.licence in NEEDS_CREDIT and not getattr(media, "credit", media.source):
        yield "no_credit", _("write whom to name as its maker (credit)."), True
    if media.licence in NEEDS_ADDRESS and not media.licence_address:
        yield "no_licence_address", _("write the address where the free licence is stated."), True


def _of_persons(picture: Any, on: date, until: date | None) -> Iterable[Found]:
    if picture.nobody_recognisable:
        return
    persons = list(picture.persons.all())
    if not persons:
        said = _(
            "say who can be recognised in it and why they may be shown, or tick “Nobody can be "
            "recognised”."
        )
        yield NOT_STATED, said, True
    for person in persons:
        yield from _of_person(person, on, until)


def _of_person(person: PersonShown, on: date, until: date | None) -> Iterable[Found]:
    who = {"who": person.who}
    if not person.basis:
        yield "no_basis", _("choose what allows to show %(who)s.") % who, True
    elif person.basis == Basis.CONSENT and person.consent_until is None:
        yield "no_consent_date", _("write until when %(who)s agreed to be shown.") % who, True
    yield from _of_child(person)
    yield from _of_consent(person, on, until)


def _of_child(person: PersonShown) -> Iterable[Found]:
    who = {"who": person.who}
    if person.age != Age.ADULT and not person.guardian_agreed:
        yield (
            "no_guardian",
            _("ask the guardian of %(who)s, then tick that they agreed.") % who,
            True,
        )
    if person.age == Age.FROM_SEVEN and not person.child_agreed:
        said = _("a child from seven is asked, too: ask %(who)s, then tick that they agreed.")
        yield "child_not_asked", said % who, True


def _of_consent(person: PersonShown, on: date, until: date | None) -> Iterable[Found]:
    end = person.consent_until
    if end is None:
        return
    values = {"who": person.who, "day": date_format(end, "d/m/Y")}
    if end < on:
        said = _(
            "%(who)s agreed until %(day)s only. Ask again and write the new date, or choose another"
            " file."
        )
        yield "consent_expired", said % values, True
    elif until is None or end < until:
        said = _(
            "%(who)s agreed until %(day)s, but the item stays longer. Take it down or change the "
            "file by then."
        )
        yield "consent_ends", said % values, False
