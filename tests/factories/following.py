"""A national item and offices that have copies of their own of it."""

from typing import Any

from cms.models import ArticlePage, Edition, ItemPage, Office, Role, User
from tests.factories.offices import make_centre, make_province
from tests.factories.pages import make_article, publish
from tests.factories.users import make_user
from translations.models import LocalCopy
from translations.services import create_local_copy

BODY = [
    {"type": "heading", "value": {"text": "Mức đóng", "level": "2"}, "id": "khoi-1"},
    {"type": "paragraph", "value": "<p>Mức đóng là 8 %.</p>", "id": "khoi-2"},
    {"type": "paragraph", "value": "<p>Gọi {{hotline}}.</p>", "id": "khoi-3"},
]


def make_national(**fields: Any) -> ArticlePage:
    """A live article of the centre; `user` signs its revision."""
    fields.setdefault("title", "Mức đóng mới")
    user = fields.pop("user", None)
    body = fields.pop("body", BODY)
    page = make_article(make_centre(), user=user, **fields)
    return revise(page, user=user, body=body)


def revise(page: ItemPage, *, live: bool = True, user: User | None = None, **fields: Any) -> Any:
    """A new revision with these values (streams as raw data); live unless told otherwise."""
    from translations.local_content import with_content

    latest = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    with_content(latest, fields).save_revision(user=user, log_action="wagtail.edit")
    page = type(page).objects.get(pk=page.pk)
    return publish(page) if live else page


def make_editor(office: Office, *roles: Role) -> User:
    return make_user(office, *(roles or (Role.EDITOR,)))


def make_copy(
    source: ItemPage | None = None, office: Office | None = None, user: User | None = None
) -> Any:
    """The office's draft; its row is `copy_of(page)`."""
    office = office or make_province()
    return create_local_copy(
        page=source or make_national(), office=office, user=user or make_editor(office)
    )


def copy_of(page: ItemPage) -> LocalCopy:
    return LocalCopy.objects.select_related("edition__source", "edition__page").get(
        edition__page=page.pk
    )


def edition_of(page: ItemPage) -> Edition:
    return Edition.objects.get(page=page.pk)
