"""Actions of the site in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

DELEGATE_ROLE = "cms.delegate_role"
REVOKE_DELEGATION = "cms.revoke_delegation"
REMIND_APPROVERS = "cms.remind_approvers"
PUBLISH_STRUCTURE = "cms.publish_structure"
TAKE_OFF_STRUCTURE = "cms.take_off_structure"
PUT_BACK_STRUCTURE = "cms.put_back_structure"
NEW_VERSION = "cms.new_version"
USE_VERSION = "cms.use_version"
SWITCH_LANGUAGE_ON = "cms.switch_language_on"
SWITCH_LANGUAGE_OFF = "cms.switch_language_off"


@hooks.register("register_log_actions")
def register_site_actions(actions: Any) -> None:
    actions.register_action(DELEGATE_ROLE, _("Delegate role"), _("Delegated the role"))
    actions.register_action(REVOKE_DELEGATION, _("Revoke delegation"), _("Revoked the delegation"))
    actions.register_action(REMIND_APPROVERS, _("Remind approvers"), _("Reminded the approvers"))
    actions.register_action(NEW_VERSION, _("New version of a file"), _("Made a new version"))
    actions.register_action(
        USE_VERSION, _("Use a new version of a file"), _("Used the new version of a file here")
    )
    actions.register_action(
        SWITCH_LANGUAGE_ON, _("Switch a language on"), _("Switched the language on")
    )
    actions.register_action(
        SWITCH_LANGUAGE_OFF, _("Switch a language off"), _("Switched the language off")
    )
    actions.register_action(PUBLISH_STRUCTURE)(PublicationOfStructure)
    actions.register_action(TAKE_OFF_STRUCTURE)(TakingOffOfStructure)
    actions.register_action(
        PUT_BACK_STRUCTURE, _("Put back the text before"), _("Put back the text before as a draft")
    )


class WithReason(LogFormatter):
    """`said` holds `%(reason)s`: what the entry was logged with."""

    said: Any

    def format_message(self, log_entry: Any) -> str:
        return str(self.said % {"reason": log_entry.data.get("reason", "")})


class PublicationOfStructure(WithReason):
    """A leader vouched for it."""

    label = _("Publish what leads to items")
    said = _("Published with a leader's agreement: %(reason)s")


class TakingOffOfStructure(WithReason):
    label = _("Take a section off the portal")
    said = _("Taken off the portal: %(reason)s")


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
