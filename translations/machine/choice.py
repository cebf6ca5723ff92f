from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from translations.machine.base import Translator


def translator() -> Translator | None:
    """A new engine as the environment names it; None: machine translation is off."""
    path = settings.LOA_MACHINE_TRANSLATION
    if not path:
        return None
    try:
        engine = import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(f"LOA_MACHINE_TRANSLATION names no class: {path}") from error
    if not (isinstance(engine, type) and issubclass(engine, Translator)):
        raise ImproperlyConfigured(f"LOA_MACHINE_TRANSLATION is no Translator: {path}")
    return engine()
