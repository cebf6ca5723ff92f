from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        from . import log_actions, receivers  # noqa: F401  connects hooks and signals
        from .machine import checks  # noqa: F401  registers the system check
