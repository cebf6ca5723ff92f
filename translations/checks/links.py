"""Addresses of pages and of mail stay as they are."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject

_HOST = re.compile(r"^(?:[A-Za-z]+://)?[^/?#]+")


def find(subject: Subject) -> Iterator[Remark]:
    source = Counter(map(_same, subject.source_links))
    target = Counter(map(_same, subject.target_links))
    for link in source - target:
        message = _("The address %(link)s is missing or was changed: copy it from the source.")
        yield Remark(message % {"link": link}, link)
    for link in target - source:
        message = _("The address %(link)s is not in the source: take it out.")
        yield Remark(message % {"link": link}, link)


def _same(link: str) -> str:
    """Names of servers have no case; a slash at their end says nothing."""
    host = _HOST.match(link)
    assert host is not None
    return (host[0].lower() + link[host.end() :]).rstrip("/")
