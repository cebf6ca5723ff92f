"""Actions of translating in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.log_actions import WithReason

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
