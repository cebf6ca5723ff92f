"""A national item with rules, one without copies, and a local copy of province A of the first."""

from typing import Any

from cms.models import Office, User
from tests.factories.following import BODY, copy_of, make_national, revise
from translations.copies.following import suspend
from translations.services import create_local_copy

LOCAL_DRAFT = "Ban dia phuong rieng 5515"


def make_copied(office: Office, author: User) -> dict[str, Any]:
    source = make_national(title="Bài có bản địa phương")
    free = make_national(title="Bài chưa ai sao")
    page = create_local_copy(page=source, office=office, user=author)
    page = revise(page, live=False, user=author, title=LOCAL_DRAFT, body=BODY[:2])
    waiting = create_local_copy(
        page=make_national(title="Bài chờ theo lại"), office=office, user=author
    )
    suspend(copy=copy_of(waiting), until=None, reason="Chờ số liệu", user=author)
    return {"suspended copy": waiting.pk, "national item": free.pk, "local copy": page.pk}
