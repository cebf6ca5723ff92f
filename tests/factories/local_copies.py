"""Local copies of a national item that are on the portal."""

from collections.abc import Sequence
from typing import Any

from cms.models import ArticlePage, ItemPage, Office, Role
from tests.factories.offices import make_province
from tests.factories.pages import publish
from tests.factories.translations import Booth, make_linguist
from tests.factories.users import make_user
from translations.services import create_local_copy, request_translation


def make_copy(
    national: ItemPage,
    office: Office | None = None,
    *,
    live: bool = True,
    user: Any = None,
    **fields: Any,
) -> ArticlePage:
    """The office's copy of the live item; `fields` say something of its own."""
    office = office or make_province()
    user = user or make_user(office, Role.EDITOR)
    source = type(national).objects.get(pk=national.pk)
    page = create_local_copy(page=source, office=office, user=user)
    if fields:
        draft = page.get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(draft, name, value)
        draft.save_revision(user=user)
    if live:
        publish(ArticlePage.objects.get(pk=page.pk), user)
    return ArticlePage.objects.get(pk=page.pk)


class Place(Booth):
    """An office with a local copy of the booth's item, asked for in Khmer."""

    def __init__(
        self, national: Booth, before: str = "", after: str = "", asked: Sequence[str] = ("km",)
    ) -> None:
        self.office = make_province()
        self.editor = make_user(self.office, Role.EDITOR)
        self.translator = make_linguist(self.office, Role.TRANSLATOR)
        self.reviewer = make_linguist(self.office, Role.LANGUAGE_REVIEWER)
        self.page = make_copy(national.page, self.office, user=self.editor)
        if before:
            self.revise(before, after)
            self.page.refresh_from_db()
        made = request_translation(page=self.page, languages=asked, user=self.editor)
        self.requests = {each.language: each for each in made}
