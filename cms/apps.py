from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        from . import celery  # noqa: F401  tasks are sent by this app, whichever process sends
        from . import database, going_live, receivers  # noqa: F401  connect the signals
