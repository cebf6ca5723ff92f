"""Logging in, and the requests of those who have."""

from hashlib import sha256

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from .client_address import client_of
from .models import User

MOST_FAILURES = 10  # of one name from one address
PAUSE = 15 * 60  # seconds after the first of them


class StaffRequest(HttpRequest):
    """Of a view behind Wagtail's login."""

    user: User


class StaffLoginForm(LoginForm):
    """Passwords cannot be guessed at speed. Wagtail leaves the name of one field untranslated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self):
        counter = self._counter()
        if cache.get(counter, 0) >= MOST_FAILURES:
            raise ValidationError(
                _("Too many wrong passwords. Wait fifteen minutes, then try again."),
                code="too_many",
            )
        try:
            cleaned = super().clean()
        except ValidationError:
            _count(counter)
            raise
        cache.delete(counter)
        return cleaned

    def _counter(self) -> str:
        name = self.cleaned_data.get("username", "")
        client = client_of(self.request) if self.request else ""
        return f"login-failures-{sha256(f'{client} {name}'.encode()).hexdigest()[:32]}"


def _count(counter: str) -> None:
    cache.add(counter, 0, timeout=PAUSE)
    try:
        cache.incr(counter)
    except ValueError:  # it ran out between the two calls
        cache.set(counter, 1, timeout=PAUSE)
