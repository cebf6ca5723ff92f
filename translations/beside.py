"""A translated page beside its source, for whoever approves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from wagtail.models import Page, Revision

from cms.languages import BY_CODE, DEFAULT, Language
from cms.models import Edition
from cms.word_diff import Piece, as_html, word_diff

from .marks import readable
from .models import SourceText, TranslationBuild, TranslationRequest
from .segments import Extracted, extract
from .unit import Kind


@dataclass(frozen=True)
class Pair:
    """One text of the source with its translation; `before`: what is live there, None if nothing is."""

    label: str
    source: str
    translation: str
    before: str | None = None

    @property
    def is_left_out(self) -> bool:
        return not self.translation

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.translation

    @property
    def html(self) -> SafeString:
        """Against what is live, word by word; phrase by phrase where a script has no spaces."""
        if self.before is None:
            return as_html([Piece("same", self.translation)])
        return as_html(word_diff(self.before, self.translation))


@dataclass(frozen=True)
class Beside:
    """`is_update`: the page is live in an older version, which the translations are compared with."""

    language: Language
    pairs: list[Pair]
    is_update: bool
    source_lang: str = BY_CODE[DEFAULT].bcp47

    @property
    def changed(self) -> int:
        return sum(pair.is_changed for pair in self.pairs)


def beside(page: Page, revision: Revision) -> Beside | None:
    """As `revision` of the translated `page` has it, with the version of the source it was built from.

    None for what was not built from segments; no query for what is no translation. Five at most.
    """
    if page.edition.kind != Edition.Kind.TRANSLATION:
        return None
    request = TranslationRequest.objects.filter(translated_page=page.pk).first()
    source = _source_of(request, revision) if request else None
    if request is None or source is None:
        return None
    live = page.live_revision if page.live else None
    before = _texts(live.content) if live else None
    pairs = list(_pairs(_texts(source.content), _texts(revision.content), before))
    return Beside(BY_CODE[request.language], pairs, live is not None)


def _source_of(request: TranslationRequest, revision: Revision) -> Revision | None:
    builds = TranslationBuild.objects.filter(request=request)
    build = builds.filter(revision=revision.pk).select_related("source_revision").last()
    if build is not None and build.source_revision is not None:
        return build.source_revision
    taken = SourceText.objects.filter(page=request.page_id).select_related("revision").first()
    return taken.revision if taken else None


def _texts(content: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Label and text by place, without marks."""
    found: dict[str, tuple[str, str]] = {}
    for each in extract(content):
        if each.kind is not Kind.CHOICE:
            _label, text = found.get(each.slot, ("", ""))
            found[each.slot] = (each.label, f"{text} {_said(each)}".strip())
    return found


def _said(each: Extracted) -> str:
    day = parse_date(each.source) if each.kind is Kind.DATE else None
    return f"{day:%d/%m/%Y}" if day else readable(each.source)


def _pairs(
    sources: Mapping[str, tuple[str, str]],
    translations: Mapping[str, tuple[str, str]],
    before: Mapping[str, tuple[str, str]] | None,
) -> Iterator[Pair]:
    for slot, (label, source) in sources.items():
        translation = translations.get(slot, ("", ""))[1]
        old = None if before is None else before.get(slot, ("", ""))[1]
        yield Pair(label, source, translation, old)
