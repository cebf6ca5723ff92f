"""How each language stands on the site: what of it is there, and whom it waits for."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q
from wagtail.models import Locale, Page

from .language_switch_pages import count_missing, pages_in
from .language_switch_words import untranslated_of
from .languages import DEFAULT, LANGUAGES, Language
from .models import Edition, LanguageSwitch, User
from .structure_changes import STRUCTURE
from .structure_release import drafts_of
from .structure_waiting import Waiting, waiting_pages


@dataclass(frozen=True)
class Standing:
    """Of one language in the list. `items` are live, `pages` around them are not."""

    language: Language
    switch: LanguageSwitch | None
    items: int
    pages: int

    @property
    def is_on(self) -> bool:
        return self.switch is not None and self.switch.is_on


@dataclass(frozen=True)
class Around:
    """What stands around the items of a language and cannot be read yet, from the top down.

    `untitled`: still with Vietnamese words, so a person of the language has to write them. `for_leader`:
    written, and waiting for a leader; only those whose drafts the person may read, and how many `others`.
    `missing`: not even a draft yet.
    """

    untitled: list[Page]
    for_leader: list[Waiting]
    others: int
    live: list[Page]
    missing: int


def standings() -> list[Standing]:
    """Of all languages but Vietnamese: those that are on first; three queries."""
    switches = {
        one.locale.language_code: one
        for one in LanguageSwitch.objects.select_related("locale", "changed_by")
    }
    items, pages = _live_items(), _pages_not_live()
    found = [
        Standing(one, switches.get(one.code), items[one.code], pages[one.code])
        for one in LANGUAGES
        if one.code != DEFAULT
    ]
    return sorted(found, key=lambda one: not one.is_on)


def around(language: Language, user: User) -> Around:
    """As many queries for many pages as for few."""
    locale = Locale.objects.filter(language_code=language.code).first()
    if locale is None:
        return Around([], [], 0, [], 0)
    pages = pages_in(locale)
    hidden = [page for page in pages if not page.live]
    drafts = drafts_of(hidden)
    words = {page.pk: drafts[page.pk].after for page in hidden if page.pk in drafts}
    written = [page for page in hidden if page.pk in words]
    untitled = untranslated_of(written, words)
    waiting = [one for one in waiting_pages() if one.page.locale_id == locale.pk]
    waiting = [one for one in waiting if one.page.pk not in untitled]
    readable = waiting[0].around.readable_by(user) if waiting else set()
    mine = [one for one in waiting if one.page.pk in readable]
    return Around(
        [page for page in written if page.pk in untitled],
        mine,
        len(waiting) - len(mine),
        [page for page in pages if page.live],
        count_missing(locale),
    )


def _live_items() -> Counter[str]:
    rows = Edition.objects.filter(page__live=True).values("locale__language_code").order_by()
    return Counter({row["locale__language_code"]: row["n"] for row in rows.annotate(n=Count("pk"))})


def _pages_not_live() -> Counter[str]:
    pages = Page.objects.type(*STRUCTURE).filter(alias_of=None).order_by()
    rows = pages.values("locale__language_code").annotate(n=Count("pk", filter=Q(live=False)))
    return Counter({row["locale__language_code"]: row["n"] for row in rows})
