"""Wagtail's own workflow mail is switched off."""

from django.apps import apps
from wagtail import signals


def test_the_admin_is_installed_under_its_own_name():
    assert apps.is_installed("wagtail.admin")


def test_no_mail_hangs_on_the_signals_of_workflows():
    for signal in (
        signals.task_submitted,
        signals.workflow_submitted,
        signals.workflow_rejected,
        signals.workflow_approved,
    ):
        names = {str(lookup) for lookup, *_rest in signal.receivers}
        assert not [name for name in names if "email_notification" in name]
