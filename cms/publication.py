"""An approved version of a live item on the portal, as Wagtail publishes it.

Wagtail makes the page of the revision for itself, looks up again what that is made of, and validates
what it takes from the page as it is stored. Whoever verified the version has all that in hand.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex, Revision
from wagtail.signals import page_published, published

from .going_live import allow
from .log_entries import log_of_page
from .models import ItemPage, User
from .unindexed import unindexed

# Of the page and not of its versions: `Page.with_content_json` takes them from it as it is stored.
OF_THE_PAGE = frozenset(
    "id page_ptr path depth numchild url_path translation_key locale content_type owner locked_by"
    " latest_revision live_revision alias_of".split()
)
_STAYS = frozenset("slug path depth numchild".split())  # so nothing below it gets another address


@dataclass(frozen=True)
class Version:
    """A `page` that is held and as it is stored (`editions.read_around`), and what is to be read of it:
    `draft` is made of it and of `revision` (`editions.draft_on`)."""

    page: ItemPage
    revision: Revision
    draft: ItemPage
    user: User | None


def publish_all(versions: Sequence[Version]) -> None:
    """Each as Wagtail's `revision.publish`; search and “used by” are told of all together.

    Within the transaction that holds the pages. Raises ValidationError where one is not complete.
    """
    _forget_schedules(versions)
    aliased = _aliased(versions)
    done = []
    for version in versions:
        page, draft = version.page, version.draft
        if not page.live or draft.slug != page.slug or draft.go_live_at:  # its address changes, say
            with allow(page):
                version.revision.publish(user=version.user, skip_permission_checks=True)
            continue
        _publish(version)
        if page.pk in aliased:
            draft.update_aliases(revision=version.revision, _content=version.revision.content)
        done.append(draft)
    _index(done)


def _publish(version: Version) -> None:
    page, revision, draft = version.page, version.revision, version.draft
    renamed = {"title": {"old": str(page), "new": str(draft)}} if str(page) != str(draft) else {}
    has_comments = getattr(draft, COMMENTS_RELATION_NAME).exists()
    same = {name for name in _many(draft._meta.label) if _keys(draft, name) == _keys(page, name)}
    _put_live(page, revision, draft, but=same if has_comments else {*same, COMMENTS_RELATION_NAME})
    for comment in getattr(draft, COMMENTS_RELATION_NAME).all() if has_comments else ():
        comment.save(update_fields=["position"])
    page_published.send(sender=type(draft), instance=draft, revision=revision)
    published.send(sender=type(draft), instance=draft, revision=revision)
    said: dict[str, Any] = {"revision": revision, "data": renamed, "user": version.user}
    if renamed:
        log_of_page(draft, "wagtail.rename", **said)
    log_of_page(draft, "wagtail.publish", **said, changed=True)


def _put_live(page: ItemPage, revision: Revision, draft: ItemPage, *, but: Collection[str]) -> None:
    now = timezone.now()
    draft.live, draft.expired = True, False
    draft.has_unpublished_changes = page.latest_revision_id != revision.pk
    draft.live_revision, draft.last_published_at = revision, now
    draft.first_published_at = draft.first_published_at or now
    draft.full_clean(exclude=OF_THE_PAGE)
    written = [name for name in _written(draft._meta.label) if name not in but]
    with allow(draft), unindexed():
        draft.save(clean=False, update_fields=written)


def _forget_schedules(versions: Sequence[Version]) -> None:
    rows = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(version.page.pk) for version in versions],
    )
    rows.exclude(approved_go_live_at=None).update(approved_go_live_at=None)


def _aliased(versions: Sequence[Version]) -> set[int | None]:
    rows = Page.objects.filter(alias_of__in=[version.page.pk for version in versions])
    return set(rows.values_list("alias_of", flat=True))


def _index(drafts: Sequence[ItemPage]) -> None:
    kinds: dict[type[ItemPage], list[ItemPage]] = {}
    for draft in drafts:
        kinds.setdefault(type(draft), []).append(draft)
        ReferenceIndex.create_or_update_for_object(draft)
    for _name, backend in get_search_backends_with_name(with_auto_update=True):
        for kind, items in kinds.items():
            backend.add_bulk(kind, items)


def _keys(page: ItemPage, name: str) -> set[int]:
    return {each.pk for each in getattr(page, name).all()}


@cache
def _many(label: str) -> list[str]:
    kind = apps.get_model(label)
    return [field.name for field in get_all_child_m2m_relations(kind)]


@cache
def _written(label: str) -> list[str]:
    kind = apps.get_model(label)
    fields = [field.name for field in kind._meta.concrete_fields if not field.primary_key]
    relations = [each.get_accessor_name() for each in get_all_child_relations(kind)]
    return [name for name in (*fields, *relations, *_many(label)) if name not in _STAYS]
