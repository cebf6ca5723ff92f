"""What a reader asked a listing for: topic, audience, kind, words, page. Unknown values are ignored."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.query import PageQuerySet

from .models import ArticlePage, Audience, CampaignPage, DocumentPage, InfographicPage, Topic
from .search import words_of

TOPIC, AUDIENCE, KIND, QUERY, PAGE = "chu-de", "doi-tuong", "loai", "q", "trang"
LONGEST_QUERY = 200  # characters

KINDS = {
    "bai-viet": (_("Articles"), ArticlePage),
    "do-hoa": (_("Infographics"), InfographicPage),
    "van-ban": (_("Legal documents"), DocumentPage),
    "chien-dich": (_("Campaigns"), CampaignPage),
}
ITEM_MODELS = (ArticlePage, InfographicPage, DocumentPage, CampaignPage)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass
class Filters:
    asked: QueryDict

    @cached_property
    def topics(self) -> list[Topic]:
        return list(Topic.objects.all())

    @cached_property
    def audiences(self) -> list[Audience]:
        return list(Audience.objects.all())

    @cached_property
    def topic(self) -> Topic | None:
        return next((t for t in self.topics if t.slug == self.asked.get(TOPIC)), None)

    @cached_property
    def audience(self) -> Audience | None:
        return next((a for a in self.audiences if a.slug == self.asked.get(AUDIENCE)), None)

    @property
    def kind(self) -> str:
        asked = self.asked.get(KIND, "")
        return asked if asked in KINDS else ""

    @property
    def words(self) -> str:
        """As typed, without control characters (a NUL makes PostgreSQL refuse the query)."""
        typed = "".join(c if c.isprintable() else " " for c in self.asked.get(QUERY, ""))
        return typed.strip()[:LONGEST_QUERY]

    @property
    def folded(self) -> str:
        """Words to look for: a quotation mark in a query is an error to SQLite's search."""
        return words_of(self.words)

    @property
    def is_set(self) -> bool:
        return bool(self.topic or self.audience or self.kind)

    def apply(self, items: PageQuerySet) -> PageQuerySet:
        if self.kind:
            items = items.type(KINDS[self.kind][1])
        if self.topic:
            items = items.filter(about([self.topic]))
        if self.audience:
            items = items.filter(_any_item(audiences=self.audience))
        return items

    def kind_choices(self) -> list[Choice]:
        return [Choice(key, str(label), key == self.kind) for key, (label, _model) in KINDS.items()]

    def topic_choices(self) -> list[Choice]:
        return [Choice(t.slug, str(t), t == self.topic) for t in self.topics]

    def audience_choices(self) -> list[Choice]:
        return [Choice(a.slug, str(a), a == self.audience) for a in self.audiences]

    def query_string(self) -> str:
        """What the pages of the list keep: everything known but the page's number."""
        kept = {
            QUERY: self.words,
            KIND: self.kind,
            TOPIC: self.topic.slug if self.topic else "",
            AUDIENCE: self.audience.slug if self.audience else "",
        }
        return urlencode({key: value for key, value in kept.items() if value})


def about(topics: list[Topic]) -> Q:
    """Pages of any kind of item with one of these topics."""
    return _any_item(topics__in=topics)


def _any_item(**condition) -> Q:
    parts = (Q(pk__in=model.objects.filter(**condition).values("pk")) for model in ITEM_MODELS)
    return reduce(or_, parts)
