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
    for release in releases:
        for code, forms in release.content["pieces"].items():
            sheets = tuple((name, Picture(**forms[name])) for name in PAPER if name in forms)
            if code in by_code and sheets:
                yield Poster(release, by_code[code], sheets)


def file_of(picture: Picture) -> Path | None:
    """None when it is missing from the store."""
    path = path_of(picture.sha256)
    return path if path.exists() else None
