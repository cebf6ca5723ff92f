"""What a piece's editor is told when something has no room: which block, in which format."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from media_assets.pieces.formats import Format
from media_assets.pieces.render import HEADLINE, LETTERS, PieceProblem

from .models import InfographicPage
from .pieces import NotANumber, block_names


def message_for(page: InfographicPage, problem: PieceProblem, form: Format) -> str:
    return message_of(block_names(page), problem, form)


def message_of(names: Mapping[str, str], problem: PieceProblem, form: Format) -> str:
    """`names` are those of the blocks, by id."""
    if problem.code == LETTERS:
        return _letters(names.get(problem.block, ""))
    if problem.code == HEADLINE:
        message = _("The title has no room in the format “%(format)s”. Shorten it.")
        return message % {"format": form.label}
    name = names.get(problem.block)
    if name is None:
        message = _(
            "The texts have no room in the format “%(format)s”. Shorten the lead or the source line."
        )
        return message % {"format": form.label}
    message = _(
        "“%(block)s” has no room in the format “%(format)s”. Shorten its texts, or move it further"
        " down or into an infographic of its own."
    )
    return message % {"block": name, "format": form.label}


def _letters(block: str) -> str:
    if not block:
        return _(
            "The title, lead, source line or footer holds letters that cannot be drawn. Write them"
            " with the letters of the language's keyboard."
        )
    message = _(
        "“%(block)s” holds letters that cannot be drawn. Write them with the letters of the"
        " language's keyboard."
    )
    return message % {"block": block}


def not_a_number(page: InfographicPage, error: NotANumber) -> str:
    message = _(
        "“%(block)s” draws %(text)s, which is no number. Have the figure mended on the fact sheet,"
        " or write a number here."
    )
    return message % {"block": block_names(page).get(error.block, ""), "text": error.text}
