"""“Các phiên bản”: what each version of a picture or a file is used by, as far as one may know it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .approval import is_in_review
from .editions import office_around, offices_around
from .models import Office, User
from .version_uses import Media, ahead_of_public, live_pages, waiting_for_release
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
    public = list(live_pages(kind, asked))
    ahead, waiting = ahead_of_public(kind, asked), waiting_for_release(kind, asked)
    teller.look_up([page for page, _names in (*public, *ahead, *waiting)])
    for page, pk in public:
        yield pk, teller.live(page)
    for page, names in ahead:
        state = REVIEW if is_in_review(page) else DRAFT
        yield from ((pk, teller.draft(page, state)) for pk in sorted(names))
    for page, names in waiting:
        yield from ((pk, teller.draft(page, WAITS)) for pk in sorted(names))
