from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self) -> None:
        from cms import draft_guards, locks

        from . import log_actions, receivers, review_log  # noqa: F401  connects hooks and signals
        from .copies.locks import objections_to
        from .locks import lock_of
        from .machine import checks  # noqa: F401  registers the system check
        from .rolling import receivers as rolling_receivers  # noqa: F401  connects signals

        locks.register(lock_of)
        draft_guards.register(objections_to)
