"""The admin's own API shows whoever is logged in every office's pictures and files: here, their own."""

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class _Choosable:
    """Mixin: only what the user may choose in the admin."""

    def get_queryset(self) -> QuerySet:
        found = super().get_queryset()  # type: ignore[misc]  # of a view set
        policy = policy_registry.get_by_type(found.model)
        user = self.request.user  # type: ignore[attr-defined]  # likewise
        own = policy.instances_user_has_permission_for(user, "choose")
        return found.filter(pk__in=own.values("pk"))


class OwnPictures(_Choosable, ImagesAdminAPIViewSet):
    pass


class OwnFiles(_Choosable, DocumentsAdminAPIViewSet):
    pass


def narrow(router) -> None:
    """In place of the view sets that Wagtail registered."""
    router.register_endpoint("images", OwnPictures)
    router.register_endpoint("documents", OwnFiles)
