"""One file a concept."""

from .attachment import Attachment
from .checksummed import sha256_of
from .picture import Picture, PictureRendition
from .rights import Licence, MadeByAI, PersonShown
from .unreadable import PictureUnreadable

__all__ = [
    "Attachment",
    "Licence",
    "MadeByAI",
    "PersonShown",
    "Picture",
    "PictureRendition",
    "PictureUnreadable",
    "sha256_of",
]
