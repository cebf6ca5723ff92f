"""Takes a demo item the way that people take: package, submission, every step, release."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.approval import seams
from cms.approval.services import approve, current_step, submit_for_approval
from cms.demo.people import LOGINS
from cms.models import Role, User

from ..models import Destination
from ..services.packages import save_package


def person(office_code: str, role: Role) -> User:
    """Who holds the role in that office, or in the centre where the office has nobody."""
    for code in (office_code, "VN"):
        for login in LOGINS:
            if login.office == code and role in login.roles:
                return User.objects.get(username=login.username)
    raise LookupError(role)


def prepare_package(
    page: Page, *, editor: User, destinations: Iterable[Destination], facebook: str, bulletin: str
) -> None:
    texts = {
        name: {"text": text, "options": {}}
        for name, text in (("facebook", facebook), ("loudspeaker", bulletin))
        if text
    }
    save_package(
        page=page,
        user=editor,
        destinations=destinations,
        texts=texts,
        leg_texts={},
        go_live_at=None,
    )


def submit_and_approve(page: Page, *, editor: User, office_code: str) -> list[str]:
    """Every step of the workflow by whoever holds its role; returns what happened, in words."""
    submit_for_approval(page=page, user=editor, comment="")
    told = [f"{editor} trình duyệt"]
    while True:
        page = type(page).objects.get(pk=page.pk)
        step = current_step(page)
        if step is None:
            return told
        role = Role(step.task.specific.role)
        approver = person(office_code, role)
        shown = seams.fingerprint(page, step.revision)
        approve(task_state=step, user=approver, fingerprint=shown)
        told.append(f"{approver} duyệt ({shown[:12]}…)")
