from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("Content")

    def ready(self) -> None:
        """Connects the signals; the Celery app is imported so that any process can send tasks."""
        from . import (  # noqa: F401  imported for effect
            admin_labels,
            beside_pages,
            celery,
            comment_mail,
            database,
            going_live,
            language_switch_pages,
            receivers,
            released_media,
            structure,
            structure_changes,
        )
        from .views import libraries, picture_uploads

        comment_mail.take_over()
        picture_uploads.take_over()
        libraries.take_over()
        admin_labels.name_fields()
        admin_labels.name_site_columns()
