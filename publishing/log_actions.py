"""Actions of publishing in Wagtail's audit log."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

RETRY = "publishing.retry_delivery"
CANCEL = "publishing.cancel_delivery"
SETTLE_FOUND = "publishing.settle_delivery_as_found"
SETTLE_ABSENT = "publishing.settle_delivery_as_absent"
CONFIRM = "publishing.confirm_delivery"
EDIT_PACKAGE = "publishing.edit_package"
RELEASE = "publishing.release"
CANCEL_RELEASE = "publishing.cancel_release"
WITHDRAW = "publishing.withdraw"


@hooks.register("register_log_actions")
def register_delivery_actions(actions: Any) -> None:
    actions.register_action(RETRY, _("Send again"), _("Sent the delivery again"))
    actions.register_action(CANCEL, _("Cancel delivery"), _("Cancelled the delivery"))
    actions.register_action(SETTLE_FOUND, _("It is there"), _("Confirmed that the post is there"))
    actions.register_action(
        SETTLE_ABSENT, _("It is not there"), _("Confirmed that the post is not there")
    )
    actions.register_action(
        CONFIRM, _("Confirm delivery"), _("Recorded a confirmation of the delivery")
    )


@hooks.register("register_log_actions")
def register_item_actions(actions: Any) -> None:
    actions.register_action(EDIT_PACKAGE, _("Edit package"), _("Edited the package"))
    actions.register_action(RELEASE, _("Release"), _("Released the approved version"))
    actions.register_action(CANCEL_RELEASE, _("Cancel release"), _("Cancelled the release"))
    actions.register_action(WITHDRAW, _("Take down"), _("Took the item down"))
