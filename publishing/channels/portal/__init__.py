"""The agency's own website."""

from .channel import PortalChannel

__all__ = ["PortalChannel"]
