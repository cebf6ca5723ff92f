"""What a page refers to, of what its writer may use: ids in a form can be anybody's.

Choosers offer only what the user may choose, yet a form can post any number. What the page's
latest revision held already stays: whoever put it there was allowed to.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.rich_text import RichText, extract_references_from_rich_text

from media_assets.models import Attachment, Picture, Recording

from .block_leaves import exchanged
from .draft_guards import objections, shown
from .guards import choosable

Thing = tuple[type[Any], str]  # of which kind, and its number as text
KINDS = (Picture, Attachment, Recording, Page)
_ENTITY = re.compile(r"<a\b[^>]*>(.*?)</a>|<embed\b[^>]*>", re.DOTALL)


class BorrowingForm(WagtailAdminPageForm):
    """Refuses, and does not show, pictures, files and pages that its user may not choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._referring():
            # What is shown again after an error would tell the title of whatever was posted.
            self.fields[name].bound_data = partial(self._shown_again, name)

    def _post_clean(self) -> None:
        super()._post_clean()
        for name in self._referring():
            if name in self.cleaned_data:
                paths = self._refused(name, self.cleaned_data[name]).values()
                for path in dict.fromkeys(paths):
                    self.add_error(name, ValidationError(_refusal(type(self.instance), path)))
        shown(self.instance, self.data.get("loaded_revision_id"))
        for objection in objections(self.instance):
            named = objection.field if objection.field in self.fields else None
            self.add_error(named, ValidationError(objection.message))

    def _referring(self) -> list[str]:
        return [name for name in self.fields if _refers(type(self.instance), name)]

    def _refused(self, name: str, value: Any) -> dict[Thing, str]:
        """Where in the field, by what may not be there."""
        found = dict(_references(type(self.instance), name, value))
        new = {thing: path for thing, path in found.items() if thing not in self._held}
        return {t: path for t, path in new.items() if not may_use(self.for_user, *t)}

    @cached_property
    def _held(self) -> set[Thing]:
        model = type(self.instance)
        stored = model._base_manager.filter(pk=self.instance.pk).first()
        if stored is None:
            return set()
        latest = stored.get_latest_revision_as_object()
        names = [field.name for field in model._meta.get_fields() if _refers(model, field.name)]
        return {
            thing
            for name in names
            for thing, _path in _references(model, name, _value(latest, name))
        }

    def _shown_again(self, name: str, data: Any, initial: Any) -> Any:
        refused = self._refused(name, data)
        if not refused:
            return data
        field: Any = type(self.instance)._meta.get_field(name)
        if field.is_relation:
            return None
        return exchanged(partial(_without, refused.__contains__), field.stream_block, data)


def may_use(user: Any, kind: type[Any], pk: str) -> bool:
    """True without a user: then it is no person's form."""
    if user is None:
        return True
    if kind is Page:
        return choosable(Page.objects.filter(pk=pk), user).exists()
    policy = policy_registry.get_by_type(kind)
    return policy.instances_user_has_permission_for(user, "choose").filter(pk=pk).exists()


def _refusal(model: type[Page], path: str) -> str:
    message = _(
        "“%(field)s” shows a picture, a file or a page that you may not use. Take it out or choose"
        " another one."
    )
    return message % {"field": _words_for(model, path)}


def _words_for(model: type[Page], path: str) -> str:
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(model)
    return str(ReferenceIndex(content_type=kind, model_path=path).describe_source_field())


def _refers(model: type[Model], name: str) -> bool:
    """Whether the form's field can lead to one of our kinds of things."""
    found = {field.name: field for field in model._meta.get_fields()}.get(name)
    if found is None:
        return False
    if found.many_to_one and found.related_model:
        return issubclass(found.related_model, KINDS)
    return hasattr(found, "extract_references")


def _value(page: Page, name: str) -> Any:
    return page._meta.get_field(name).value_from_object(page)


def _references(model: type[Model], name: str, value: Any) -> Iterator[tuple[Thing, str]]:
    """Each with its path of names, as Wagtail's index of references has it."""
    field: Any = model._meta.get_field(name)
    if field.is_relation:
        pk = str(getattr(value, "pk", value) or "")
        if pk.isdecimal():
            yield (_kind(field.related_model), pk), name
    elif value is not None:
        for kind, pk, path, _content_path in field.extract_references(value):
            if issubclass(kind, KINDS):
                yield (_kind(kind), pk), f"{name}.{path}"


def _kind(model: type[Any]) -> type[Any]:
    return next(kind for kind in KINDS if issubclass(model, kind))


def _without(refused: Callable[[Thing], bool], block: blocks.Block, value: Any) -> Any:
    """A leaf less these things; all other work stays."""
    if isinstance(block, blocks.RichTextBlock):
        return RichText(_ENTITY.sub(partial(_entity, refused), value.source))
    if any(refused((_kind(k), pk)) for k, pk, *_paths in _media(block.extract_references(value))):
        return None
    return value


def _entity(refused: Callable[[Thing], bool], found: re.Match[str]) -> str:
    references = _media(extract_references_from_rich_text(found[0]))
    if any(refused((_kind(kind), pk)) for kind, pk, *_paths in references):
        return found[1] or ""
    return found[0]


def _media(references: Any) -> Iterator[tuple]:
    return (each for each in references if issubclass(each[0], KINDS))
