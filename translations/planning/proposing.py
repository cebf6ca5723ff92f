"""Which languages an item should be in: by whom it is for, where they live, and where it goes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.approval.steps import line_of
from cms.language_switch_state import on
from cms.languages import LANGUAGES, Language
from cms.models import ItemPage, Office

from .narrowing import standing_requests

MINORITIES = "nguoi-dan-toc-thieu-so"  # slug of the audience, see `cms/data/taxonomy.csv`

# What others know of an item: languages, each with why.
Source = Callable[[ItemPage], Iterable[tuple[str, str]]]
_registered: list[Source] = []


def register(source: Source) -> None:
    """`source(page)` gives code and reason in words. Called in `AppConfig.ready`."""
    if source not in _registered:
        _registered.append(source)


@dataclass(frozen=True)
class Proposal:
    """`asked`: of how many of the pages it is asked for already."""

    language: Language
    reasons: tuple[str, ...]
    chosen: bool
    is_on: bool
    asked: int
    of: int

    @property
    def is_asked(self) -> bool:
        return self.asked == self.of


def propose(pages: Sequence[ItemPage]) -> list[Proposal]:
    """Every language that these specific pages are not written in; what is proposed comes first.

    Chosen is what all of them ask for: nobody wants the languages of one province everywhere.
    """
    own = {page.locale.language_code for page in pages}
    switched = {one.code for one in on()}
    reasons: defaultdict[str, dict[str, None]] = defaultdict(dict)
    fitting: defaultdict[str, set[int]] = defaultdict(set)
    for page in pages:
        for code, reason, enough in _reasons(page, switched):
            reasons[code][reason] = None
            if enough:
                fitting[code].add(page.pk)
    asked = _asked(pages)
    found = [
        Proposal(
            one,
            tuple(reasons[one.code]),
            len(fitting[one.code]) == len(pages) and asked[one.code] < len(pages),
            one.code in switched,
            asked[one.code],
            len(pages),
        )
        for one in LANGUAGES
        if one.code not in own
    ]
    return sorted(found, key=lambda each: (not each.chosen, not each.reasons, not each.is_on))


def _reasons(page: ItemPage, switched: set[str]) -> Iterable[tuple[str, str, bool]]:
    """Code, reason, and whether it is reason enough to be chosen without being asked."""
    for source in _registered:
        for code, reason in source(page):
            yield code, reason, True
    audiences = list(page.audiences.all())
    for_minorities = next((one for one in audiences if one.slug == MINORITIES), None)
    office: Office = page.edition.office
    province = next((one for one in line_of(office) if one.level == Office.Level.PROVINCE), None)
    for one in LANGUAGES:
        if province is not None and province.code in one.provinces:
            reason = _("spoken in the province of %(office)s") % {"office": province}
            yield one.code, reason, bool(for_minorities) or not audiences
        elif for_minorities and province is None and one.code in switched and one.provinces:
            yield one.code, _("audience: %(audience)s") % {"audience": for_minorities}, True


def _asked(pages: Iterable[ItemPage]) -> defaultdict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    rows = standing_requests().filter(page__in=[page.pk for page in pages])
    for code in rows.values_list("language", flat=True):
        found[code] += 1
    return found
