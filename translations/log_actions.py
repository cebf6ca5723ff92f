"""Actions of translating in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from cms.log_actions import WithReason

from .models.rollout import Severity

REQUEST = "translations.request"
ASSIGN = "translations.assign"
WITHDRAW_REQUEST = "translations.withdraw_request"
TAKE_SOURCE = "translations.take_source"
MINOR_EDIT = "translations.minor_edit"
NO_MINOR_EDIT = "translations.no_minor_edit"
BUILD = "translations.build"
DECLARE_CHANGE = "translations.declare_change"
TAKE_IN = "translations.take_in_national"
DECIDE_CHANGE = "translations.decide_change"
KEEP_COPY = "translations.keep_copy"
UNDO_DECISION = "translations.undo_decision"
SNOOZE_CHANGE = "translations.snooze_change"
OVERDUE = "translations.copy_overdue"
IMPORT_FILE = "translations.import_file"
IMPORT_MEMORY = "translations.import_memory"
UNAPPROVE_UNIT = "translations.unapprove_unit"
DELETE_UNIT = "translations.delete_unit"
ADD_TERM = "translations.add_term"
CHANGE_TERM = "translations.change_term"
DELETE_TERM = "translations.delete_term"
MAKE_COPY = "translations.make_copy"
SUSPEND_COPY = "translations.suspend_copy"
RESUME_COPY = "translations.resume_copy"
DETACH_COPY = "translations.detach_copy"
RESET_COPY = "translations.reset_copy"
REMIND_PAUSE = "translations.remind_pause"
COPY_RULES = "translations.copy_rules"


@hooks.register("register_log_actions")
def register_translation_actions(actions: Any) -> None:
    actions.register_action(REQUEST, _("Request a translation"), _("Requested a translation"))
    actions.register_action(ASSIGN, _("Assign a translation"), _("Assigned a translation"))
    actions.register_action(
        TAKE_SOURCE, _("Mark translations as out of date"), _("Translations went out of date")
    )
    actions.register_action(
        NO_MINOR_EDIT, _("Take back a minor edit"), _("Took back that it was a minor edit")
    )
    for action, label, message in (
        (TAKE_IN, _("Take in a national change"), _("Took in a change of the national item")),
        (DECIDE_CHANGE, _("Decide a national change"), _("Decided places of a national change")),
        (UNDO_DECISION, _("Undo a decision"), _("Undid what was decided of a national change")),
        (SNOOZE_CHANGE, _("Be reminded later"), _("Put a national change off to another day")),
        (OVERDUE, _("Deadline of a change"), _("The deadline of a critical change was missed")),
        (IMPORT_FILE, _("Import a translator's file"), _("Imported a translator's file")),
        (IMPORT_MEMORY, _("Import into the memory"), _("Imported into the memory")),
        (UNAPPROVE_UNIT, _("Take back an approval"), _("Took back the approval of a unit")),
        (DELETE_UNIT, _("Delete a unit of the memory"), _("Deleted a unit of the memory")),
        (ADD_TERM, _("Add a term"), _("Added the term")),
        (CHANGE_TERM, _("Change a term"), _("Changed the term")),
        (DELETE_TERM, _("Delete a term"), _("Deleted the term")),
        (RESUME_COPY, _("Follow the national item again"), _("Follows the national item again")),
        (
            REMIND_PAUSE,
            _("Reminder of a pause"),
            _("Reminded the office that it suspended following"),
        ),
        (COPY_RULES, _("Rules for local copies"), _("Changed the rules for local copies")),
    ):
        actions.register_action(action, label, message)
    actions.register_action(WITHDRAW_REQUEST)(WithdrawalOfRequest)
    actions.register_action(MINOR_EDIT)(DeclarationOfMinorEdit)
    actions.register_action(BUILD)(BuildingOfPage)
    actions.register_action(KEEP_COPY)(KeepingOfCopy)
    actions.register_action(MAKE_COPY)(MakingOfCopy)
    actions.register_action(RESET_COPY)(ResettingOfCopy)
    actions.register_action(SUSPEND_COPY)(SuspensionOfCopy)
    actions.register_action(DETACH_COPY)(DetachingOfCopy)
    actions.register_action(DECLARE_CHANGE)(DeclarationOfChange)


class WithdrawalOfRequest(WithReason):
    label = _("Withdraw a request for translation")
    said = _("Withdrew the request for translation: %(reason)s")


class DeclarationOfMinorEdit(WithReason):
    label = _("Minor edit")
    said = _("Declared a minor edit, so that translations stay approved: %(reason)s")


class BuildingOfPage(WithReason):
    """The reason is that for which something is missing in it, where anything is."""

    label = _("Build the translated page")
    said = _("Built the page with gaps: %(reason)s")

    def format_message(self, log_entry: Any) -> str:
        if log_entry.data.get("reason"):
            return super().format_message(log_entry)
        return gettext("Built the page from approved translations")


class KeepingOfCopy(WithReason):
    """The reason is that for which a critical change was not taken, where it was one."""

    label = _("Keep the local copy")
    said = _("Kept the local copy as it was: %(reason)s")

    def format_message(self, log_entry: Any) -> str:
        if log_entry.data.get("reason"):
            return super().format_message(log_entry)
        return gettext("Kept the local copy as it was")


class MakingOfCopy(LogFormatter):
    label = _("Make a local copy")

    def format_message(self, log_entry: Any) -> str:
        return gettext("Made as a local copy of “%(title)s”") % {
            "title": log_entry.data.get("source", "")
        }


class ResettingOfCopy(LogFormatter):
    label = _("Reset to the national text")

    def format_message(self, log_entry: Any) -> str:
        places = ", ".join(log_entry.data.get("places", []))
        return gettext("Reset to the national text: %(places)s") % {"places": places}


class SuspensionOfCopy(WithReason):
    label = _("Suspend following")
    said = _("Suspended following the national item: %(reason)s")


class DetachingOfCopy(WithReason):
    label = _("Detach for good")
    said = _("Detached from the national item for good: %(reason)s")


class DeclarationOfChange(WithReason):
    """For offices with copies of the item."""

    label = _("Say how grave a change is")
    said = _("Said how grave the change is for local copies: %(severity)s")

    def words(self, data: Any) -> dict[str, Any]:
        said = dict(Severity.choices).get(data.get("severity"), "–")
        return {"severity": ": ".join(str(one) for one in (said, data.get("reason")) if one)}
