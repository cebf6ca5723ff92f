"""The loudspeakers of a commune."""

from .channel import LoudspeakerChannel

__all__ = ["LoudspeakerChannel"]
