"""Where files from outside come in. Nothing else of Loa decodes a file that somebody uploaded."""

from .refusal import Refused

__all__ = ["Refused"]
