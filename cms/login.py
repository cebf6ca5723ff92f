"""Logging in, and the requests of those who have."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from .models import User


class StaffRequest(HttpRequest):
    """Of a view behind Wagtail's login."""

    user: User


class StaffLoginForm(LoginForm):
    """Wagtail leaves the name of one of its fields untranslated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
