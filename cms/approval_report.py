"""“Báo cáo phê duyệt”: who decided what, when, on which fingerprint, and how long it had waited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from .approval.readers import may_read
from .approval.wording import ground_of
from .models import Approval, ApprovalTaskState, ItemPage, Membership, Office, Role, User
from .visibility import offices_of

WAITED_FOR = tuple(d for d in Approval.Decision if d != Approval.Decision.SUBMITTED)


@dataclass(frozen=True)
class Criteria:
    """What the report was asked for; empty values ask for everything."""

    office: Office | None = None
    person: str = ""  # part of the name of who decided, or in whose name somebody did
    decision: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Row:
    approval: Approval
    office: str
    may_open: bool  # the item itself
    user: User

    @property
    def shows_scan(self) -> bool:
        """Of a paper that somebody else may not read yet, the checksum has to do."""
        if not self.approval.evidence:
            return False
        released = getattr(self.approval, "was_released", False)
        return self.may_open or released or may_see_evidence(self.approval, self.user)

    @property
    def step(self) -> str:
        step = self.approval.step
        return str(Role(step).label) if step in Role.values else step

    @property
    def basis(self) -> str:
        basis = str(self.approval.get_basis_display()) if self.approval.basis else ""
        return ", ".join(filter(None, [basis, ground_of(self.approval)]))

    @property
    def waited(self) -> timedelta | None:
        """Since what was decided on the item before; nothing waits for a submission."""
        before = getattr(self.approval, "before", None)
        if before is None or self.approval.decision not in WAITED_FOR:
            return None
        return self.approval.at - before

    @property
    def waited_in_words(self) -> str:
        waited = self.waited
        if waited is None:
            return "–"
        return timesince(self.approval.at - waited, self.approval.at, depth=2)


def visible_to(user: User) -> QuerySet[Approval]:
    return Approval.objects.filter(office_code__in=offices_of(user).values("code"))


def may_see_evidence(approval: Approval, user: User) -> bool:
    """A scan shows the text: until it was released, only to those who may read the item itself.

    After that to whoever reads the record.
    """
    page = Page.objects.filter(pk=approval.page_id_then).specific().first()
    if isinstance(page, ItemPage) and may_read(page, user):
        return True
    seen = visible_to(user).filter(pk=approval.pk)
    return seen.filter(_was_released()).exists()


def _was_released() -> Exists:
    """Whether an approval ended with exactly what the row's hash stands for."""
    return Exists(
        ApprovalTaskState.objects.filter(
            workflow_state=OuterRef("workflow_state_id_then"),
            fingerprint=OuterRef("fingerprint"),
            status=TaskState.STATUS_APPROVED,
            workflow_state__status=WorkflowState.STATUS_APPROVED,
        )
    )


def find(user: User, asked: Criteria) -> QuerySet[Approval]:
    """Newest first, ready for `rows`."""
    earlier = Approval.objects.filter(
        work=OuterRef("work"),
        page_id_then=OuterRef("page_id_then"),
        sequence__lt=OuterRef("sequence"),
    ).order_by("-sequence")
    before = Subquery(earlier.values("at")[:1], output_field=DateTimeField())
    found = visible_to(user).filter(*_conditions(asked))
    found = found.annotate(before=before, was_released=_was_released())
    return found.select_related("work").order_by("-sequence")


def rows(user: User, approvals: Iterable[Approval]) -> Iterator[Row]:
    """Two queries, however many approvals."""
    names = {office.code: str(office) for office in offices_of(user)}
    own = set(Membership.objects.filter(user=user).values_list("office__code", flat=True))
    for each in approvals:
        opens = user.is_superuser or each.office_code in own
        yield Row(each, names.get(each.office_code, each.office_code), opens, user)


def table(user: User, approvals: QuerySet[Approval]) -> Iterator[list[Any]]:
    """For a spreadsheet: the heading, then one line a decision."""
    yield [
        _("Number in the ledger"),
        _("Time"),
        _("Item"),
        _("Office"),
        _("Decision"),
        _("Step"),
        _("Person"),
        _("On behalf of"),
        _("Basis"),
        _("Day of the signature"),
        _("Waited (hours)"),
        _("Comment"),
        _("Fingerprint"),
        _("Checksum of the evidence"),
    ]
    for row in rows(user, approvals.iterator(chunk_size=500)):
        yield _cells(row)


def _cells(row: Row) -> list[Any]:
    one = row.approval
    waited = row.waited
    return [
        one.sequence,
        f"{timezone.localtime(one.at):%Y-%m-%d %H:%M:%S}",
        one.work.title,
        row.office,
        one.get_decision_display(),
        row.step,
        one.user_name,
        one.on_behalf_of_name,
        row.basis,
        one.signed_on or "",
        f"{waited.total_seconds() / 3600:.1f}" if waited is not None else "",
        one.comment,
        one.fingerprint,
        one.evidence_sha256,
    ]


def _conditions(asked: Criteria) -> Iterable[Q]:
    if asked.office:
        office = asked.office
        below = Office.objects.filter(Q(pk=office.pk) | Q(parent=office) | Q(parent__parent=office))
        # The centre is above all others: asked for it, its own items are meant.
        yield (
            Q(office_code=office.code)
            if office.is_centre
            else Q(office_code__in=below.values("code"))
        )
    if asked.person:
        yield Q(user_name__icontains=asked.person) | Q(on_behalf_of_name__icontains=asked.person)
    if asked.decision:
        yield Q(decision=asked.decision)
    if asked.since:
        yield Q(at__gte=_start_of(asked.since))
    if asked.until:
        yield Q(at__lt=_start_of(asked.until + timedelta(days=1)))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
