from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaAssetsConfig(AppConfig):
    name = "media_assets"
    verbose_name = _("Pictures and documents")

    def ready(self) -> None:
        from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
        from wagtail.permissions import register_permission_policy

        from . import checks  # noqa: F401  registers them

        # Whoever keeps an office's documents keeps its sounds and videos: no rights of their own.
        policy = CollectionOwnershipPermissionPolicy(
            "media_assets.Recording",
            auth_model="wagtaildocs.Document",
            owner_field_name="uploaded_by_user",
        )
        register_permission_policy(self.get_model("Recording"), policy)
