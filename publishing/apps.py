from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from . import log_actions, receivers  # noqa: F401  connects hooks and signals
        from .delivery import checks  # noqa: F401  registers the system checks
        from .log_redaction import redact_web_server

        redact_web_server()
