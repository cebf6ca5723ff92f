"""Mail about comments goes the way of all mail of the house: a row that publishing sends.

Wagtail would send it within the request, so that a mail server that does not answer holds up who
saves, and what it did not take would be lost. It writes once the comment is stored, outside of that
transaction: whoever dies in between leaves the comment and no mail. Links for a new password do not come this way: they
must not lie in a table.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import override
from wagtail.admin import mail

from .models import QueuedMail

LONGEST_SUBJECT = 250


class Queue(BaseEmailBackend):
    """Takes the place of a connection to the mail server.

    While it is open the language of the house is spoken, on which Wagtail falls back for readers who
    have chosen none: it would take that of whoever causes the mail.
    """

    _house: override | None = None

    def open(self) -> None:
        self._house = override(settings.LANGUAGE_CODE)
        self._house.__enter__()

    def close(self) -> None:
        if self._house is not None:
            self._house.__exit__(None, None, None)
            self._house = None

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
