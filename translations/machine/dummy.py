from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from cms.languages import BY_CODE
from translations.machine.base import Translator


class Dummy(Translator):
    """For demonstrations and tests: says of every text that it is not translated."""

    name = _("Demonstration, no translation")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        tag = BY_CODE[target].bcp47 if target in BY_CODE else target
        return [f"[demo → {tag}] {text}" for text in texts]
