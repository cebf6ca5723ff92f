"""The logo in the footer of an office's designed pieces: whose it is, and whether it may be one."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from media_assets import rights
from media_assets.models import Picture
from media_assets.pieces.logo import logo_from

from .models import Office

LEAST_SIDE = 256  # pixels of the longer side: it is printed on posters
MOST_RATIO = 4  # longer ones are too low beside the lines of a footer


def logo_for(office: Office) -> str:
    """For a piece's footer: the office's own, else that of the nearest office above; empty without one.

    The newest version of it, as drafts take the newest of every picture.
    """
    above: Office | None = office
    while above is not None:
        if above.logo is not None:
            return logo_from(_newest(above.logo))
        above = above.parent
    return ""


def _newest(picture: Picture) -> Picture:
    newest: Picture | None = picture.versions.first() if picture.superseded else None
    return newest or picture


def problems_as_logo(picture: Picture, today: date) -> Iterator[str]:
    """Why it cannot be one, and what to do. Asked when it is chosen; no release waits for it."""
    for problem in rights.problems(picture, today):
        if problem.blocking:
            yield problem.message
    if picture.made_by_ai:
        yield _(
            "A picture that AI made or changed is no logo, as footers have no room to say so. Choose another one."
        )
    longer, shorter = sorted((picture.width, picture.height), reverse=True)
    if longer < LEAST_SIDE:
        yield _("The picture is too small: choose one of at least %(least)s pixels.") % {
            "least": LEAST_SIDE
        }
    if longer > MOST_RATIO * shorter:
        yield _(
            "The picture is too long: choose one whose longer side is at most %(most)s times the shorter."
        ) % {"most": MOST_RATIO}
