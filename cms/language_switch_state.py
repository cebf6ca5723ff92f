"""Which languages are on, and what of them can be read."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from .languages import BY_CODE, DEFAULT, LANGUAGES, Language
from .models import LanguageSwitch


class SwitchRefused(Exception):
    """The message says why nothing was done, and what to do."""


def on() -> list[Language]:
    """Vietnamese first, the others in the order of the registry."""
    codes = set(
        LanguageSwitch.objects.filter(is_on=True).values_list("locale__language_code", flat=True)
    )
    return [one for one in LANGUAGES if one.code == DEFAULT or one.code in codes]


def is_on(code: str) -> bool:
    return code == DEFAULT or _switches(code).filter(is_on=True).exists()


def is_switched_off(code: str) -> bool:
    """It was on before. A language without a switch is neither on nor switched off."""
    return _switches(code).filter(is_on=False).exists()


def require_on(code: str) -> None:
    """Raises SwitchRefused."""
    if not is_on(code):
        message = _(
            "%(language)s is not switched on for this site. Ask the administrator of the system to"
            " switch it on."
        )
        raise SwitchRefused(message % {"language": BY_CODE[code].name})


def not_live_above(page: Page) -> list[Page]:
    """Pages above that have to go on the portal before this one can be read there."""
    return list(page.get_ancestors().filter(depth__gt=1, live=False).order_by("path"))


def _switches(code: str) -> QuerySet[LanguageSwitch]:
    return LanguageSwitch.objects.filter(locale__language_code=code)
