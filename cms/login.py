"""Logging in, and the requests of those who have."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from .client_address import client_of
from .limits import Limit
from .models import User

PAUSE = 15 * 60
# One name from one address; then what only a guesser does: one address that tries many names, and
# one name tried from many addresses (high, since it keeps the person out as well).
ONE_PERSON = Limit("login-failures", 10, PAUSE)
ONE_ADDRESS = Limit("login-failures-from", 60, PAUSE)
ONE_NAME = Limit("login-failures-of", 200, PAUSE)
RESETS = Limit("password-resets", 10, 60 * 60)


class StaffRequest(HttpRequest):
    """Of a view behind Wagtail's login."""

    user: User


class StaffLoginForm(LoginForm):
    """Passwords cannot be guessed at speed. Wagtail leaves the name of one field untranslated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self):
        """Counted before the password is looked at, or many at once would all be looked at."""
        counted = self._counted()
        # Asked first, so that whoever has to wait does not use up what others have of an address.
        reached = any(limit.is_reached(*who) for limit, who in counted)
        if reached or not all(limit.admits(*who) for limit, who in counted):
            raise ValidationError(
                _("Too many wrong passwords. Wait fifteen minutes, then try again."),
                code="too_many",
            )
        cleaned = super().clean()
        for limit, who in counted:
            limit.take_back(*who)
        if self.get_user() is not None:  # a form without a password proves nothing
            ONE_PERSON.forget(*counted[0][1])
        return cleaned

    def _counted(self) -> list[tuple[Limit, tuple[str, ...]]]:
        name = self.cleaned_data.get("username", "")
        client = client_of(self.request) if self.request else ""
        return [(ONE_PERSON, (client, name)), (ONE_ADDRESS, (client,)), (ONE_NAME, (name,))]


class StaffPasswordResetForm(PasswordResetForm):
    """Nobody's letter box is filled with links that nobody asked for."""

    def get_users(self, email: str) -> Iterable[User]:
        """Nobody while there were too many for this address: the screen says the same either way.

        Counted first, or many that ask at once would all be sent one.
        """
        return super().get_users(email) if RESETS.admits(email.casefold()) else ()
