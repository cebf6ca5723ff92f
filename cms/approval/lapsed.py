"""What somebody is told whose delegation has not begun, has ended or was taken away."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Delegation, Office, User
from ..working_time import today


def why_no_longer(line: list[Office], role: str, user: User) -> str:
    """The message about the nearest delegation of this step to `user`; empty if there was none."""
    given = Delegation.objects.filter(office__in=line, role=role, delegate=user)
    last = given.order_by("-last_day", "-pk").first()
    if last is None or given.in_force().exists():  # in force, and yet not theirs: an author's text
        return ""
    return _message(last) % {
        "person": last.delegator_name,
        "first": date_format(last.first_day, "d/m/Y"),
        "last": date_format(last.last_day, "d/m/Y"),
    }


def _message(delegation: Delegation) -> str:
    if delegation.revoked_at:
        return _("%(person)s's delegation to you was revoked. Nothing was decided.")
    if delegation.first_day > today():
        return _("%(person)s's delegation to you begins only on %(first)s. Nothing was decided.")
    if delegation.last_day < today():
        return _(
            "%(person)s's delegation to you ended with the day %(last)s. Nothing was decided. Ask"
            " for a new one, or leave the item to %(person)s."
        )
    return _(
        "%(person)s's delegation to you no longer holds, because the role or the office of one of"
        " you changed. Nothing was decided."
    )
