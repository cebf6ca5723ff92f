"""What was stated of a file's rights once may change, but not become unsaid."""

from typing import Any

from django.utils.translation import gettext as _


class KeepsStatedRights:
    """Mixin of the library's forms: what is shown in public must not fall back to “not stated”."""

    instance: Any
    initial: Any

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]  # of a form
        if self._was_stated("licence", cleaned):
            self.add_error("licence", _unsaid_licence())  # type: ignore[attr-defined]  # likewise
        if self._was_stated("nobody_recognisable", cleaned) and not self.instance.persons.exists():
            self.add_error("nobody_recognisable", _unsaid_persons())  # type: ignore[attr-defined]  # likewise
        return cleaned

    def _was_stated(self, name: str, cleaned: Any) -> bool:
        """It stands in the library, and is left empty now."""
        return bool(self.instance.pk and self.initial.get(name)) and not cleaned.get(name, True)


def _unsaid_licence() -> str:
    return _("This was stated before. Choose what allows its use; if nobody knows it, “Not known”.")


def _unsaid_persons() -> str:
    return _("This was stated before. Name who can be recognised, or tick that nobody can be.")
