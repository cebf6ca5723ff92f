"""Actions of translating in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

REQUEST = "translations.request"
ASSIGN = "translations.assign"
WITHDRAW_REQUEST = "translations.withdraw_request"
TAKE_SOURCE = "translations.take_source"
MINOR_EDIT = "translations.minor_edit"
BUILD = "translations.build"


@hooks.register("register_log_actions")
def register_translation_actions(actions: Any) -> None:
    actions.register_action(REQUEST, _("Request a translation"), _("Requested a translation"))
    actions.register_action(ASSIGN, _("Assign a translation"), _("Assigned a translation"))
    actions.register_action(
        TAKE_SOURCE, _("Mark translations as out of date"), _("Translations went out of date")
    )
    actions.register_action(WITHDRAW_REQUEST)(WithdrawalOfRequest)
    actions.register_action(MINOR_EDIT)(DeclarationOfMinorEdit)
    actions.register_action(BUILD)(BuildingOfPage)


class WithdrawalOfRequest(LogFormatter):
    label = _("Withdraw a request for translation")

    def format_message(self, log_entry: Any) -> str:
        message = gettext("Withdrew the request for translation: %(reason)s")
        return message % {"reason": log_entry.data.get("reason", "")}


class DeclarationOfMinorEdit(LogFormatter):
    label = _("Minor edit")

    def format_message(self, log_entry: Any) -> str:
        message = gettext("Declared a minor edit, so that translations stay approved: %(reason)s")
        return message % {"reason": log_entry.data.get("reason", "")}


class BuildingOfPage(LogFormatter):
    """With the reason, where something is missing in it."""

    label = _("Build the translated page")

    def format_message(self, log_entry: Any) -> str:
        reason = log_entry.data.get("reason", "")
        if not reason:
            return gettext("Built the page from approved translations")
        message = gettext("Built the page with gaps: %(reason)s")
        return message % {"reason": reason}
