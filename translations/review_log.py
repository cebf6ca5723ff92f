"""Actions of language review in Wagtail's audit log."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.languages import BY_CODE
from cms.log_actions import WithReason

SIGNED = "translations.signed"
RECORDED = "translations.recorded"
HEARD_RIGHT = "translations.heard_right"
HEARD_WRONG = "translations.heard_wrong"
IS_HEARD = "translations.language_is_heard"
IS_READ = "translations.language_is_read"


@hooks.register("register_log_actions")
def register_review_actions(actions: Any) -> None:
    actions.register_action(SIGNED)(SignatureOnPaper)
    actions.register_action(RECORDED)(RecordingBrought)
    actions.register_action(HEARD_WRONG)(RecordingRefused)
    actions.register_action(IS_HEARD)(LanguageIsHeard)
    actions.register_action(IS_READ)(LanguageIsRead)
    actions.register_action(
        HEARD_RIGHT, _("Approve a recording"), _("Heard a recording and found it right")
    )


class SignatureOnPaper(WithReason):
    """With who signed: they have no account."""

    label = _("Record a signed review sheet")
    said = _("Recorded the review of a translation. %(reason)s")


class RecordingBrought(WithReason):
    """Logged with its reader as the reason."""

    label = _("Bring a recording of a translation")
    said = _("Brought a recording of a translation, read by %(reader)s")

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {"reader": data.get("reason", "")}


class RecordingRefused(WithReason):
    label = _("Refuse a recording")
    said = _("Heard a recording and refused it: %(reason)s")


class LanguageIsHeard(WithReason):
    """Of an office, and of all below it."""

    label = _("Wait for recordings in a language")
    said = _("Pages in %(language)s wait for a recording: %(reason)s")

    def words(self, data: Mapping[str, Any]) -> dict[str, Any]:
        code = data.get("language", "")
        language = BY_CODE.get(code)
        return super().words(data) | {"language": language.name_in_text if language else code}


class LanguageIsRead(LanguageIsHeard):
    label = _("Wait for recordings in a language no more")
    said = _("Pages in %(language)s wait for recordings no more: %(reason)s")
