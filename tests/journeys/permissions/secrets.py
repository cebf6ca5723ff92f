"""What must not be read by whom, in whichever answer it might stand."""

from .actors import LINE, NOBODY, ONLY_ADMIN, OWN_OFFICE, STRUCTURE_READERS, Who
from .copied import LOCAL_DRAFT
from .world import (
    DRAFT,
    FACT,
    FILE,
    IN_REVIEW,
    MAIL,
    PICTURE,
    PIECE,
    PLACE,
    POLICY,
    SCHEDULED,
    SECRET,
    SECTION_DRAFT,
)

# Plain letters and figures, since choosers answer in escaped JSON. The office above follows where
# what was approved goes, and cancels it: titles of releases and names of destinations are its business.
KNOWN_TO: dict[str, Who] = {
    SECRET: NOBODY,
    MAIL: ONLY_ADMIN,
    DRAFT: OWN_OFFICE,
    IN_REVIEW: OWN_OFFICE,
    LOCAL_DRAFT: OWN_OFFICE,
    POLICY: OWN_OFFICE,
    FACT: OWN_OFFICE,
    PIECE: OWN_OFFICE,
    SECTION_DRAFT: STRUCTURE_READERS,
    PICTURE: OWN_OFFICE,
    FILE: OWN_OFFICE,
    SCHEDULED: LINE,
    PLACE: LINE,
}


def leaked(text: str, roles: Who) -> list[str]:
    return [mark for mark, known_to in KNOWN_TO.items() if mark in text and not roles <= known_to]
