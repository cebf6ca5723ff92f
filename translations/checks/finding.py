"""What a check says about a translation."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Errors block approval; a warning needs one click with a reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """`message` is translated and says what to do; `excerpt` is what it speaks of, as it is written."""

    id: str
    severity: Severity
    message: str
    excerpt: str = ""


@dataclass(frozen=True)
class Remark:
    """A finding without the id and severity of its check; `is_mild`: at most a warning."""

    message: str
    excerpt: str = ""
    is_mild: bool = False
