"""A live national item with offices that have copies of it, and changes of it."""

import json
from typing import Any

from wagtail.models import Revision

from cms.models import ArticlePage, Edition, Office, Role, User
from cms.permissions import sync_office_permissions
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user
from translations.models import ChangeDeclaration, ChangeNotice, LocalCopy, Rollout
from translations.rolling import turns
from translations.services.local_copies import create_local_copy

BODY = [
    ("heading", {"text": "Mức đóng", "level": "2"}),
    ("paragraph", "<p>Mức đóng là 4,5% lương cơ sở.</p>"),
    ("paragraph", "<p>Nộp hồ sơ tại cơ quan bảo hiểm xã hội.</p>"),
    ("paragraph", "<p>Không mất phí.</p>"),
]
HEADING, RATE, WHERE, FREE = range(4)


class Following:
    """`copies[0]` is that of the first office. Nothing is rolled out until `roll_out`."""

    def __init__(self, offices: int = 1, *, live: bool = True, **fields: Any) -> None:
        self.centre = make_centre()
        self.centre_editor = make_user(self.centre, Role.EDITOR)
        self.centre_leader = make_user(self.centre, Role.LEADER)
        sync_office_permissions(self.centre)
        fields.setdefault("title", "Mức đóng bảo hiểm y tế")
        fields.setdefault("body", BODY)
        self.page = make_article(self.centre, user=self.centre_editor, **fields)
        publish(self.page)
        self.offices: list[Office] = []
        self.editors: list[User] = []
        self.leaders: list[User] = []
        self.copies: list[ArticlePage] = []
        for _number in range(offices):
            self.add_office(live=live)

    def add_office(self, *, live: bool = True) -> ArticlePage:
        office = make_province()
        editor, leader = make_user(office, Role.EDITOR), make_user(office, Role.LEADER)
        sync_office_permissions(office)
        copy = create_local_copy(page=self.national(), office=office, user=editor)
        if live:
            publish(copy)
        self.offices.append(office)
        self.editors.append(editor)
        self.leaders.append(leader)
        self.copies.append(copy)
        return copy

    @property
    def edition(self) -> Edition:
        return self.national().edition

    def national(self) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.page.pk)

    def copy(self, number: int = 0) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.copies[number].pk)

    def row(self, number: int = 0) -> LocalCopy:
        return LocalCopy.objects.get(edition__page=self.copies[number].pk)

    def change(self, block: int, value: Any, **fields: Any) -> Rollout | None:
        """Of the national item, live at once."""
        edit(self.national(), block, value, self.centre_editor, **fields)
        publish(self.national())
        return self.newest()

    def change_here(
        self, block: int, value: Any, number: int = 0, *, live: bool = True
    ) -> Revision:
        """Of an office's copy."""
        edit(self.copy(number), block, value, self.editors[number])
        if live:
            publish(self.copy(number))
        return self.copy(number).latest_revision

    def declare(self, severity: str, days: int | None = None, **fields: Any) -> ChangeDeclaration:
        return ChangeDeclaration.objects.create(
            edition=self.edition, severity=severity, days=days, **fields
        )

    def newest(self) -> Rollout | None:
        return Rollout.objects.filter(edition=self.edition).first()

    def roll_out(self) -> None:
        for rollout in Rollout.objects.filter(state=Rollout.State.WAITING).order_by("pk"):
            turns.work_at(rollout.pk)

    def notice(self, number: int = 0) -> ChangeNotice:
        """The newest of an office."""
        return ChangeNotice.objects.filter(copy=self.row(number)).order_by("-rollout_id")[0]

    def draft(self, number: int = 0) -> list[Any]:
        """Values of the blocks of a copy's latest draft."""
        return values_of(self.copy(number).get_latest_revision())


def edit(page: ArticlePage, block: int, value: Any, user: User, **fields: Any) -> Revision:
    """A draft with another value in a block; None removes it."""
    content = dict(page.get_latest_revision().content)
    body = json.loads(content["body"])
    if value is None:
        del body[block]
    elif block < len(body):
        body[block]["value"] = value
    else:
        body.append(value)
    content["body"] = json.dumps(body)
    return page.with_content_json(content | fields).save_revision(user=user)


def values_of(revision: Revision) -> list[Any]:
    return [block["value"] for block in json.loads(revision.content["body"])]
