"""Actions of publishing in Wagtail's audit log."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.log_actions import WithReason

RETRY = "publishing.retry_delivery"
CANCEL = "publishing.cancel_delivery"
SETTLE_FOUND = "publishing.settle_delivery_as_found"
SETTLE_ABSENT = "publishing.settle_delivery_as_absent"
CONFIRM = "publishing.confirm_delivery"
EDIT_PACKAGE = "publishing.edit_package"
RELEASE = "publishing.release"
RELEASE_COVERED = "publishing.release_covered"
RELEASE_FOR_OFFICE = "publishing.release_for_office"
CANCEL_RELEASE = "publishing.cancel_release"
WITHDRAW = "publishing.withdraw"
NOD = "publishing.nod"
REFUSE_NOD = "publishing.refuse_nod"
SET_NATIONAL_POSTS = "publishing.set_national_posts"
SET_NATIONAL_APPROVAL = "publishing.set_national_approval"
OVERRULE = "publishing.overrule_findings"
AGREE_EMERGENCY = "publishing.agree_emergency"
SET_EMERGENCY = "publishing.set_emergency"
ORDER_DRAWINGS = "publishing.order_drawings"
CANCEL_DRAWINGS = "publishing.cancel_drawings"
BRING_READING = "publishing.bring_reading"
HEAR_READING = "publishing.hear_reading"
REFUSE_READING = "publishing.refuse_reading"
CHOOSE_MACHINE_VOICE = "publishing.choose_machine_voice"
CREATE_DESTINATION = "publishing.create_destination"
EDIT_DESTINATION = "publishing.edit_destination"
HOLD_DESTINATION = "publishing.hold_destination"
RECONNECT_DESTINATION = "publishing.reconnect_destination"
ARCHIVE_DESTINATION = "publishing.archive_destination"
SET_STOP = "publishing.set_stop"
LIFT_STOP = "publishing.lift_stop"
ISSUE_COMMUNE_LINK = "publishing.issue_commune_link"
REVOKE_COMMUNE_LINK = "publishing.revoke_commune_link"
ADD_COMMUNES = "publishing.add_communes"
REMIND_COMMUNES = "publishing.remind_communes"
ADD_WORD = "publishing.add_spoken_word"
WITHDRAW_WORD = "publishing.withdraw_spoken_word"
CHOOSE_PROFILE = "publishing.choose_spoken_profile"


class CoveredRelease(WithReason):
    """Of a local copy that took in what the centre changed."""

    label = _("Release by the national approval")
    said = _("Released: the national approval of %(approved_by)s covers it")

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"approved_by": data.get("approved_by", "")}


class ReleaseForOffice(WithReason):
    label = _("Release for one office")
    said = _("Released for %(office)s alone: %(reason)s")

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"office": data.get("office", ""), "reason": data.get("reason", "")}


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
    actions.register_action(RELEASE_COVERED)(CoveredRelease)
    actions.register_action(RELEASE_FOR_OFFICE)(ReleaseForOffice)
    actions.register_action(CANCEL_RELEASE, _("Cancel release"), _("Cancelled the release"))
    actions.register_action(WITHDRAW, _("Take down"), _("Took the item down"))
    actions.register_action(OVERRULE, _("Let pass"), _("Let a found number or stamp pass"))
    actions.register_action(
        AGREE_EMERGENCY,
        _("Agree to emergency"),
        _("Agreed as second leader to an emergency bulletin"),
    )
    actions.register_action(NOD, _("Agree"), _("Agreed to posts in the office's name"))
    actions.register_action(REFUSE_NOD, _("Refuse"), _("Refused posts in the office's name"))
    actions.register_action(ORDER_DRAWINGS, _("Order drawings"), _("Ordered all drawings"))
    actions.register_action(CANCEL_DRAWINGS, _("Cancel drawings"), _("Cancelled all drawings"))


@hooks.register("register_log_actions")
def register_commune_actions(actions: Any) -> None:
    actions.register_action(
        ISSUE_COMMUNE_LINK, _("Make link of commune"), _("Made a new link for the commune")
    )
    actions.register_action(
        REVOKE_COMMUNE_LINK, _("Revoke link of commune"), _("Revoked the link of the commune")
    )
    actions.register_action(ADD_COMMUNES, _("Add communes"), _("Added places of communes"))
    actions.register_action(REMIND_COMMUNES, _("Remind commune"), _("Reminded the commune"))


@hooks.register("register_log_actions")
def register_sound_actions(actions: Any) -> None:
    actions.register_action(BRING_READING, _("Bring a recording"), _("Brought a recording"))
    actions.register_action(HEAR_READING, _("Hear a recording"), _("Found the recording right"))
    actions.register_action(REFUSE_READING, _("Refuse a recording"), _("Refused the recording"))
    actions.register_action(
        CHOOSE_MACHINE_VOICE, _("Machine voices"), _("Set whether machine voices go out")
    )


@hooks.register("register_log_actions")
def register_voice_actions(actions: Any) -> None:
    actions.register_action(ADD_WORD, _("Add a spoken word"), _("Said how a word is read aloud"))
    actions.register_action(
        WITHDRAW_WORD, _("Withdraw a spoken word"), _("Withdrew how a word is read aloud")
    )
    actions.register_action(
        CHOOSE_PROFILE, _("Choose a way of reading"), _("Chose the region's way of reading")
    )


@hooks.register("register_log_actions")
def register_destination_actions(actions: Any) -> None:
    for action, label, message in (
        (CREATE_DESTINATION, _("Add destination"), _("Added the destination")),
        (EDIT_DESTINATION, _("Edit destination"), _("Edited the destination")),
        (HOLD_DESTINATION, _("Hold"), _("Held the destination")),
        (RECONNECT_DESTINATION, _("Reconnect"), _("Reconnected the destination")),
        (ARCHIVE_DESTINATION, _("Archive"), _("Archived the destination")),
        (SET_NATIONAL_POSTS, _("National posts"), _("Set what national posts do here")),
        (
            SET_NATIONAL_APPROVAL,
            _("National approval"),
            _("Set whether the national approval covers local copies"),
        ),
        (
            SET_EMERGENCY,
            _("Emergency bulletins"),
            _("Set whether emergency bulletins are allowed"),
        ),
        (SET_STOP, _("Emergency stop"), _("Stopped sending")),
        (LIFT_STOP, _("Lift the stop"), _("Let sending go on")),
    ):
        actions.register_action(action, label, message)
