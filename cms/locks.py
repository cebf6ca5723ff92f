"""The lock of a page in review: it holds for everybody, whoever wants to edit takes it back."""

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    def for_user(self, user) -> bool:
        return True

    def get_message(self, user) -> str:
        return _(
            "This item is in review, so nobody can change it. To edit it, choose"
            " “Take back to edit”; it is then submitted again."
        )

    def get_locked_by(self, user, can_lock=False) -> str:
        return _("In review")

    def get_description(self, user, can_lock=False) -> str:
        return _("What is approved is what was shown, so nobody can change it now.")
