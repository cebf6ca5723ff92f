from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cms.languages import bcp47_of
from translations.machine.base import Translator


class Dummy(Translator):
    """For demonstrations and tests: says of every text that it is not translated."""

    name = _("Demonstration, no translation")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        return [f"[demo → {bcp47_of(target)}] {text}" for text in texts]
