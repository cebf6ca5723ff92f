"""Mail to people of the house: a row in the transaction of its cause, which publishing sends."""

from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.users.models import UserProfile

from .models import Approval, ApprovalTaskState, Delegation, QueuedMail, User

Text = Callable[[], str]


def queue(user: User, subject: Text, body: Text) -> None:
    """Both texts are made in the recipient's language. People without an address get none."""
    queue_all([(user, subject, body)])


def queue_all(mails: Iterable[tuple[User, Text, Text]]) -> None:
    """As `queue`; two queries, however many people are written to."""
    wanted = [mail for mail in mails if mail[0] and mail[0].email and mail[0].is_active]
    if not wanted:
        return
    languages = _languages_of([user for user, _subject, _body in wanted])
    rows = []
    for user, subject, body in wanted:
        with translation.override(languages.get(user.pk) or settings.LANGUAGE_CODE):
            short = " ".join(subject().split())[:250]
            rows.append(QueuedMail(recipient=user.email, subject=short, body=body()))
    QueuedMail.objects.bulk_create(rows)


def _languages_of(users: Collection[User]) -> dict[int, str]:
    """Their own choice; Wagtail would fall back on the language of whoever causes the mail."""
    profiles = UserProfile.objects.filter(user__in=[user.pk for user in users])
    return dict(profiles.values_list("user_id", "preferred_language"))


def ask_for_approval(task_state: ApprovalTaskState) -> None:
    """To everybody who may take the step, with why it is they."""
    _write_to_approvers(
        task_state,
        lambda title: _("To approve: %(title)s") % {"title": title},
        lambda names: _("“%(title)s” of %(office)s waits for your approval.") % names,
    )


def remind_of_approval(task_state: ApprovalTaskState, asked_by: User | None = None) -> list[User]:
    """To everybody who may take the step now; returns whom."""
    since = date_format(timezone.localtime(task_state.started_at), "d/m/Y H:i")

    def text(names: dict) -> str:
        words = _("“%(title)s” of %(office)s has been waiting for your approval since %(since)s.")
        asked = _("%(person)s asks you to look at it.") % {"person": asked_by} if asked_by else ""
        return f"{words % (names | {'since': since})} {asked}".strip()

    return _write_to_approvers(
        task_state, lambda title: _("Reminder, to approve: %(title)s") % {"title": title}, text
    )


def _write_to_approvers(
    task_state: ApprovalTaskState, subject: Callable[[str], str], text: Callable[[dict], str]
) -> list[User]:
    from .approval.approvers import standings_of
    from .approval.wording import asked_because

    page = task_state.workflow_state.content_object.specific
    names = {"title": page.draft_title, "office": page.edition.office}
    url = address_of("loa_approve", task_state.pk)
    standings = standings_of(page, task_state.task.specific.role)
    for standing in standings:

        def body(standing=standing) -> str:
            parts = [text(names), asked_because(standing), url]
            return "\n\n".join(filter(None, parts)) + "\n"

        queue(standing.user, lambda: subject(page.draft_title), body)
    return [standing.user for standing in standings]


def tell_returned(page, task_state: ApprovalTaskState, by: User) -> None:
    """To whoever submitted it."""
    url = address_of("wagtailadmin_pages:edit", page.pk)
    state = task_state.workflow_state
    queue(
        state.requested_by,
        lambda: _("Returned: %(title)s") % {"title": page.draft_title},
        lambda: (
            _("%(person)s returned “%(title)s” with this comment:")
            % {"person": _decider(state, by), "title": page.draft_title}
            + f"\n\n{task_state.comment}\n\n{url}\n"
        ),
    )


def tell_approved(page, state, by: User) -> None:
    """To whoever submitted it."""
    url = address_of("loa_item", page.pk)
    queue(
        state.requested_by,
        lambda: _("Approved: %(title)s") % {"title": page.draft_title},
        lambda: (
            _("%(person)s approved “%(title)s”. It now goes out as planned.")
            % {"person": _decider(state, by), "title": page.draft_title}
            + f"\n\n{url}\n"
        ),
    )


def _decider(state, by: User) -> str:
    """With the capacity in which they decided, as the ledger has it."""
    from .approval.wording import with_capacity

    rows = Approval.objects.filter(workflow_state_id_then=state.pk, user=by)
    last = rows.order_by("-sequence").first()
    return with_capacity(last) if last else str(by)


def tell_of_delegation(delegation: Delegation) -> None:
    """To whom it was given."""
    _tell_of_delegation(
        delegation.delegate,
        delegation,
        lambda: _("Delegation from %(person)s") % {"person": delegation.delegator_name},
        lambda: _("What waits for you is then listed under “What to do”."),
    )


def tell_of_revocation(delegation: Delegation, by: User) -> None:
    """To both, except who revoked it."""
    for person in (delegation.delegate, delegation.delegator):
        if person and person.pk != by.pk:
            _tell_of_delegation(
                person,
                delegation,
                lambda: _("Delegation revoked"),
                lambda: _("%(person)s revoked it. It holds no longer.") % {"person": by},
            )


def _tell_of_delegation(
    person: User | None,
    delegation: Delegation,
    subject: Callable[[], str],
    last_words: Callable[[], str],
) -> None:
    from .approval.wording import delegation_in_words

    if person is None:
        return
    url = address_of("loa_delegations")
    queue(
        person,
        subject,
        lambda: f"{delegation_in_words(delegation)}\n\n{last_words()}\n\n{url}\n",
    )


def address_of(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)
