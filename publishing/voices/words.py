"""What a sound belongs to: exactly these words in this language, in this order."""

import json
from hashlib import sha256

from ..script.model import Script


def words_hash(script: Script) -> str:
    """Of what is said alone: another title, day of validity or number of repeats changes no sound.

    The way of reading (north, south) stands in the words wherever it changes them.
    """
    said = [paragraph.said for paragraph in script.paragraphs]
    return sha256(json.dumps([script.language, said], ensure_ascii=False).encode()).hexdigest()
