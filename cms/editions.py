"""Which work, office and language a page belongs to."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from modelcluster.models import get_all_child_m2m_relations
from wagtail.models import COMMENTS_RELATION_NAME, Comment, Page, Revision, Site

from .models import Edition, ItemPage, Office, Work


class NoOffice(Exception):
    """The page lies in no office's part of the tree."""


@dataclass(frozen=True)
class CopyOf:
    """What a new page is a local copy of, whose it becomes, and the national text it begins with."""

    source: Edition
    office: Office
    base_content: dict[str, Any]


_copying: ContextVar[CopyOf | None] = ContextVar("copying", default=None)


@contextmanager
def copying(copy: CopyOf) -> Iterator[None]:
    """The item that is saved for the first time within it is this local copy."""
    token = _copying.set(copy)
    try:
        yield
    finally:
        _copying.reset(token)


def office_of(page: Page) -> Office:
    """The office whose part of the tree the page lies in: the nearest ancestor's."""
    office = Office.objects.filter(home__path__in=line_above(page)).order_by("-home__depth").first()
    if office is None:
        raise NoOffice(page.path)
    return office


def office_around(page: Page) -> Office | None:
    """The office whose part of the tree, in any language, the page lies in."""
    keys = Page.objects.filter(path__in=line_above(page)).values("translation_key")
    return (
        Office.objects.filter(home__translation_key__in=keys)
        .select_related("home")
        .order_by("-home__depth")
        .first()
    )


def offices_around(pages: Iterable[Page]) -> dict[int, Office]:
    """`office_around` by page, with the offices above; pages of none are left out. Two queries."""
    lines = {page.pk: line_above(page) for page in pages}
    paths = {path for line in lines.values() for path in line}
    keys = dict(Page.objects.filter(path__in=paths).values_list("path", "translation_key"))
    rows = Office.objects.filter(home__translation_key__in=keys.values())
    rows = rows.select_related("home", "parent__parent")
    homes = {row.home.translation_key: row for row in rows if row.home}
    near = {
        pk: [homes[keys[path]] for path in line if keys[path] in homes]
        for pk, line in lines.items()
    }
    return {pk: offices[-1] for pk, offices in near.items() if offices}


def draft_of(page: ItemPage, revision: Revision) -> ItemPage:
    """The revision as an object; its edition and language, which no revision holds, come with `page`."""
    return _with_edition(revision.as_object(), page)


def draft_on(page: ItemPage, revision: Revision) -> ItemPage:
    """Likewise, on a page that is held and as it is stored: nothing of it is looked up for the draft."""
    draft: ItemPage = page.with_content_json({**revision.content, "live_revision": None})
    draft.live_revision_id = page.live_revision_id
    carry_over(page, draft)
    return _with_edition(draft, page)


def read_around(pages: Iterable[ItemPage]) -> None:
    """What saving and publishing them asks of each: its parent, whether there are comments or a site
    begins there, topics and the like. A fixed number of queries; for as long as they are held."""
    pages = list(pages)
    above = {page.pk: line_above(page)[-2] for page in pages if page.depth > 1}
    parents = {parent.path: parent for parent in Page.objects.filter(path__in=set(above.values()))}
    commented = set(
        Comment.objects.filter(page__in=[page.pk for page in pages]).values_list("page", flat=True)
    )
    roots = set(Site.objects.values_list("root_page__translation_key", flat=True))
    for page in pages:
        if parent := parents.get(above.get(page.pk, "")):
            page._cached_parent_obj = parent
        if page.pk not in commented:
            setattr(page, COMMENTS_RELATION_NAME, [])
        page._is_site_root = page.translation_key in roots
    for kind in {type(page) for page in pages}:
        _read_many([page for page in pages if type(page) is kind])


def _read_many(pages: list[ItemPage]) -> None:
    for field in get_all_child_m2m_relations(type(pages[0])):
        of, to = field.m2m_field_name(), field.m2m_reverse_field_name()
        rows = field.remote_field.through._default_manager.filter(**{f"{of}__in": pages})
        found: dict[int, list[Any]] = {}
        for row in rows.select_related(to):
            found.setdefault(getattr(row, f"{of}_id"), []).append(getattr(row, to))
        for page in pages:
            setattr(page, field.name, found.get(page.pk, []))


def carry_over(page: ItemPage, draft: ItemPage) -> None:
    """What `read_around` read of a page is known of the draft that is made of it."""
    for name in ("_cached_parent_obj", "_is_site_root"):
        if name in page.__dict__:
            setattr(draft, name, page.__dict__[name])


def _with_edition(draft: ItemPage, page: ItemPage) -> ItemPage:
    if draft.locale_id == page.locale_id:
        draft.locale = page.locale
    Edition._meta.get_field("page").remote_field.set_cached_value(draft, page.edition)
    return draft


def look_up(*pages: ItemPage) -> None:
    """What every screen of an item asks: its edition with the offices above, in one query."""
    offices = Edition.objects.select_related("work", "locale", "office__parent__parent")
    prefetch_related_objects(pages, Prefetch("edition", offices))
    for page in pages:
        if page.has_edition and page.edition.locale_id == page.locale_id:
            page.locale = page.edition.locale


def line_above(page: Page) -> list[str]:
    """Paths of the pages above it and its own, from the root down."""
    return [page.path[: i * page.steplen] for i in range(1, page.depth + 1)]


def ensure_edition(page: Page) -> Edition:
    """The page's edition; made now if it is new.

    A translation joins the work of the pages that share its translation key, a local copy that of
    its source; any other page (Wagtail's ordinary Copy included) starts a new work.
    """
    existing = Edition.objects.filter(page=page).first()
    if existing:
        return existing
    if copy := _copying.get():
        return _local_copy(page, copy)
    source = (
        Edition.objects.filter(page__translation_key=page.translation_key)
        .exclude(page=page)
        .order_by("pk")
        .first()
    )
    return Edition.objects.create(
        page=page.page_ptr if hasattr(page, "page_ptr") else page,
        work=source.work if source else Work.objects.create(kind=page.work_kind, title=page.title),
        office=source.office if source else office_of(page),
        locale=page.locale,
        kind=Edition.Kind.TRANSLATION if source else Edition.Kind.ORIGINAL,
        source=source,
    )


def _local_copy(page: Page, copy: CopyOf) -> Edition:
    """Raises IntegrityError where the office has one."""
    return Edition.objects.create(
        page=page.page_ptr,
        work=copy.source.work,
        office=copy.office,
        locale=page.locale,
        kind=Edition.Kind.LOCAL_COPY,
        source=copy.source,
        base_content=copy.base_content,
    )
