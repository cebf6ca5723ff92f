"""A page's translation out into a file, and a file that came back into it."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.languages import language_name

from ..errors import Refused
from ..exchange import Problem, Read, accept
from ..findings import Finding, findings_of
from ..marked import fits
from ..models import Segment, SegmentTranslation, TranslationRequest
from ..rows import Row
from ..taken import source_revision
from ..unit import State, Unit, UnitFile
from ..units import rows_in, unit_file
from .deciding import mark_translated
from .requesting import check_languages
from .taking import take_source
from .writing import Draft, cleaned, save_drafts

Origin = SegmentTranslation.Origin


@dataclass(frozen=True)
class Imported:
    """`taken` counts the translations that were written down or confirmed."""

    taken: int
    problems: tuple[Problem, ...]


def file_of(page: Page, language: str) -> UnitFile:
    """As it is now. Nobody needs to have asked for it yet. Raises Refused."""
    page = page.specific
    check_languages(page, [language])
    request = _open_requests(language).filter(page=page.pk).first()
    if request is None:
        request = _unasked(page, language)
    return unit_file(request)


@transaction.atomic
def _unasked(page: Page, language: str) -> TranslationRequest:
    """Not saved: only its page and language are looked at."""
    revision = source_revision(page)
    if revision is None:
        raise Refused(_("The item has no text yet. Save it first."))
    take_source(page=page, revision=revision)
    edition = page.edition
    return TranslationRequest(
        page=page, work=edition.work, office=edition.office, language=language
    )


def request_for(read: Read) -> TranslationRequest:
    """Whose file it is; by its units' ids where it does not say so any more. Raises Refused."""
    file = read.unit_file
    if file is None:
        raise Refused("; ".join(map(str, read.problems)))
    requests = _open_requests(file.target_language)
    work, _slash, office = file.item.partition("/")
    if file.item:
        found = requests.filter(work__uuid__in=_uuids([work]), office__code=office)
    else:
        segments = Segment.objects.filter(uuid__in=_uuids(unit.id for unit in file.units))
        found = requests.filter(page__in=segments.values("page"))
    if len(found) != 1:
        raise Refused(_not_asked(file))
    return found[0]


def _not_asked(file: UnitFile) -> str:
    language = language_name(file.target_language) or "?"
    message = _(
        "Nobody asks for “%(title)s” in %(language)s. Ask for it first, then import the file."
    )
    return message % {"title": file.title or "?", "language": language}


@dataclass(frozen=True)
class Change:
    """A text that would be written, or confirmed as it stands (`before` is `after` then)."""

    label: str
    source: str
    before: str
    after: str
    finished: bool  # translated, not only a draft
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Checked:
    """`seal`: of all that would be done, and of what it would be done to."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    seal: str


@dataclass(frozen=True)
class _Plan:
    rows: dict[UUID, Row]
    units: dict[UUID, Unit]
    problems: tuple[Problem, ...]

    @property
    def seal(self) -> str:
        made = sha256()
        for uuid, unit in self.units.items():
            row = self.rows[uuid]
            made.update(f"{uuid}\0{row.version}\0{unit.state}\0{unit.target}\0".encode())
        return made.hexdigest()

    def after(self, uuid: UUID) -> Row:
        """With the words of the file; not to be saved."""
        translation = copy(self.rows[uuid].translation)
        translation.text = cleaned(self.units[uuid].target)
        return Row(self.rows[uuid].segment, translation)


def check_file(*, request: TranslationRequest, read: Read) -> Checked:
    """What importing would do; nothing is written."""
    plan = _planned(request, read)
    findings = findings_of(map(plan.after, plan.units), request.language)
    changes = (
        Change(
            unit.label,
            unit.source,
            plan.rows[uuid].translation.text,
            cleaned(unit.target),
            unit.state is State.TRANSLATED,
            findings.get(uuid, ()),
        )
        for uuid, unit in plan.units.items()
    )
    return Checked(tuple(changes), plan.problems, plan.seal)


@transaction.atomic
def import_file(
    *, request: TranslationRequest, user: Any, read: Read, name: str, seal: str | None = None
) -> Imported:
    """Writes down what may be taken; the rest is named, text by text.

    What a file says is a draft or translated, never more. `seal` is that of the `check_file` which the
    person looked at: where it would do another thing by now, nothing is done. Raises NotYours, Refused,
    Conflict.
    """
    plan = _planned(request, read)
    if seal is not None and seal != plan.seal:
        raise Refused(
            _(
                "Somebody worked on this translation meanwhile. Look at the list again, then confirm."
            )
        )
    rows, units = plan.rows, plan.units
    drafts = {
        uuid: Draft(unit.target, rows[uuid].version, Origin.IMPORT, name)
        for uuid, unit in units.items()
        if cleaned(unit.target) != rows[uuid].translation.text
    }
    saved = save_drafts(request=request, user=user, drafts=drafts)
    versions = {
        uuid: saved[uuid].version if uuid in saved else rows[uuid].version for uuid in units
    }
    finished = {
        uuid: versions[uuid] for uuid, unit in units.items() if unit.state is State.TRANSLATED
    }
    mark_translated(request=request, user=user, seen=finished)
    return Imported(len(units), plan.problems)


def _planned(request: TranslationRequest, read: Read) -> _Plan:
    rows = {row.segment.uuid: row for row in rows_in(request)}
    accepted = accept(read, unit_file(request))
    units = {UUID(unit.id): unit for unit in accepted.units}
    broken = [uuid for uuid, unit in units.items() if not _fits(rows[uuid], unit)]
    problems = [*accepted.problems, *(_broken(units.pop(uuid)) for uuid in broken)]
    return _Plan(rows, units, tuple(problems))


def _fits(row: Row, unit: Unit) -> bool:
    return fits(row.segment.source, cleaned(unit.target))


def _broken(unit: Unit) -> Problem:
    message = _("The marks of the translation are not those of the text. Translate it in Loa.")
    return Problem(unit.label or unit.source[:60], message, unit.id)


def _open_requests(language: str):
    requests = TranslationRequest.objects.filter(language=language, withdrawn_at=None)
    return requests.filter(page__isnull=False).select_related(
        "work", "office", "page__locale", "assignee"
    )


def _uuids(texts: Iterable[str]) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
