"""First parts of addresses that belong to the program: no section may be called like that."""

from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

STATIC = {"static", "media", "favicon.ico"}


@cache
def reserved_slugs() -> frozenset[str]:
    """Read from the list of addresses, so that a new one is reserved at once."""
    codes = {code.lower() for code, _name in settings.LANGUAGES}
    return frozenset(STATIC | codes | set(_first_parts(get_resolver().url_patterns)))


def _first_parts(patterns: list[URLPattern | URLResolver]):
    for each in patterns:
        if isinstance(each, URLResolver) and isinstance(each.pattern, LocalePrefixPattern):
            yield from _first_parts(each.url_patterns)
        elif (first := str(each.pattern).partition("/")[0]) and first[0].isalnum():
            yield first
        elif isinstance(each, URLResolver):
            yield from _first_parts(each.url_patterns)
