from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from translations import sources
        from translations.planning import proposing

        from . import log_actions, package_texts, receivers  # noqa: F401  connects hooks and signals
        from .delivery import checks  # noqa: F401  registers the system checks
        from .destination_languages import languages_of_destinations
        from .log_redaction import redact_web_server

        redact_web_server()
        sources.register(package_texts.PREFIX, package_texts.segments_at, package_texts.asked)
        proposing.register(languages_of_destinations)
