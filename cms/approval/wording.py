"""In words: in what capacity somebody decided, and why somebody is asked."""

from collections.abc import Collection

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Approval, Delegation, Role, User
from .standing import Standing

DEPUTIES = {
    Role.LEADER: gettext_lazy("Deputy leader"),
    Role.SECTION_HEAD: gettext_lazy("Deputy head of section"),
    Role.POLICY_REVIEWER: gettext_lazy("Deputy policy reviewer"),
}
Basis = Approval.Basis


def capacity_of(row: Approval) -> str:
    """For the history: on what ground it was this person's to decide; empty if by their own role."""
    approved = row.decision == Approval.Decision.APPROVED
    if row.basis == Basis.DEPUTY:
        deputy = DEPUTIES.get(Role(row.step), _("as deputy"))
        return _("%(deputy)s approves") % {"deputy": deputy} if approved else str(deputy)
    if row.basis == Basis.STAND_IN:
        return ", ".join(filter(None, [row.get_basis_display(), _behalf(row, approved=False)]))
    if row.basis == Basis.DELEGATION:
        return _behalf(row, approved=approved)
    if row.basis == Basis.PAPER and row.on_behalf_of_name:
        signed = _("signed on paper by %(person)s") % {"person": row.on_behalf_of_name}
        return ", ".join(filter(None, [signed, ground_of(row)]))
    return row.get_basis_display() if row.basis else ""


def ground_of(row: Approval) -> str:
    """Why whoever signed on paper could decide; empty if by their own role."""
    words = []
    if row.signatory_basis in (Basis.DEPUTY, Basis.STAND_IN):
        words.append(str(row.get_signatory_basis_display()))
    if row.signatory_for_name:
        words.append(_("by delegation of %(person)s") % {"person": row.signatory_for_name})
    return ", ".join(words)


def _behalf(row: Approval, *, approved: bool) -> str:
    if not row.on_behalf_of_name:
        return ""
    words = (
        _("approves by delegation of %(person)s") if approved else _("by delegation of %(person)s")
    )
    return words % {"person": row.on_behalf_of_name}


def with_capacity(row: Approval) -> str:
    """Whose decision it is, with the capacity behind the name where there is one to tell.

    Of a signature on paper that is who signed: whoever recorded it decided nothing.
    """
    if row.basis == Basis.PAPER and row.on_behalf_of_name:
        return f"{row.on_behalf_of_name} ({_signed(row)})"
    capacity = capacity_of(row)
    return f"{row.user_name} ({capacity})" if capacity else row.user_name


def decided_by(row: Approval) -> str:
    """The name alone, but for paper: there the one who recorded it is said, too."""
    return with_capacity(row) if row.basis == Basis.PAPER else row.user_name or "–"


def _signed(row: Approval) -> str:
    words = [_("signed on paper"), ground_of(row)]
    if row.signed_on:
        day = date_format(row.signed_on, "d/m/Y")
        words[0] = _("signed on paper on %(day)s") % {"day": day}
    words.append(_("recorded by %(person)s") % {"person": row.user_name})
    return ", ".join(filter(None, words))


def step_and_people(role: str, people: Collection[User]) -> str:
    """Whom a step waits for; where nobody may take it, what to do about it."""
    if not people:
        return _(
            "Nobody can take the step “%(step)s” now: besides those who wrote the text, neither this"
            " office nor the one above has anybody in that role. Ask the administrator of the system"
            " to appoint somebody."
        ) % {"step": Role(role).label}
    names = ", ".join(str(person) for person in people)
    return f"{Role(role).label}: {names}"


def asked_because(standing: Standing) -> str:
    """Why somebody is asked who is not the first to be asked; empty for a role of their own."""
    return " ".join(filter(None, [_stand_in(standing), _delegated(standing)]))


def _stand_in(standing: Standing) -> str:
    if standing.stands_in_for is None:
        return ""
    names = {"office": standing.stands_in_for, "role": _lower(standing.role)}
    if standing.all_wrote:
        return (
            _(
                "At %(office)s every %(role)s wrote this text themselves, so the office above decides."
            )
            % names
        )
    return _("%(office)s has no %(role)s yet, so the office above decides.") % names


def _delegated(standing: Standing) -> str:
    if standing.delegation is None:
        return ""
    return _("You decide by delegation of %(person)s, until the end of %(day)s.") % {
        "person": standing.delegation.delegator_name,
        "day": date_format(standing.delegation.last_day, "d/m/Y"),
    }


def delegation_in_words(delegation: Delegation) -> str:
    """Who takes whose step from when until when, in one sentence."""
    return _(
        "From %(first)s until the end of %(last)s, %(delegate)s takes the step “%(role)s” of"
        " %(office)s by delegation of %(delegator)s (%(reason)s)."
    ) % {
        "first": date_format(delegation.first_day, "d/m/Y"),
        "last": date_format(delegation.last_day, "d/m/Y"),
        "delegate": delegation.delegate_name,
        "role": Role(delegation.role).label,
        "office": delegation.office,
        "delegator": delegation.delegator_name,
        "reason": delegation.reason,
    }


def _lower(role: str) -> str:
    """A role inside a sentence."""
    label = str(Role(role).label)
    return label[:1].lower() + label[1:]
