"""What was asked for in words, found; or one line that says what is possible instead."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from django.utils.translation import override

from cms.languages import UnknownLanguage, find
from cms.models import InfographicPage, Office
from media_assets.pieces.formats import FORMATS

from .of_page import languages_of

MOST = 20  # pages that a line names


class NotPossible(Exception):
    """The message is one line, for whoever asked."""


def page_of(pk: int) -> InfographicPage:
    page = InfographicPage.objects.select_related("locale").filter(pk=pk).first()
    if page is None:
        newest = InfographicPage.objects.order_by("-latest_revision_created_at")[:MOST]
        there = ", ".join(f"{one.pk} “{one.draft_title}”" for one in newest)
        raise NotPossible(f"Page {pk} is no infographic. Infographics: {there or 'none yet'}.")
    if not page.has_edition:
        raise NotPossible(f"Page {pk} belongs to no office yet. Save it once in the editor.")
    return page


def uses_draft(page: InfographicPage, *, asked: bool) -> bool:
    """The live version, unless the draft is asked for or there is nothing else."""
    return asked or not page.live


def formats_of(names: Iterable[str]) -> list[str]:
    return [_found(name, FORMATS, "format") for name in names]


def languages_for(page: InfographicPage, codes: Iterable[str], *, draft: bool) -> list[str]:
    """In the order of the registry, each once."""
    there = languages_of(page, draft=draft)
    wanted = {_language(code) for code in codes}
    if missing := sorted(wanted - set(there)):
        what = "edition" if draft else "live edition"
        raise NotPossible(
            f"The item has no {what} in {', '.join(missing)}. It is there in: {', '.join(there)}."
        )
    return [code for code in there if code in wanted]


def _language(code: str) -> str:
    """Django's code, of whichever code was typed."""
    try:
        with override("en"):  # like every line of these commands
            return find(code).code
    except UnknownLanguage as unknown:
        raise NotPossible(str(unknown)) from None


def offices_of(codes: Iterable[str]) -> list[Office]:
    offices = {one.code: one for one in Office.objects.select_related("home")}
    by_slug = {one.slug: one.code for one in offices.values()}
    names = [by_slug.get(code, code) for code in codes]
    return [offices[_found(name, offices, "office", shown=_large(offices))] for name in names]


def check_output(output: Path) -> None:
    """Before anything is drawn."""
    if output.is_dir():
        raise NotPossible(f"{output} is a folder; name a file in it.")
    if not output.absolute().parent.is_dir():
        raise NotPossible(f"There is no folder {output.absolute().parent}; make it first.")


def offices_served(page: InfographicPage) -> list[Office]:
    """Those that publish the page: of the centre's, the centre and every province."""
    own: Office = page.office
    if not own.is_centre:
        return [own]
    return list(Office.objects.exclude(level=Office.Level.GRASSROOTS).select_related("home"))


def _large(offices: Mapping[str, Office]) -> list[str]:
    """Codes of the centre and the provinces: those of the grassroots offices would fill the screen."""
    return [code for code, one in offices.items() if one.level != Office.Level.GRASSROOTS]


def _found(
    name: str, there: Mapping[str, object], kind: str, shown: Iterable[str] | None = None
) -> str:
    if name in there:
        return name
    near = get_close_matches(name, there, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    possible = ", ".join(there if shown is None else shown)
    raise NotPossible(f"There is no {kind} “{name}”.{meant} Possible: {possible}.")
