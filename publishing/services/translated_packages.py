"""The package of a translated page, filled in from the package of its source."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.approval import Refused
from cms.editions import look_up
from cms.models import ItemPage
from translations.models import TranslationRequest

from ..log_actions import EDIT_PACKAGE
from ..models import Destination, Package, PackageLeg
from ..package_texts import texts_of
from ..proposal import already_out, portal_of, proposed
from ..registry import words_of
from ..short_versions import SHORT
from ..translated_texts import Line, lines_of, same

Wishes = dict[str, Any]


@transaction.atomic
def fill_package(*, request: TranslationRequest, page: Page, user: Any) -> list[str]:
    """Destinations that the rules propose for the language, texts as they were approved in it.

    What an editor of the translated page wrote or chose there stays, also where no rule proposes the
    place any more; the sentences say what, and what is missing. Texts follow wherever a new version
    goes, ticked or not. A text whose translation is not approved stays as it is:
    `translated.translation_problems` keeps the page back. A package that has nothing to say is not
    made: the rules propose without it. Raises Refused while the page is in review.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if page.workflow_in_progress:
        raise Refused(_("The translated page is in review. Take it back first, then build it."))
    was = _now(page)
    look_up(page)
    always = [portal_of(page.edition.office), *already_out(page).filter(archived_at=None)]
    places, kept = (was.places, []) if was.is_chosen else _by_rules(page, was, always)
    reached = list(dict.fromkeys([*places, *always]))
    lines = lines_of(request, texts_of(was.package), was.filled, reached)
    options = {} if was.package else _options(request)
    if was.package or lines or options:
        _write(page, user, was, _filled_in(was, places, reached, lines, options))
    return [*_notes(lines, reached), *(_stays(place) for place in kept if place not in always)]


@dataclass(frozen=True)
class _State:
    """`package` is None where there is none; `legs` are texts by id of the destination."""

    package: Package | None
    places: list[Destination]
    texts: Wishes
    legs: dict[int, str]
    filled: Wishes

    @property
    def is_chosen(self) -> bool:
        """Not the destinations that it was filled in with last."""
        return self.package is not None and _named(self.places) != self.filled.get("places")

    def is_written(self, place: Destination) -> bool:
        """Its own text is not what was filled in."""
        filled = self.filled.get("legs", {}).get(str(place.uuid), "")
        return not same(self.legs[place.pk], filled)


def _now(page: Page) -> _State:
    package = Package.objects.filter(page_id=page.pk).first()
    if package is None:
        return _State(None, [], {}, {}, {})
    legs = list(package.legs.select_related("destination"))
    return _State(
        package,
        [leg.destination for leg in legs],
        package.texts,
        {leg.destination_id: leg.text for leg in legs},
        package.filled,
    )


def _by_rules(
    page: ItemPage, was: _State, always: Collection[Destination]
) -> tuple[list[Destination], list[Destination]]:
    """What is proposed, with those that stay for their text; the second are the latter, written here."""
    rules = list(proposed(page))
    others = [place for place in was.places if place not in rules]
    written = [place for place in others if was.is_written(place)]
    filled = [place for place in others if place in always and was.legs[place.pk]]
    return list(dict.fromkeys([*rules, *written, *filled])), written


def _options(request: TranslationRequest) -> Wishes:
    """How the source's bulletin is read out, say; its words are not among it."""
    source = Package.objects.filter(page=request.page_id).first()
    wishes = source.texts if source else {}
    return {name: wish["options"] for name, wish in wishes.items() if wish.get("options")}


def _filled_in(
    was: _State,
    places: list[Destination],
    reached: Collection[Destination],
    lines: Collection[Line],
    options: Wishes,
) -> _State:
    """A place that is reached without being among `places` becomes one if it has its own text."""
    texts = {name: {"text": "", "options": one} for name, one in options.items()} | was.texts
    fresh = {line.key: line for line in lines if not (line.why or line.is_own)}
    for line in fresh.values():
        if not line.is_of_a_place and not line.is_right:
            wish = {"options": {}} | texts.get(line.key, {})
            wish.pop(SHORT, None)
            texts[line.key] = wish | {"text": line.translated}
    legs = {place.pk: was.legs.get(place.pk, "") for place in places}
    for place in reached:
        own = fresh.get(str(place.uuid))
        if own is not None and not own.is_right:
            legs[place.pk] = own.translated
    now = [place for place in reached if place.pk in legs]
    before = was.filled.get("places")
    # A choice to which a place was added stays a choice, also if it equals what was filled in.
    chosen = (before if len(now) == len(places) else None) if was.is_chosen else _named(now)
    filled = {
        "texts": {one.key: _known(one) for one in lines if not one.is_of_a_place},
        "legs": {one.key: _known(one) for one in lines if one.is_of_a_place},
        "places": chosen,
    }
    return _State(was.package, now, texts, legs, filled)


def _known(line: Line) -> str:
    """What an editor wrote stays told from what was filled in before."""
    return line.filled if line.why or line.is_own else line.translated


def _named(places: Collection[Destination]) -> list[str]:
    return sorted(str(place.uuid) for place in places)


def _write(page: Page, user: Any, was: _State, now: _State) -> None:
    """Nothing where all of it stands already, so that whoever builds edits no package."""
    same_words = (was.texts, was.legs) == (now.texts, now.legs)
    if was.package and same_words and was.filled == now.filled:
        return
    package = was.package or Package(page_id=page.pk)
    package.texts, package.filled = now.texts, now.filled
    package.save()
    bound = dict(package.legs.values_list("destination_id", "beside"))
    package.legs.all().delete()
    PackageLeg.objects.bulk_create(
        PackageLeg(
            package=package,
            destination_id=place,
            text=text,
            beside=bound.get(place, "") if text == was.legs.get(place) else "",
        )
        for place, text in now.legs.items()
    )
    if not (was.package and same_words):
        log(page, EDIT_PACKAGE, user=user)


def _notes(lines: Collection[Line], places: Collection[Destination]) -> Iterator[str]:
    channels = {words_of(place.channel) for place in places if place.archived_at is None}
    for line in lines:
        if line.is_own:
            yield _kept(line)
        elif line.why and line.channel in channels:
            yield _missing(line)


def _missing(line: Line) -> str:
    message = _(
        "The text for %(place)s is not translated yet (%(why)s) The page cannot be submitted before."
    )
    return message % {"place": line.label, "why": line.why}


def _kept(line: Line) -> str:
    message = _(
        "The text for %(place)s was changed in the package of the translated page, so it stays:"
        " compare it with the translation."
    )
    return message % {"place": line.label}


def _stays(place: Destination) -> str:
    if place.archived_at:
        message = _("%(place)s is archived, so nothing goes there. Its text stays in the package.")
    else:
        message = _(
            "The rules do not propose %(place)s any more. It stays in the package because its text"
            " was changed there: take it out if nothing is to go there."
        )
    return message % {"place": place.name}
