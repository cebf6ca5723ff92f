"""News of the site that the layers above act on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from .models import Fact


@dataclass(frozen=True)
class InForce:
    """A fact that came into force, and the one it replaces, whose validity may have ended before."""

    fact: "Fact"
    before: "Fact | None"


# A leader put facts of one office in force together: `changes`, a list of `InForce`. Sent within the
# transaction: whoever raises keeps them from coming into force. What must wait for the commit asks for it by itself.
facts_in_force = Signal()
