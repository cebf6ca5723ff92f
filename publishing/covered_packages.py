"""Whether the package of a local copy may follow the national approval: nobody of its office looks at it,
so every word of it was approved before, here or nationally, and no place drops out unseen.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.approval import Refused

from .models import Release
from .package import MISSING_FACT, Assembly, Leg
from .package_texts import to_keep
from .script.model import KEY, Script

Texts = dict[str, str]


@dataclass(frozen=True)
class Versions:
    """What is in force: of the copy, with the ids of its destinations and of those that it had a post
    for, and the national version that covers the new one. `settled_since`: gives the written forms of
    which the office said since then how they are read aloud."""

    before: Release
    covering: Release
    known: Collection[int]
    posted: Collection[int]
    settled_since: Callable[[], Collection[str]]


def refuse_another_package(assembly: Assembly, versions: Versions) -> None:
    """Raises Refused with the reason: the office approves it itself then."""
    _refuse_problems(assembly, versions)
    _refuse_new_words(assembly, versions)
    before, covering = versions.before, versions.covering
    now = {one["name"]: one["text"] for one in to_keep(assembly.texts)}
    texts = _from_either(now, _texts(before), _texts(covering))
    readings = _from_either(assembly.readings, _readings(before), _readings(covering))
    options = assembly.options in (_options(before), _options(covering))
    places = {leg.destination.pk for leg in assembly.legs} <= set(versions.known)
    if not (texts and readings and options and places and assembly.urgent == before.urgent):
        raise Refused(_("The package of the local copy was changed since its office approved it."))


def _refuse_problems(assembly: Assembly, versions: Versions) -> None:
    if assembly.blocking:
        raise Refused(str(assembly.blocking[0].message))
    if assembly.disclosed:
        raise Refused(str(assembly.disclosed[0].message))
    if assembly.go_live_at and assembly.go_live_at > timezone.now():
        raise Refused(_("The package of the local copy has a time that has not come yet."))
    for leg in assembly.legs:
        if leg.destination.pk in versions.posted:
            _refuse_what_is_to_be_mended(leg)


def _refuse_what_is_to_be_mended(leg: Leg) -> None:
    """A place below the office that had a post before would keep that, and nobody would be asked. A
    value that it lacks keeps back itself alone, as everywhere: it stands on the board with the reason."""
    for problem in leg.problems:
        if problem.blocking and problem.code != MISSING_FACT:
            raise Refused(f"{leg.destination}: {problem.message}")


def _refuse_new_words(assembly: Assembly, versions: Versions) -> None:
    """An editor says how a word is read, and a leader hears it when the bulletin is approved."""
    posts = {
        leg.post.hash: leg.post for leg in assembly.legs if leg.post and leg.post.extra.get(KEY)
    }
    scripts = [Script.from_data(post.extra[KEY]) for post in posts.values()]
    if not scripts:
        return
    new = {written.casefold() for written in versions.settled_since()}
    for piece in (piece for script in scripts for piece in script.rewritten):
        if piece.written.casefold() in new:
            message = _("Nobody approved yet that “%(written)s” is read as “%(said)s”.")
            raise Refused(message % {"written": piece.written, "said": piece.said})


def _from_either(now: Mapping[str, str], here: Mapping[str, str], there: Mapping[str, str]) -> bool:
    """Whether each is as it was approved at the office, or nationally; so is what is gone."""
    return all(now.get(name) in (here.get(name), there.get(name)) for name in {*now, *here})


def _texts(release: Release) -> Texts:
    return {one["name"]: one["text"] for one in release.content.get("package_texts") or ()}


def _readings(release: Release) -> Texts:
    return dict(release.content.get("readings") or {})


def _options(release: Release) -> dict[str, Any]:
    return dict(release.content.get("options", {}))
