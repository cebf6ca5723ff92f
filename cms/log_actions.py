"""Actions of the site in Wagtail's audit log."""

from collections.abc import Mapping
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
    """`said` holds `%(reason)s`: what the entry was logged with; more where `words` gives more."""

    said: Any

    def format_message(self, log_entry: Any) -> str:
        return str(self.said % self.words(log_entry.data))

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"reason": data.get("reason", "")}


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


PROPOSE_FACTS = "cms.propose_facts"
WITHDRAW_FACTS = "cms.withdraw_facts"
APPROVE_FACTS = "cms.approve_facts"
REFUSE_FACTS = "cms.refuse_facts"
IMPORT_FACTS = "cms.import_facts"


class FactsNamed(WithReason):
    """`said` holds `%(facts)s`: keys and values of the entry."""

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        facts = ", ".join(f"{one['key']} = {one['value']}" for one in data.get("facts", ()))
        return super().words(data) | {"facts": facts}


class ProposalOfFacts(FactsNamed):
    label = _("Propose facts")
    said = _("Proposed for the fact sheet: %(facts)s")


class WithdrawalOfFacts(FactsNamed):
    label = _("Withdraw proposed facts")
    said = _("Withdrew what was proposed for the fact sheet: %(facts)s")


class ApprovalOfFacts(FactsNamed):
    label = _("Put facts in force")
    said = _("Put in force on the fact sheet: %(facts)s")


class RefusalOfFacts(FactsNamed):
    label = _("Refuse facts")
    said = _("Refused for the fact sheet: %(facts)s. Reason: %(reason)s")


class ImportOfFacts(WithReason):
    label = _("Import facts")
    said = _("Imported facts from “%(file)s”: %(count)s proposals")

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"file": data.get("file", ""), "count": data.get("count", 0)}


@hooks.register("register_log_actions")
def register_fact_actions(actions: Any) -> None:
    actions.register_action(PROPOSE_FACTS)(ProposalOfFacts)
    actions.register_action(WITHDRAW_FACTS)(WithdrawalOfFacts)
    actions.register_action(APPROVE_FACTS)(ApprovalOfFacts)
    actions.register_action(REFUSE_FACTS)(RefusalOfFacts)
    actions.register_action(IMPORT_FACTS)(ImportOfFacts)
