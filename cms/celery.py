"""The Celery app. A task only wakes the engine: the delivery rows are the queue of record."""

import os

from celery import Celery
from django.conf import settings

from . import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")

broker.register()
app = Celery("loa")
app.set_default()  # for every thread of this process
app.config_from_object("django.conf:settings", namespace="CELERY")
if settings.CELERY_BROKER_URL.startswith("loafs:"):
    app.conf.broker_transport_options = broker.transport_options(settings.CELERY_BROKER_FOLDER)
app.conf.beat_schedule = {
    "sweep": {
        "task": "publishing.tasks.sweep",
        "schedule": settings.LOA_SWEEP_EVERY.total_seconds(),
        # A slow sweep must not leave a heap of messages behind it.
        "options": {"expires": max(10.0, 2 * settings.LOA_SWEEP_EVERY.total_seconds())},
    }
}
app.autodiscover_tasks()
