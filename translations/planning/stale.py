"""What a new version of the source made out of date."""

from wagtail.models import Page

from . import notices
from .narrowing import at_stage, standing_requests
from .standing import Stage


def tell_translators(page: Page) -> None:
    """Whoever translates it into a language that is out of date now. Two queries, and the mail."""
    stale = at_stage(standing_requests().filter(page=page.pk), Stage.STALE)
    notices.tell_stale(stale.select_related("page", "work", "assignee").order_by("pk"))
