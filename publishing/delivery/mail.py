"""Sends queued mail: with backoff, each by itself, and not twice by two workers."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.db.models.functions import Now

from cms.models import QueuedMail

from .clock import from_now

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 12  # about a day and a half
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def send_due_mail(most: int = 50) -> int:
    """How many were sent."""
    due = QueuedMail.objects.filter(
        sent_at=None, due_at__lte=Now(), attempts__lt=MOST_ATTEMPTS
    ).order_by("due_at", "pk")
    return sum(_send(mail) for mail in due[:most])


def _send(mail: QueuedMail) -> bool:
    """Taken by moving its due time on: if this process dies, it is due again after the pause."""
    pause = min(FIRST_PAUSE * 2**mail.attempts, LONGEST_PAUSE)
    mine = QueuedMail.objects.filter(pk=mail.pk, sent_at=None, attempts=mail.attempts)
    if not mine.update(attempts=F("attempts") + 1, due_at=from_now(pause)):
        return False
    try:
        EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.recipient]).send()
    except Exception as error:
        logger.exception("mail %s could not be sent", mail.pk)
        QueuedMail.objects.filter(pk=mail.pk).update(last_error=type(error).__name__)
        return False
    QueuedMail.objects.filter(pk=mail.pk).update(sent_at=Now(), last_error="")
    return True
