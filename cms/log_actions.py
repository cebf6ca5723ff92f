"""Actions of the site in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

DELEGATE_ROLE = "cms.delegate_role"
REVOKE_DELEGATION = "cms.revoke_delegation"
REMIND_APPROVERS = "cms.remind_approvers"


@hooks.register("register_log_actions")
def register_site_actions(actions: Any) -> None:
    actions.register_action(DELEGATE_ROLE, _("Delegate role"), _("Delegated the role"))
    actions.register_action(REVOKE_DELEGATION, _("Revoke delegation"), _("Revoked the delegation"))
    actions.register_action(REMIND_APPROVERS, _("Remind approvers"), _("Reminded the approvers"))


PROPOSE_CORRECTION = "cms.propose_correction"
ACCEPT_CORRECTION = "cms.accept_correction"
DECLINE_CORRECTION = "cms.decline_correction"
WITHDRAW_CORRECTION = "cms.withdraw_correction"


@hooks.register("register_log_actions")
def register_correction_actions(actions: Any) -> None:
    for action, label, message in (
        (PROPOSE_CORRECTION, _("Return with corrections"), _("Returned with corrections")),
        (ACCEPT_CORRECTION, _("Accept corrections"), _("Accepted the corrections")),
        (DECLINE_CORRECTION, _("Decline corrections"), _("Declined the corrections")),
        (WITHDRAW_CORRECTION, _("Withdraw corrections"), _("Withdrew the corrections")),
    ):
        actions.register_action(action, label, message)
