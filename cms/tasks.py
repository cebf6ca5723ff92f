"""Work outside of requests."""

from celery import shared_task

from . import notices


@shared_task
def send_mail() -> int:
    return notices.send_queued_mail()
