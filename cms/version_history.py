"""“Các phiên bản”: what each version of a picture or a file is used by, as far as one may know it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from .approval import is_in_review
from .editions import office_around, offices_around
from .models import Office, User
from .version_uses import Media, live_pages, revisions_naming, waiting_revisions
from .versions_in_pages import named_in
from .visibility import offices_of

LIVE = _("live")
DRAFT = _("draft")
REVIEW = _("in review")
WAITS = _("waiting for release")


@dataclass(frozen=True)
class Use:
    """A page; without a title where its draft is not for this person's eyes."""

    office: Office | None
    state: Any
    title: str = ""
    address: str = ""


@dataclass
class Row:
    version: Media
    uses: list[Use] = field(default_factory=list)

    @property
    def moves(self) -> bool:
        """Whether drafts of one's own offices name it that might name the newest."""
        mine = any(use.state == DRAFT and use.title for use in self.uses)
        return self.version.superseded and mine


class Teller:
    """Names pages to one person."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._known: dict[int, Office | None] = {}

    def look_up(self, pages: Collection[Page]) -> None:
        """The offices of all that will be named, at once."""
        found = offices_around(pages)
        self._known.update({page.pk: found.get(page.pk) for page in pages})

    def _office(self, page: Page) -> Office | None:
        return self._known[page.pk] if page.pk in self._known else office_around(page)

    @cached_property
    def _own(self) -> set[int]:
        return set(offices_of(self.user).values_list("pk", flat=True))

    def draft(self, page: Page, state: Any) -> Use:
        office = self._office(page)
        if not self.user.is_superuser and (office is None or office.pk not in self._own):
            return Use(office, state)
        return Use(
            office, state, page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk])
        )

    def live(self, page: Page) -> Use:
        return Use(self._office(page), LIVE, page.title, page.url or "")

    def name(self, page: Page) -> str:
        told = self.draft(page, DRAFT)
        return told.title or str(told.office or "…")


def history(media: Media, user: User) -> list[Row]:
    """The newest first; of those that the user may change."""
    policy = policy_registry.get_by_type(type(media))
    own = policy.instances_user_has_permission_for(user, "change").values("pk")
    versions = media.versions.filter(pk__in=own).select_related("uploaded_by_user")
    rows = {version.pk: Row(version) for version in versions}
    for pk, use in _uses(type(media), rows.keys(), Teller(user)):
        rows[pk].uses.append(use)
    return list(rows.values())


def _uses(kind: type[Any], numbers: Iterable[int], teller: Teller) -> Iterable[tuple[int, Use]]:
    asked = set(numbers)
    public, unpublished = list(live_pages(kind, asked)), _ahead(kind, asked)
    waiting = _waiting(kind, asked)
    teller.look_up([page for page, _names in (*public, *unpublished, *waiting)])
    for page, pk in public:
        yield pk, teller.live(page)
    for page, pk in unpublished:
        yield pk, teller.draft(page, REVIEW if is_in_review(page) else DRAFT)
    for page, pk in waiting:
        yield pk, teller.draft(page, WAITS)


def _ahead(kind: type[Any], asked: set[int]) -> list[tuple[Page, int]]:
    """Pages whose newest version is not the public one, each with what it names."""
    ahead = Page.objects.filter(Q(has_unpublished_changes=True) | Q(live=False), alias_of=None)
    newest = revisions_naming(asked).filter(pk__in=ahead.values("latest_revision"))
    names = {int(one.object_id): _named(one, kind, asked) for one in newest}
    pages = ahead.filter(pk__in=names).order_by("pk").prefetch_workflow_states()
    return [(page, pk) for page in pages for pk in names[page.pk]]


def _waiting(kind: type[Any], asked: set[int]) -> list[tuple[Page, int]]:
    """Of which a version that names some of them was approved and is not out yet."""
    waiting = revisions_naming(asked).filter(pk__in=waiting_revisions())
    found = [(int(one.object_id), pk) for one in waiting for pk in _named(one, kind, asked)]
    pages = Page.objects.in_bulk({number for number, _pk in found})
    return [(pages[number], pk) for number, pk in found if number in pages]


def _named(revision: Revision, kind: type[Any], asked: set[int]) -> list[int]:
    """Read without the database; as an object of its own it would ask for all that it refers to."""
    model: Any = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    page = model.from_serializable_data(revision.content, check_fks=False)
    return sorted(named_in(page, kind) & asked)
