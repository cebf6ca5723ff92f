from .channel import FacebookChannel

__all__ = ["FacebookChannel"]
