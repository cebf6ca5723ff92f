"""What a person does with the glossary."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from media_assets.models import Recording

from .. import log_actions
from ..errors import NotYours, Refused
from ..glossary.collecting import problems_of
from ..glossary.entries import Compared, TermEntry, Wording, compared, name_of, write
from ..glossary.importing import entries_in
from ..glossary.rights import GlossaryRights
from ..models import Term, TermTranslation

MOST_BYTES = 20 * 1024**2
LONGEST_REASON = 500


@transaction.atomic
def add_term(*, entry: TermEntry, user: Any) -> Term:
    """Raises NotYours, Refused."""
    if not GlossaryRights(user).may_add:
        raise NotYours
    _check(entry)
    _check_name(entry, None)
    term = Term(changed_by=user)
    _fill(term, entry)
    _save(term)
    log(term, log_actions.ADD_TERM, user=user, data=_said(entry))
    return term


@transaction.atomic
def change_term(*, term: Term, entry: TermEntry, user: Any, seen: datetime | None) -> Term:
    """What is Vietnamese of it. `seen`: `changed_at` of what was on the screen. Raises NotYours, Refused."""
    if not GlossaryRights(user).may_change(term):
        raise NotYours
    term = Term.objects.select_for_update().get(pk=term.pk)
    _check_seen(term.changed_at, seen)
    _check(entry)
    _check_name(entry, term)
    before = _of(term)
    if before == entry:
        return term
    _fill(term, entry)
    term.changed_by, term.changed_at = user, timezone.now()
    _save(term)
    log(term, log_actions.CHANGE_TERM, user=user, data=_said(entry) | {"before": _said(before)})
    return term


@transaction.atomic
def say_term(
    *, term: Term, wording: Wording, sound: Recording | None, user: Any, seen: datetime | None
) -> None:
    """What it is called in a language; with nothing at all, what was said is taken away.

    `seen`: `changed_at` of what was on the screen, None where there was nothing. Raises NotYours, Refused.
    """
    if not GlossaryRights(user).may_write(wording.language):
        raise NotYours
    rows = TermTranslation.objects.select_for_update(of=("self",))
    row = rows.filter(term=term, language=wording.language).first()
    _check_seen(row.changed_at if row else None, seen)
    _check(TermEntry(term.headword, wordings=(wording,)))
    before = _worded(row) if row else Wording(wording.language)
    if wording == before and sound == (row.sound if row else None):
        return
    is_nothing = wording == Wording(wording.language) and sound is None
    if is_nothing and row:
        row.delete()
    elif not is_nothing:
        row = row or TermTranslation(term=term, language=wording.language)
        row.preferred, row.note, row.sound = wording.preferred, wording.note, sound
        row.allowed, row.forbidden = list(wording.allowed), list(wording.forbidden)
        row.changed_by, row.changed_at = user, timezone.now()
        row.save()
    data = {"language": wording.language, "wording": _words(wording), "before": _words(before)}
    log(term, log_actions.CHANGE_TERM, user=user, data=data)


@transaction.atomic
def delete_term(*, term: Term, user: Any, reason: str) -> None:
    """With all that it is called. Raises NotYours, Refused without a reason."""
    if not GlossaryRights(user).may_delete:
        raise NotYours
    if not (reason := reason.strip()[:LONGEST_REASON]):
        raise Refused(_("Say why, so that it can be looked up later."))
    log(term, log_actions.DELETE_TERM, user=user, data=_said(_of(term)) | {"reason": reason})
    term.delete()


def compare_file(*, content: bytes, name: str, user: Any) -> Compared:
    """What importing would do. What is said of languages that are not the person's is passed over, and
    named. Raises NotYours, NotImported, the file's Refused."""
    languages = GlossaryRights(user).languages_imported
    if not languages:
        raise NotYours
    entries = entries_in(BytesIO(content), name)
    said = {one.language for entry in entries for one in entry.wordings}
    found = compared(mine for entry in entries for mine in _in(languages, entry))
    return replace(found, passed_over=tuple(sorted(said.difference(languages))))


@transaction.atomic
def import_terms(*, content: bytes, name: str, user: Any) -> Compared:
    """All of the file or nothing. Raises as `compare_file`."""
    found = compare_file(content=content, name=name, user=user)
    terms = write(found, user)
    _log_all(terms, len(found.new), user, name)
    return found


def _log_all(terms: Sequence[Term], new: int, user: Any, name: str) -> None:
    """One statement, however many there are."""
    kind, now = ContentType.objects.get_for_model(Term), timezone.now()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(term.pk),
                label=str(term),
                action=log_actions.ADD_TERM if number < new else log_actions.CHANGE_TERM,
                data={"file": name},
                timestamp=now,
                user=user,
                content_changed=True,
            )
            for number, term in enumerate(terms)
        ],
        batch_size=1000,
    )


def _in(languages: Sequence[str], entry: TermEntry) -> Iterator[TermEntry]:
    """Without other languages; a term of which nothing else is said is left alone."""
    wordings = tuple(one for one in entry.wordings if one.language in languages)
    if wordings or not entry.wordings:
        yield replace(entry, wordings=wordings)


def _check(entry: TermEntry) -> None:
    if told := list(problems_of(entry)):
        raise Refused(" ".join(told))


def _check_name(entry: TermEntry, own: Term | None) -> None:
    others = Term.objects.exclude(pk__in=[own.pk] if own else [])
    for other in others.only("headword", "domain"):
        if name_of(other) == name_of(entry):
            message = _("“%(term)s” is there already. Open it and add to it.")
            raise Refused(message % {"term": other.headword})


def _check_seen(now: datetime | None, seen: datetime | None) -> None:
    if now != seen:
        raise Refused(
            _("Somebody changed this meanwhile. Copy what you wrote, open it again and compare.")
        )


def _fill(term: Term, entry: TermEntry) -> None:
    term.headword, term.forms, term.domain = entry.headword, list(entry.forms), entry.domain
    term.definition, term.note = entry.definition, entry.note


def _save(term: Term) -> None:
    try:
        with transaction.atomic():
            term.save()
    except IntegrityError as error:
        message = _("“%(term)s” is there already. Open it and add to it.")
        raise Refused(message % {"term": term.headword}) from error


def _of(term: Term) -> TermEntry:
    return TermEntry(term.headword, tuple(term.forms), term.definition, term.note, term.domain)


def _worded(row: TermTranslation) -> Wording:
    return Wording(row.language, row.preferred, tuple(row.allowed), tuple(row.forbidden), row.note)


def _said(entry: TermEntry) -> dict[str, Any]:
    return {
        "term": entry.headword,
        "forms": list(entry.forms),
        "definition": entry.definition,
        "note": entry.note,
        "domain": entry.domain,
    }


def _words(wording: Wording) -> dict[str, Any]:
    return {
        "preferred": wording.preferred,
        "allowed": list(wording.allowed),
        "forbidden": list(wording.forbidden),
        "note": wording.note,
    }
