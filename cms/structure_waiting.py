"""Pages around the items whose draft is not what readers see: of whom, and for whom it waits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from .models import Office, StructureRecord, User
from .structure_changes import STRUCTURE
from .structure_release import Draft, StructureRefused, draft_of
from .structure_rights import deciders, may_read, office_behind, writers_of
from .worklist import MOST, Row


@dataclass
class Waiting:
    """What is known of it only by asking is asked when somebody wants to know."""

    page: Page
    draft: Draft

    @cached_property
    def office(self) -> Office:
        return office_behind(self.page)

    @cached_property
    def deciders(self) -> list[User]:
        return deciders(self.page)

    @property
    def title(self) -> str:
        return self.draft.after["title"]

    @property
    def url(self) -> str:
        return reverse("loa_structure_page", args=[self.page.pk])

    @property
    def for_whom(self) -> str:
        if not self.deciders:
            return _("nobody may put it on the portal yet: the administrator appoints a leader")
        return ", ".join(str(person) for person in self.deciders)


def waiting_pages() -> Iterator[Waiting]:
    """The newest draft first. What was taken off with this very draft does not wait."""
    unlike = Q(has_unpublished_changes=True) | Q(live=False)
    pages = Page.objects.type(*STRUCTURE).filter(unlike, alias_of=None, latest_revision__gt=0)
    for page in pages.order_by("-latest_revision_created_at").specific():
        try:
            draft = draft_of(page)
        except StructureRefused:
            continue
        if not _was_taken_off(page):
            yield Waiting(page, draft)


def waiting_for_readers(user: User) -> list[Waiting]:
    return [one for one in waiting_pages() if may_read(one.page, user)]


def records_for(user: User) -> list[StructureRecord]:
    """What was done lately to pages of the user's, newest first."""
    records = StructureRecord.objects.order_by("-sequence")[: 5 * MOST]
    pages = Page.objects.in_bulk({record.page_id_then for record in records})
    readable = {pk for pk, page in pages.items() if may_read(page, user)}
    return [record for record in records if record.page_id_then in readable][:MOST]


def to_put_on_the_portal(user: User, pages: Iterable[Waiting] | None = None) -> list[Row]:
    """For leaders who wrote none of it."""
    pages = waiting_pages() if pages is None else pages
    return [_row(one, str(one.office)) for one in pages if user in one.deciders][:MOST]


def not_on_the_portal_yet(user: User, pages: Iterable[Waiting] | None = None) -> list[Row]:
    """What the user wrote, and whom it waits for."""
    pages = waiting_pages() if pages is None else pages
    mine = [one for one in pages if user in writers_of(one.page)]
    said = _("waits for %(people)s")
    return [_row(one, said % {"people": one.for_whom}) for one in mine][:MOST]


def _row(one: Waiting, detail: str) -> Row:
    return Row(one.title, one.url, detail, one.page.latest_revision_created_at)


def _was_taken_off(page: Page) -> bool:
    if page.live:
        return False
    records = StructureRecord.objects.filter(page_id_then=page.pk)
    last = records.order_by("-sequence").first()
    return bool(
        last
        and last.act == StructureRecord.Act.TAKEN_OFF
        and last.revision_id_then == page.latest_revision_id
    )
