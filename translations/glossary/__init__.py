"""The glossary: which terms stand in a text, and what they must and must not be called."""

from translations.glossary.matching import Entry, Match, terms_in, terms_in_all

__all__ = ["Entry", "Match", "terms_in", "terms_in_all"]
