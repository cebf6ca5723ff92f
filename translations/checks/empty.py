"""Nothing was written yet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    if subject.source.strip() and not subject.target.strip():
        yield Remark(_("There is no translation yet: write it."))
