"""Items on their way into other languages."""

import json
from collections.abc import Sequence
from typing import Any

from wagtail.models import Locale, Page, Revision

from cms.models import ArticlePage, Membership, Office, Role, User
from cms.permissions import sync_office_permissions
from cms.structure_changes import changing
from tests.factories.amendments import BODY
from tests.factories.offices import make_province, section_of
from tests.factories.pages import make_article, publish
from tests.factories.tongues import said
from tests.factories.users import make_user
from translations import services
from translations.models import Segment, SegmentTranslation, TranslationRequest
from translations.services import Draft


def make_linguist(office: Office, role: Role, *languages: str, **fields: Any) -> User:
    user = make_user(**fields)
    Membership.objects.create(user=user, office=office, role=role, languages=list(languages))
    return user


def open_language(office: Office, code: str) -> Page:
    """The office's first section in the language, with all above it: real pages, on the portal."""
    locale, _new = Locale.objects.get_or_create(language_code=code)
    section = _translated(section_of(office), locale)
    sync_office_permissions(office)
    return section


def _translated(page: Page, locale: Locale) -> Page:
    known = page.get_translation_or_none(locale)
    if known is not None:
        return known
    if not page.get_parent().is_root():
        _translated(page.get_parent().specific, locale)
    with changing():
        made = page.specific.copy_for_translation(locale)
        made.get_latest_revision().publish(skip_permission_checks=True)
    return type(made).objects.get(pk=made.pk)


class Booth:
    """A live article, asked for in Khmer and Mông, with a translator and two language reviewers."""

    def __init__(
        self, office: Office | None = None, languages: Sequence[str] = ("km", "hmn"), **fields: Any
    ) -> None:
        self.office = office or make_province()
        self.editor = make_user(self.office, Role.EDITOR)
        self.leader = make_user(self.office, Role.LEADER)
        self.translator = make_linguist(self.office, Role.TRANSLATOR)
        self.reviewer = make_linguist(self.office, Role.LANGUAGE_REVIEWER)
        self.other_reviewer = make_linguist(self.office, Role.LANGUAGE_REVIEWER)
        fields.setdefault("title", "Mức hỗ trợ đóng bảo hiểm y tế")
        fields.setdefault("body", BODY)
        self.page: ArticlePage = make_article(self.office, user=self.editor, **fields)
        publish(self.page)
        made = services.request_translation(page=self.page, languages=languages, user=self.editor)
        self.requests: dict[str, TranslationRequest] = {each.language: each for each in made}

    def request(self, language: str = "km") -> TranslationRequest:
        return TranslationRequest.objects.get(pk=self.requests[language].pk)

    def segments(self) -> list[Segment]:
        return list(Segment.objects.filter(page=self.page.pk).present())

    def segment(self, words: str) -> Segment:
        return next(each for each in self.segments() if words in each.source)

    def translation(self, words: str, language: str = "km") -> SegmentTranslation:
        return SegmentTranslation.objects.get(segment=self.segment(words), language=language)

    def seen(self, *words: str, language: str = "km") -> dict:
        """Versions as they are now, of all texts or of those with these words."""
        rows = SegmentTranslation.objects.filter(
            segment__in=[
                each
                for each in self.segments()
                if not words or any(word in each.source for word in words)
            ],
            language=language,
        )
        return {each.segment.uuid: each.version for each in rows.select_related("segment")}

    def write(self, *words: str, language: str = "km", user: User | None = None) -> None:
        """A draft of all texts, or of those with these words: what `said` makes of them."""
        known = self.seen(language=language)
        drafts = {
            each.uuid: Draft(said(each.source, language), known.get(each.uuid, 0))
            for each in self.segments()
            if not each.is_optional and (not words or any(word in each.source for word in words))
        }
        services.save_drafts(
            request=self.request(language), user=user or self.translator, drafts=drafts
        )

    def approve(self, *words: str, language: str = "km") -> None:
        """As they were written."""
        request = self.request(language)
        given = {"request": request, "seen": self.seen(*words, language=language)}
        services.mark_translated(user=self.translator, **given)
        given["seen"] = self.seen(*words, language=language)
        services.approve(user=self.reviewer, **given)

    def translate(self, *words: str, language: str = "km") -> None:
        self.write(*words, language=language)
        self.approve(*words, language=language)

    def revise(self, before: str, after: str, *, live: bool = True) -> Revision:
        """The article with other words, wherever they stand."""
        content = {
            name: _replaced(value, before, after) if isinstance(value, str) else value
            for name, value in self.content().items()
        }
        return self.save(content, live=live)

    def content(self) -> dict:
        """Of the latest draft, as it is stored."""
        page = ArticlePage.objects.get(pk=self.page.pk)
        return Revision.objects.get(pk=page.latest_revision_id).content

    def save(self, content: dict, *, live: bool = True) -> Revision:
        page = ArticlePage.objects.get(pk=self.page.pk)
        saved = page.with_content_json(content).save_revision(user=self.editor)
        if live:
            publish(ArticlePage.objects.get(pk=self.page.pk), self.editor)
        return saved


def _replaced(value: str, before: str, after: str) -> str:
    """Streams are JSON within a text."""
    if value.startswith("["):
        before, after = json.dumps(before)[1:-1], json.dumps(after)[1:-1]
    return value.replace(before, after)
