"""Letters and their marks as one character where there is one (NFC): what is searched and compared."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .finding import Remark
from .subject import Subject


def find(subject: Subject) -> Iterator[Remark]:
    if unicodedata.is_normalized("NFC", subject.target):
        return
    first = next(
        (word for word in subject.target.split() if not unicodedata.is_normalized("NFC", word)),
        "",
    )
    message = _(
        "Letters and marks are stored apart (“%(word)s”): type it anew with a Unicode keyboard (NFC)."
    )
    yield Remark(message % {"word": first}, first)
