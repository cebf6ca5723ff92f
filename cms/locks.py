"""The lock of a page in review: it holds for everybody, whoever wants to edit takes it back."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    def for_user(self, user) -> bool:
        return True

    def get_message(self, user) -> str:
        return format_html(
            '{} <span class="buttons"><a class="button button-small button-secondary"'
            ' href="{}">{}</a></span>',
            _("This item is in review, so nobody can change it. To edit it, take it back first."),
            reverse("loa_item", args=[self.object.pk]),
            _("Open the approval page"),
        )

    def get_locked_by(self, user, can_lock=False) -> str:
        return _("In review")

    def get_description(self, user, can_lock=False) -> str:
        return _("What is approved is what was shown, so nobody can change it now.")
