"""Pages around the items whose draft is not what readers see: of whom, and for whom it waits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Page

from .languages import DEFAULT
from .models import Office, StructureRecord, User
from .structure_changes import STRUCTURE
from .structure_release import Draft, drafts_of
from .structure_rights import Around, names_of
from .worklist import MOST, Row


@dataclass
class Waiting:
    """What is known of it only by asking is asked when somebody wants to know, of all at once."""

    page: Page
    draft: Draft
    around: Around

    @cached_property
    def office(self) -> Office:
        return self.around.office(self.page)

    @cached_property
    def deciders(self) -> list[User]:
        return self.around.deciders(self.page)

    @property
    def writers(self) -> set[int]:
        return self.around.writers(self.page)

    @property
    def title(self) -> str:
        return self.draft.after["title"]

    @property
    def url(self) -> str:
        return reverse("loa_structure_page", args=[self.page.pk])

    @property
    def in_words(self) -> str:
        """For whom it waits, or why for nobody."""
        names = names_of(self.deciders)
        return _("waits for %(people)s") % {"people": names} if self.deciders else names


def waiting_pages() -> list[Waiting]:
    """The newest draft first, in as many queries for one as for many.

    What was taken off with this very draft does not wait. Neither does a page of another language
    that nobody wrote on since it was made: it waits for whoever writes its title.
    """
    unlike = Q(has_unpublished_changes=True) | Q(live=False)
    untouched = Q(live=False, latest_revision__user=None) & ~Q(locale__language_code=DEFAULT)
    rows = Page.objects.type(*STRUCTURE).filter(unlike, alias_of=None, latest_revision__gt=0)
    rows = rows.exclude(untouched)
    pages = list(rows.order_by("-latest_revision_created_at").specific())
    drafts = drafts_of(pages)
    pages = [page for page in pages if page.pk in drafts]
    off = _taken_off([page for page in pages if not page.live])
    pages = [page for page in pages if page.pk not in off]
    around = Around(pages)
    return [Waiting(page, drafts[page.pk], around) for page in pages]


def waiting_for_readers(user: User) -> list[Waiting]:
    found = waiting_pages()
    readable = found[0].around.readable_by(user) if found else set()
    return [one for one in found if one.page.pk in readable]


def records_for(user: User) -> list[StructureRecord]:
    """What was done lately to pages of the user's, newest first."""
    records = StructureRecord.objects.order_by("-sequence")[: 5 * MOST]
    pages = Page.objects.in_bulk({record.page_id_then for record in records})
    readable = Around(pages.values()).readable_by(user)
    return [record for record in records if record.page_id_then in readable][:MOST]


def to_put_on_the_portal(user: User, pages: Iterable[Waiting] | None = None) -> list[Row]:
    """For leaders who wrote none of it."""
    pages = waiting_pages() if pages is None else pages
    return [_row(one, str(one.office)) for one in pages if user in one.deciders][:MOST]


def not_on_the_portal_yet(user: User, pages: Iterable[Waiting] | None = None) -> list[Row]:
    """What the user wrote, and whom it waits for."""
    pages = waiting_pages() if pages is None else pages
    mine = [one for one in pages if user.pk in one.writers]
    return [_row(one, one.in_words) for one in mine][:MOST]


def _row(one: Waiting, detail: str) -> Row:
    return Row(one.title, one.url, detail, one.page.latest_revision_created_at)


def _taken_off(pages: Collection[Page]) -> set[int]:
    """Ids of those whose last act was to be taken off with the draft that they have now."""
    drafts = {page.pk: page.latest_revision_id for page in pages}
    records = StructureRecord.objects.filter(page_id_then__in=drafts).order_by("sequence")
    last = {
        pk: rest for pk, *rest in records.values_list("page_id_then", "act", "revision_id_then")
    }
    return {pk for pk, rest in last.items() if rest == [StructureRecord.Act.TAKEN_OFF, drafts[pk]]}
