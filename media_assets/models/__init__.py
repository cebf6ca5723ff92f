"""One file a concept."""

from .attachment import Attachment
from .checksummed import sha256_of
from .picture import Picture, PictureRendition
from .recording import Recording
from .rights import Licence, MadeByAI, PersonRecorded, PersonShown
from .unreadable import PictureUnreadable

__all__ = [
    "Attachment",
    "Licence",
    "MadeByAI",
    "PersonRecorded",
    "PersonShown",
    "Picture",
    "PictureRendition",
    "PictureUnreadable",
    "Recording",
    "sha256_of",
]
