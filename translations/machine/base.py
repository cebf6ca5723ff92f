"""What an engine of machine translation must do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from django.utils.functional import Promise


class MachineFailed(Exception):
    """No translation came; nothing was changed. The message says what to do."""


class Translator(ABC):
    """Made without arguments, anew for each use. Languages are codes of `cms.languages`."""

    name: ClassVar[str | Promise]  # shown beside its drafts
    most_texts: ClassVar[int] = 50  # in one call
    most_characters: ClassVar[int] = 5_000  # in one call, unless a single text is longer

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The translations in the order of the texts. Raises MachineFailed.

        Texts hold protected places like `[X3X]`, which an engine leaves where they belong.
        """
