"""Which revision a page's segments come from, and what of it counts. Reads only."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision

from cms.approval.authors import NO_WORDS
from cms.item_texts import without_texts

from .marks import protected, words
from .models import MinorEdit
from .segments import Extracted
from .sources import extracted

_NOT_CONTENT = NO_WORDS | {COMMENTS_RELATION_NAME, "pk", "url_path", "slug", "translation_key"}


def source_revision(page: Page) -> Revision | None:
    """What is translated: the live revision, else the latest draft."""
    return page.live_revision or page.latest_revision


def fingerprint_of(found: Sequence[Extracted], content: Mapping[str, Any]) -> str:
    """Of all that a translated page takes from its source: words, and what stands around them."""
    rows = [[each.slot, each.kind, each.source, dict(each.marks), each.label] for each in found]
    rest = {k: v for k, v in without_texts(content).items() if k not in _NOT_CONTENT}
    said = dumps([rows, rest], ensure_ascii=False, sort_keys=True, cls=DjangoJSONEncoder)
    return sha256(said.encode()).hexdigest()


def declared_for(page: Page, revision: Revision) -> MinorEdit | None:
    """The editor's word that exactly this text says what was said before. One query if there is none."""
    declared = list(MinorEdit.objects.filter(page=page.pk).select_related("user"))
    if not declared:
        return None
    fingerprint = fingerprint_of(extracted(page, revision), revision.content)
    return next((one for one in declared if one.fingerprint == fingerprint), None)


def is_only_wording(before: str, after: str) -> bool:
    """No figure, mark or placeholder differs: only then may an editor say that it means the same."""
    return _figures(before) == _figures(after) and protected(before) == protected(after)


def _figures(text: str) -> list[str]:
    return [each for each in map(_digits, words(text).split()) if each]


def _digits(word: str) -> str:
    return "".join(letter for letter in word if letter.isdigit() or letter in ",./%").strip(",./")
