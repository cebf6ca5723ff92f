"""Drawings of what is released: the frozen bytes, as they were approved for an office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from cms.models import Office

from ..channel import Picture
from ..frozen import path_of
from ..models import Release
from .forms import PAPER


@dataclass(frozen=True)
class Poster:
    """An office's own sheets of one released item."""

    release: Release
    office: Office
    forms: tuple[tuple[str, Picture], ...]


def in_force() -> QuerySet[Release]:
    """Releases with drawings, newest first."""
    released = Release.objects.filter(state=Release.State.IN_FORCE, content__has_key="pieces")
    return released.exclude(kind=Release.Kind.WITHDRAW).order_by("-pk")


def release_with(page_id: int, code: str) -> Release | None:
    """Whose drawings of a page an office shows: its own since, else those of the version in force."""
    found = list(in_force().filter(page_id=page_id).select_related("office"))
    version = next((one for one in found if one.kind != Release.Kind.OFFICE), None)
    own = (
        one for one in found if version and one.pk > version.pk and code in one.content["pieces"]
    )
    return next(own, version)


def picture_of(release: Release, code: str, form: str) -> Picture | None:
    """In a form, for an office; of one that the release did not reach, the releasing office's."""
    pieces = release.content.get("pieces", {})
    found = pieces.get(code) or pieces.get(release.office.code) or {}
    return Picture(**found[form]) if form in found else None


def drawn_for(offices: Iterable[Office]) -> QuerySet[Release]:
    """Those with drawings of their own for any of these offices."""
    codes = [office.code for office in offices]
    found = in_force().filter(content__pieces__has_any_keys=codes)
    return found if codes else Release.objects.none()


def posters_of(releases: Iterable[Release], offices: Iterable[Office]) -> Iterator[Poster]:
    """What these offices may print, each with its own hotline and address."""
    by_code = {office.code: office for office in offices}
    told: set[tuple[int, str]] = set()
    for release in releases:
        item = release.edition_id or -(release.pk or 0)
        for code, forms in release.content["pieces"].items():
            sheets = tuple((name, Picture(**forms[name])) for name in PAPER if name in forms)
            if code in by_code and sheets and (item, code) not in told:
                told.add((item, code))  # a release for one office speaks before the version's
                yield Poster(release, by_code[code], sheets)


def file_of(picture: Picture) -> Path | None:
    """None when it is missing from the store."""
    path = path_of(picture.sha256)
    return path if path.exists() else None
