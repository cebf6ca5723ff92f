"""What tells one published version of a page from another, without saying anything about it."""

import hashlib
import uuid

LENGTH = 16  # hexadecimal digits


def marker_for(work_uuid: uuid.UUID | str, language: str, revision_id: int | str) -> str:
    """Marker of a live revision: 16 hexadecimal digits, the same under every office's address.

    The page carries it in `<meta name="loa-revision">`; whoever fetches the page knows by it that
    this version, not an older one, is what answers.
    """
    named = f"{work_uuid}:{language}:{revision_id}"
    return hashlib.sha256(named.encode()).hexdigest()[:LENGTH]
