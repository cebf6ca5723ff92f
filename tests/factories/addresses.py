"""Every address that the project answers, read from the URL resolver: nothing here is a list by hand."""

import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.viewsets.pages import PageViewSet

PARAMETER = re.compile(r"(?<=[<:])[a-z_0-9]+(?=>)")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver; `name` is what `reverse` takes, or the pattern if it has none."""

    name: str
    route: str
    view: str  # dotted name of the class or function that answers
    parameters: tuple[str, ...]
    writes: bool  # whether the view takes a POST; a function may refuse it within
    callback: Any

    @property
    def in_admin(self) -> bool:
        return self.route.startswith("admin/")


def every_address() -> list[Address]:
    return list(_below(get_resolver(), "", ()))


def _below(resolver: URLResolver, route: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _below(each, here, inner)
        else:
            yield _address(each, here, namespaces)


def _address(pattern: URLPattern, route: str, namespaces: Iterable[str]) -> Address:
    view = _view_of(pattern.callback)
    return Address(
        name=":".join([*namespaces, pattern.name]) if pattern.name else route,
        route=route,
        view=f"{view.__module__}.{view.__qualname__}",
        parameters=tuple(PARAMETER.findall(route)),
        writes=_writes(pattern.callback, view),
        callback=pattern.callback,
    )


def _view_of(callback: Any) -> Any:
    """Wagtail hides the class of a page's view behind a function that looks for it by name."""
    found = getattr(callback, "view_class", None) or getattr(callback, "cls", None)
    if found is not None:
        return found
    plain = inspect.unwrap(callback)
    if plain.__qualname__.startswith("PageViewSetRegistry.as_view"):
        name = inspect.getclosurevars(plain).nonlocals["view_name"]
        return PageViewSet().get_view_by_name(name).view_class
    return plain


def _writes(callback: Any, view: Any) -> bool:
    verbs = getattr(callback, "actions", None)  # of the REST framework
    if verbs is not None:
        return "post" in verbs
    return hasattr(view, "post") if inspect.isclass(view) else True
