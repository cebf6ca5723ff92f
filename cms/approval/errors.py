"""Why an approval did not happen. Every message says what to do next."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """Nothing was changed; `str()` is the message for the person."""


class NotReady(Refused):
    """The item cannot be submitted yet: `problems` are what to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class ContentChanged(Refused):
    """What would be approved is not what was shown."""


class NotYours(PermissionDenied):
    """This person may not take this step of this item."""
