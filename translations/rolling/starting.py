"""A national version goes live, or is taken down: what the copies of it are in for, as a row."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page, Revision

from cms.models import Edition
from cms.working_time import today

from ..local_content import content_of
from ..models import AtDeadline, Rollout, Severity
from .declaring import declared_for, followers_of
from .waking import wake_on_commit

MOST_REASON = 250
_GRAVER: list[str] = [Severity.MINOR, Severity.ORDINARY, Severity.CRITICAL]
_ENDINGS: list[str] = ["", AtDeadline.NOTICE, AtDeadline.TAKE_DOWN]
WITHDRAWN_DAYS = 3  # that offices have to act when the national item was taken down


@dataclass(frozen=True)
class Graveness:
    """How grave a version is for the copies of its item, and until when they have to be in step."""

    severity: str
    deadline: datetime | None
    at_deadline: str
    reason: str

    def beside(self, skipped: "Graveness") -> "Graveness":
        """Of a version that comes in the place of a `skipped` one: the graver of both."""
        deadlines = [each.deadline for each in (self, skipped) if each.deadline]
        reasons = dict.fromkeys(each.reason for each in (skipped, self) if each.reason)
        return Graveness(
            max(self.severity, skipped.severity, key=_GRAVER.index),
            min(deadlines, default=None),
            max(self.at_deadline, skipped.at_deadline, key=_ENDINGS.index),
            " ".join(reasons)[:MOST_REASON],
        )


def begin(page: Page, revision: Revision) -> Rollout | None:
    """In the transaction of going live. None where nobody follows, or nothing is new for copies.

    One query for an item without copies.
    """
    edition = page.edition
    if edition.kind != Edition.Kind.ORIGINAL or not followers_of(edition).exists():
        return None
    national = content_of(revision)
    last = Rollout.objects.filter(edition=edition).first()
    if last is not None and last.national == national:
        return None
    said = declared_for(edition, revision)
    days = said.days if said else None
    graveness = Graveness(
        severity=said.severity if said else Severity.ORDINARY,
        deadline=deadline_after(days) if days else None,
        at_deadline=said.at_deadline if said else "",
        reason=said.reason if said else "",
    )
    for skipped in _under_way(edition):
        graveness = graveness.beside(skipped)
    # The same revision may go live twice, after a taking down.
    Rollout.objects.filter(edition=edition, revision=revision).update(revision=None)
    return _start(edition=edition, revision=revision, national=national, **vars(graveness))


def begin_withdrawal(page: Page) -> Rollout | None:
    """As `begin`, when the national item was taken down."""
    edition = page.edition
    if edition.kind != Edition.Kind.ORIGINAL or not followers_of(edition).exists():
        return None
    return _start(
        edition=edition,
        national={},
        severity=Severity.CRITICAL,
        deadline=deadline_after(WITHDRAWN_DAYS),
        at_deadline=AtDeadline.NOTICE,
    )


def _under_way(edition: Edition) -> list[Graveness]:
    """Of versions that did not come to every copy yet: those that they skip get the newer one at once."""
    rows = Rollout.objects.filter(edition=edition, state=Rollout.State.WAITING)
    known = rows.exclude(national={}).order_by("pk").values_list(*Graveness.__annotations__)
    return [Graveness(*row) for row in known]


def deadline_after(days: int) -> datetime:
    """The end of that day in Vietnam."""
    day = today() + timedelta(days=days)
    return datetime.combine(day, time(23, 59, 59), timezone.get_default_timezone())


def _start(**fields: object) -> Rollout:
    copies = followers_of(fields["edition"]).count()  # type: ignore[arg-type]
    rollout = Rollout.objects.create(copies=copies, **fields)
    wake_on_commit(rollout.pk)
    return rollout
