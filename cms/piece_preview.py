"""A draft's piece in every format, for its editor: one picture at a time, and what has no room."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from media_assets.pieces.cache import rendered
from media_assets.pieces.crew import SettingFailed
from media_assets.pieces.data import Piece
from media_assets.pieces.formats import FORMATS, Format
from media_assets.pieces.render import HEADLINE, PieceProblem

from .fact_sheets import facts_for
from .missing_facts import known_keys, lacks
from .models import InfographicPage, Office
from .piece_description import unmentioned
from .piece_problems import message_for, not_a_number
from .pieces import NotANumber, piece_for, texts_of
from .placeholders import missing_in
from .portal import office_around

POINTS_A_MILLIMETRE = 72 / 25.4
WIDEST = 900  # points: larger paper is shown smaller
MADE = tuple(form for form in FORMATS.values() if form.kind != "svg")  # the portal's is its page


@dataclass(frozen=True)
class Preview:
    """`problems` are of the piece in any format; without a piece there is nothing to draw."""

    problems: tuple[str, ...]
    piece: Piece | None = None

    @property
    def forms(self) -> tuple[Format, ...]:
        return MADE if self.piece else ()

    @property
    def key(self) -> str:
        """The same for the same drawings."""
        return self.piece.hash[:16] if self.piece else ""


def preview_of(page: InfographicPage) -> Preview:
    """As the page's own office would publish it; what it has no value for is said and left open."""
    office = page.office if page.has_edition else office_around(page)
    office = office or Office.objects.filter(level=Office.Level.CENTRE).first()
    if office is None or not len(page.piece):
        return Preview((_("The infographic has no content yet."),))
    facts = facts_for(office)
    missing = missing_in(texts_of(page), facts)
    problems = [str(lack.message) for lack in lacks(office, missing, known=known_keys(office))]
    known = {**facts, **dict.fromkeys(missing, "…")}
    try:
        piece = piece_for(page, office=office, facts=known, link=_link(page))
    except NotANumber as error:
        return Preview((*problems, not_a_number(page, error)))
    return Preview((*problems, *unmentioned(page, piece)), piece)


def drawing(page: InfographicPage, name: str) -> dict[str, Any] | None:
    """One format as JSON: its picture, as an address that holds it, and what has no room there.

    None where there is no such format, or nothing to draw.
    """
    form = next((form for form in MADE if form.name == name), None)
    piece = preview_of(page).piece
    if form is None or piece is None:
        return None
    try:
        made = rendered(piece, on_screen(form))
    except SettingFailed as error:
        problem = {"code": "not_drawn", "block": "", "field": "", "message": str(error)}
        return {"address": "", "problems": [problem]}
    return {
        "address": f"data:{made.media_type};base64,{b64encode(made.content).decode()}",
        "problems": list(_problems(page, made.problems, form)),
    }


def on_screen(form: Format) -> Format:
    """Paper as a picture of the same setting: its points are pixels."""
    if form.kind != "pdf":
        return form
    scale = min(1, WIDEST / (form.width * POINTS_A_MILLIMETRE))
    length = POINTS_A_MILLIMETRE * scale
    return replace(
        form,
        kind="png",
        width=form.width * length,
        height=form.height * length,
        margin=form.margin * length,
        body=form.body * scale,
        least=form.least * scale,
        bleed=0,
    )


def _link(page: Page) -> str:
    """Of a page that was never saved its own address is not known yet."""
    return (page.full_url if page.pk else "") or "https://example.org/"


def _problems(
    page: InfographicPage, problems: Iterable[PieceProblem], form: Format
) -> Iterable[dict[str, str]]:
    """Each message once, with the block, or the field of the form, that is to be mended."""
    said = set()
    for problem in problems:
        message = message_for(page, problem, form)
        if message not in said:
            said.add(message)
            field = "" if problem.block else "title" if problem.code == HEADLINE else "lead"
            place = {"block": problem.block, "field": field}
            yield {"code": problem.code, **place, "message": message}
