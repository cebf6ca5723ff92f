"""A station that takes its bulletins by e-mail."""

from .channel import StationMailChannel

__all__ = ["StationMailChannel"]
