"""Mail about comments goes the way of all mail of the house: a row in the transaction of its cause.

Wagtail would send it within the request, so that a mail server that does not answer holds up who
saves, and what it did not take would be lost. Links for a new password do not come this way: they
must not lie in a table.
"""

from collections.abc import Iterable

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from wagtail.admin import mail

from .models import QueuedMail

LONGEST_SUBJECT = 250


class Queue(BaseEmailBackend):
    """Takes the place of a connection to the mail server."""

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        rows = [
            QueuedMail(
                recipient=recipient,
                subject=" ".join(str(message.subject).split())[:LONGEST_SUBJECT],
                body=str(message.body),
            )
            for message in email_messages
            for recipient in message.to
        ]
        QueuedMail.objects.bulk_create(rows)
        return len(rows)


def take_over() -> None:
    """Of everything that Wagtail's admin writes to people; called once the apps are ready."""
    mail.get_connection = Queue
