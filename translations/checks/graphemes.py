"""Characters as readers count them: ô̆ is one, a Khmer letter with all that belongs to it is one."""

from wcwidth import iter_graphemes


def graphemes(text: str) -> int:
    return len(text) if text.isascii() else sum(1 for _cluster in iter_graphemes(text))
