"""A station that takes bulletins over HTTPS."""

from .channel import StationHttpsChannel

__all__ = ["StationHttpsChannel"]
