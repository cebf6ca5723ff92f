"""What must not become public by mistake: numbers of persons and stamps of secrecy in a package.

Found in every text, post, file and file name; each finding keeps the package from being released
until it is gone, or an approver lets it pass with a reason (`services.overruling`). So do words in
the package of a translated page that are no approved translation (`translated`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms import seals
from cms.models import Fact, ItemPage
from media_assets import personal_data, secrecy
from media_assets.models import Attachment
from media_assets.personal_data import Kind

from . import disclosed_files
from .channel import Post, Problem
from .disclosed_texts import Told, media_texts, page_texts, place_of, post_texts
from .genuine_rows import is_genuine, with_seals
from .models import Overruling
from .shown_media import Media, media_of

MOST_PLACES = 3
Hit = tuple[str, str, str, str]  # kind, value, excerpt, place
UNREVIEWED = "unreviewed_words"
KINDS = {
    Kind.HEALTH_INSURANCE: gettext_lazy("health insurance number"),
    Kind.SOCIAL_INSURANCE: gettext_lazy("social insurance number"),
    Kind.CITIZEN_ID: gettext_lazy("citizen identity number"),
    Kind.MOBILE_PHONE: gettext_lazy("private mobile number"),
    Kind.BANK_ACCOUNT: gettext_lazy("bank account number"),
    secrecy.Level.FIRST: gettext_lazy("stamp MẬT"),
    secrecy.Level.TOP: gettext_lazy("stamp TỐI MẬT"),
    secrecy.Level.UTMOST: gettext_lazy("stamp TUYỆT MẬT"),
    UNREVIEWED: gettext_lazy("words that no language reviewer approved"),
}


@dataclass(frozen=True)
class Disclosed(Problem):
    """`value` is the number itself: for comparing and sealing only, never shown, logged or stored."""

    kind: str = ""
    excerpt: str = ""
    places: tuple[str, ...] = ()
    page_id: int = 0
    value: str = field(default="", repr=False)

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])

    @property
    def token(self) -> str:
        """What the ledger keeps instead of the number: nobody without our keys can try them all."""
        return seals.seal("disclosed", self.page_id, self.kind, self.value)

    def is_meant_by(self, token: str) -> bool:
        return seals.fits(token, "disclosed", self.page_id, self.kind, self.value)


@dataclass(frozen=True)
class Findings:
    """What was found, each number once, and what is said of files that could not be read."""

    found: tuple[Disclosed, ...]
    unread: tuple[str, ...] = ()


def findings(
    page: ItemPage, content: Mapping[str, Any], posts: Iterable[tuple[str, Post]]
) -> Findings:
    """Everything found. `posts` come with the names of their channels.

    A text is searched once, however many places publish it; facts are read only if anything is
    found.
    """
    shown = media_of(page)
    hits, unread = list(_searched(_told(page, content, shown, posts))), []
    files = (one for one in shown if isinstance(one, Attachment))
    for file, result in disclosed_files.searched(files):
        place = place_of(file)
        hits += [(*hit, place) for hit in result.hits]
        if not result.whole:
            unread.append(disclosed_files.unread_notice(file))
    return Findings(_disclosed_by(page, hits), tuple(unread))


def _disclosed_by(page: ItemPage, hits: Iterable[Hit]) -> tuple[Disclosed, ...]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for kind, value, excerpt, place in hits:
        found.setdefault((kind, value), []).append((place, excerpt))
    known = _published_numbers() if found else frozenset()
    return tuple(
        _disclosed(page, kind, value, where)
        for (kind, value), where in found.items()
        if personal_data.national(value) not in known
    )


def still_open(page: Page, fingerprint: str, found: tuple[Disclosed, ...]) -> tuple[Disclosed, ...]:
    """Those that nobody let pass in exactly this package."""
    if not found:
        return ()
    tokens = [token for row in overrulings(page, fingerprint) for _kind, token in row.findings]
    return tuple(one for one in found if not any(one.is_meant_by(token) for token in tokens))


def why_withheld(found: tuple[Disclosed, ...]) -> str:
    """What the approval screen says to whoever approves all the same."""
    return _(
        "It cannot be released: %(what)s Return the item, or let this pass with a reason under"
        " “Found before release” on the screen of the whole item, then approve."
    ) % {"what": " ".join(str(one.message) for one in found[:MOST_PLACES])}


def overrulings(page: Page, fingerprint: str) -> list[Overruling]:
    """What was let pass in this package, in order; a row that an approver did not seal is none."""
    rows = with_seals(Overruling).filter(page_id_then=page.pk, fingerprint=fingerprint)
    return [row for row in rows.order_by("sequence") if is_genuine(row)]


def _told(
    page: ItemPage,
    content: Mapping[str, Any],
    shown: Iterable[Media],
    posts: Iterable[tuple[str, Post]],
) -> Iterator[Told]:
    yield from page_texts(page, content)
    yield from media_texts(shown)
    read: set[int] = set()
    for place, post in posts:
        if id(post) not in read:
            read.add(id(post))
            yield from post_texts(post, place)


def _searched(told: Iterable[Told]) -> Iterator[Hit]:
    """Equal texts are searched once, and found in every place where they stand."""
    known: dict[str, list[disclosed_files.Hit]] = {}
    for one in told:
        if one.text not in known:
            known[one.text] = list(disclosed_files.hits_in(one.text))
        yield from ((*hit, one.place) for hit in known[one.text])


def _published_numbers() -> frozenset[str]:
    """Of every office's sheet: a national item names a province's number, too."""
    values = Fact.objects.in_force().values_list("value", flat=True)
    return personal_data.numbers_in(values.distinct())


def _disclosed(page: ItemPage, kind: str, value: str, where: list[tuple[str, str]]) -> Disclosed:
    places = tuple(dict.fromkeys(place for place, _excerpt in where))
    excerpt = where[0][1]
    named = "; ".join(places[:MOST_PLACES]) + ("; …" if len(places) > MOST_PLACES else "")
    message = _("%(kind)s in %(places)s: “%(excerpt)s”. Take it out.") % {
        "kind": str(KINDS[kind]).capitalize(),
        "places": named,
        "excerpt": excerpt,
    }
    return Disclosed(
        code=f"disclosed_{kind}",
        message=message,
        kind=kind,
        excerpt=excerpt,
        places=places,
        page_id=page.pk,
        value=value,
    )
