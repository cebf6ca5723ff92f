from typing import Any

from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured

from translations.machine.choice import translator


@register
def machine_translation(**kwargs: Any) -> list[Error]:
    """A wrong path is found when Loa starts, not when the first translator asks for a draft."""
    try:
        translator()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="translations.E001")]
    return []
