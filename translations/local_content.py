"""What a local copy shares with the national item: every field that an office may change, as data.

The data is what both sides of a merge are given: JSON, streams as lists of blocks with their ids,
and the same for whatever means the same (`translations.copies.canonical`).
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from cms.editions import carry_over
from cms.models import Edition, ItemPage

from .copies.canonical import blocks_of

# The page's own, or Wagtail's: its place, its times, who is at it.
_OWN = frozenset(
    "slug content_type show_in_menus go_live_at expire_at expired locked locked_at locked_by owner"
    " locale translation_key alias_of latest_revision live_revision live has_unpublished_changes"
    " first_published_at last_published_at latest_revision_created_at draft_title url_path path"
    " depth numchild id page_ptr".split()
)

Content = dict[str, Any]


def fields_of(page: Page | type[Page]) -> list[str]:
    """Names of the fields that an office may change, in the order of the model."""
    return list(_fields(page if isinstance(page, type) else page.specific_class))


def streams_of(page: Page | type[Page]) -> frozenset[str]:
    """Those of them that are streams of blocks."""
    fields = _fields(page if isinstance(page, type) else page.specific_class)
    return frozenset(name for name, field in fields.items() if isinstance(field, StreamField))


def content_of(revision: Revision) -> Content:
    """Of any kind of item. Fields that the revision does not know are left out. No query."""
    kind = ContentType.objects.get_for_id(revision.content_type_id)  # which remembers them
    model: Any = kind.model_class()
    return content_in(model, revision.content)


def content_of_page(page: ItemPage) -> Content:
    """What the object says now."""
    return content_in(type(page), page.serializable_data())


def content_in(model: type[Page], data: Mapping[str, Any]) -> Content:
    """Of a revision's data, or of `serializable_data`."""
    known = {name: field for name, field in _fields(model).items() if name in data}
    return {name: _plain(field, data[name]) for name, field in known.items()}


def with_content(page: Page, content: Mapping[str, Any]) -> ItemPage:
    """A copy of `page` with these values, unsaved; fields that are not named stay.

    A block that says what the page says already stays as it is stored, byte for byte.
    """
    page = page.specific
    stored = page.serializable_data()
    fields = _fields(type(page))
    changed = {
        name: _stored(fields[name], stored.get(name), value)
        for name, value in content.items()
        if name in fields
    }
    made: ItemPage = page.with_content_json({**stored, **changed, "live_revision": None})
    for name in ("slug", "first_published_at", "last_published_at", "live_revision_id", "expired"):
        setattr(made, name, getattr(page, name))
    carry_over(page, made)
    if locale := page._state.fields_cache.get("locale"):
        made.locale = locale
    if edition := page._state.fields_cache.get("edition"):
        Edition._meta.get_field("page").remote_field.set_cached_value(made, edition)
    return made


def _fields(model: Any) -> dict[str, Any]:
    return _fields_named(model._meta.label)


@cache
def _fields_named(label: str) -> dict[str, Any]:
    model = apps.get_model(label)
    found = (*model._meta.fields, *model._meta.many_to_many)
    return {
        field.name: field
        for field in found
        if field.name not in _OWN and field.serialize and not getattr(field, "parent_link", False)
    }


def _plain(field: "Field[Any, Any]", value: Any) -> Any:
    if isinstance(field, StreamField):
        raw = json.loads(value) if isinstance(value, str) and value else value
        return blocks_of(field.stream_block, raw or [])
    value = json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    return sorted(value) if isinstance(value, list) else value


def _stored(field: "Field[Any, Any]", before: Any, value: Any) -> Any:
    """As Wagtail keeps it."""
    if not isinstance(field, StreamField):
        return value
    raw = json.loads(before) if isinstance(before, str) and before else before or []
    same = {each.get("id"): (each, _plain(field, [each])[0]) for each in raw}
    return json.dumps([_unless_same(each, same.get(each.get("id"))) for each in value])


def _unless_same(block: Any, known: tuple[Any, Any] | None) -> Any:
    return known[0] if known and known[1] == block else block
