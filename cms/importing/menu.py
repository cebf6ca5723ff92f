"""The entry of the admin's menu that leads to "Nhập từ Word"."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.importing.places import offices_to_import_for
from cms.models import Role, User
from cms.visibility import holds_any


class ImportMenuItem(MenuItem):
    """Shown to those who write for an office."""

    def __init__(self) -> None:
        url = reverse("loa_import")
        super().__init__(_("Import from Word"), url, name="import", icon_name="upload", order=150)

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        if not isinstance(user, User) or not holds_any(request, [Role.EDITOR]):
            return False
        return bool(offices_to_import_for(user))
