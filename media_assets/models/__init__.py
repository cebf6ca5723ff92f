"""One file a concept."""

from .attachment import Attachment
from .checksummed import sha256_of
from .picture import Picture, PictureRendition
from .unreadable import PictureUnreadable

__all__ = ["Attachment", "Picture", "PictureRendition", "PictureUnreadable", "sha256_of"]
