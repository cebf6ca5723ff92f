"""Items on their way through approval."""

from datetime import timedelta

from cms import approval
from cms.approval import seams
from cms.approval.delegation import delegate_role
from cms.models import ArticlePage, Office, Role
from cms.working_time import today

from .offices import make_province
from .pages import make_article
from .users import make_user


class Desk:
    """An office with an editor, a policy reviewer and a leader, and one draft by the editor."""

    def __init__(self, office: Office | None = None, **fields) -> None:
        self.office = office or make_province()
        self.editor = make_user(self.office, Role.EDITOR, last_name="Lò", first_name="Thị Biên")
        self.reviewer = make_user(
            self.office, Role.POLICY_REVIEWER, last_name="Vàng", first_name="A Định"
        )
        self.leader = make_user(self.office, Role.LEADER, last_name="Hà", first_name="Văn Duyệt")
        self.page: ArticlePage = make_article(
            self.office, user=self.editor, owner=self.editor, **fields
        )

    def submit(self):
        approval.submit_for_approval(page=self.page, user=self.editor)
        return self.step()

    def step(self):
        """The step that the page waits at, as the database has it now."""
        return approval.current_step(self.now())

    def shown(self) -> str:
        """The hash that an approver's screen carries now."""
        page = self.now()
        return seams.fingerprint(page, page.get_latest_revision())

    def approve(self, user, fingerprint: str | None = None) -> None:
        shown = self.shown() if fingerprint is None else fingerprint
        approval.approve(task_state=self.step(), user=user, fingerprint=shown)

    def now(self) -> ArticlePage:
        return type(self.page).objects.get(pk=self.page.pk)

    def overwrite(self, **changes) -> None:
        """What autosave did in Wagtail: the revision in review gets another content in place."""
        revision = self.now().get_latest_revision()
        revision.content = {**revision.content, **changes}
        revision.save(update_fields=["content"])


def make_delegation(desk: Desk, delegate, *, days: int = 3, starts_in: int = 0, by=None, **fields):
    """Of the desk's leader to `delegate`, for that many days from today or later."""
    first = today() + timedelta(days=starts_in)
    return delegate_role(
        user=by or desk.leader,
        office=desk.office,
        role=fields.pop("role", Role.LEADER),
        delegate=delegate,
        first_day=first,
        last_day=first + timedelta(days=days - 1),
        reason=fields.pop("reason", "Quyết định số 12/QĐ-BHXH"),
    )
