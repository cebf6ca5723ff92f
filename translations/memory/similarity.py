"""How alike two texts are: what decides which suggestion is the best."""

from rapidfuzz.distance import Levenshtein

from translations.memory.wording import Wording


def similarity(one: Wording, other: Wording) -> float:
    """0 to 1; 1 only for texts that differ in nothing but their numbers.

    The mean of two figures. Words: 1 minus the fewest words to add, drop or change, by the number of
    words of the longer text. Letters: the same by characters, punctuation included, so that a
    misspelt word counts less than another word. Case does not count in either, but such texts are
    only nearly the same.
    """
    if one.masked == other.masked:
        return 1.0
    words = Levenshtein.normalized_similarity(one.words, other.words)
    letters = Levenshtein.normalized_similarity(one.masked.casefold(), other.masked.casefold())
    return min((words + letters) / 2, 0.99)
