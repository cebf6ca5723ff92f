"""Why a file does not come in."""

from typing import Any


class Refused(Exception):
    """`message` is a lazily translated sentence that says what to do next; `code` names the reason."""

    def __init__(self, message: Any, code: str = "unusable") -> None:
        super().__init__(code)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return str(self.message)
