"""One file a concept."""

from .attachment import Attachment
from .checksummed import sha256_of
from .picture import Picture, PictureRendition

__all__ = ["Attachment", "Picture", "PictureRendition", "sha256_of"]
