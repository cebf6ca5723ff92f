"""Mail to people of the house: a row in the transaction of its cause, which publishing sends."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from .models import ApprovalTaskState, Fact, QueuedMail, User


def queue(user: User, subject: Callable[[], str], body: Callable[[], str]) -> None:
    """Both texts are made in the recipient's language. People without an address get none."""
    if not user or not user.email or not user.is_active:
        return
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        QueuedMail.objects.create(
            recipient=user.email, subject=" ".join(subject().split())[:250], body=body()
        )


def ask_for_approval(task_state: ApprovalTaskState) -> None:
    """To everybody who may take the step."""
    from .approval.approvers import approvers_of

    page = task_state.workflow_state.content_object.specific
    url = _address("loa_approve", task_state.pk)
    for person in approvers_of(page, task_state.task.specific.role):
        queue(
            person,
            lambda: _("To approve: %(title)s") % {"title": page.draft_title},
            lambda: (
                _("“%(title)s” of %(office)s waits for your approval.")
                % {"title": page.draft_title, "office": page.edition.office}
                + f"\n\n{url}\n"
            ),
        )


def tell_returned(page, task_state: ApprovalTaskState, by: User) -> None:
    """To whoever submitted it."""
    url = _address("wagtailadmin_pages:edit", page.pk)
    queue(
        task_state.workflow_state.requested_by,
        lambda: _("Returned: %(title)s") % {"title": page.draft_title},
        lambda: (
            _("%(person)s returned “%(title)s” with this comment:")
            % {"person": by, "title": page.draft_title}
            + f"\n\n{task_state.comment}\n\n{url}\n"
        ),
    )


def tell_approved(page, state, by: User) -> None:
    """To whoever submitted it."""
    url = _address("loa_item", page.pk)
    queue(
        state.requested_by,
        lambda: _("Approved: %(title)s") % {"title": page.draft_title},
        lambda: (
            _("%(person)s approved “%(title)s”. It now goes out as planned.")
            % {"person": by, "title": page.draft_title}
            + f"\n\n{url}\n"
        ),
    )


def ask_about_fact(fact: Fact, people: list[User]) -> None:
    url = _address("loa_facts", fact.office.code)
    for person in people:
        queue(
            person,
            lambda: _("Fact to decide: %(office)s") % {"office": fact.office},
            lambda: (
                _("%(person)s proposes “%(value)s” for “%(key)s”.")
                % {"person": fact.proposed_by, "value": fact.value, "key": fact.key}
                + f"\n\n{url}\n"
            ),
        )


def _address(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)
