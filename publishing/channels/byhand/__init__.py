"""Any platform that has no adapter yet: a person posts, Loa keeps the proof."""

from .channel import ByHandChannel

__all__ = ["ByHandChannel"]
