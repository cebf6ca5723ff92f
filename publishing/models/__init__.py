"""One file a concept."""

from .bulk_drawing import BulkDrawing
from .consent_reminder import ConsentReminder
from .delivery import Attempt, AttemptRecord, Confirmation, Delivery
from .destination import CommuneLink, Destination, NationalPosts, StopSwitch
from .overruling import Overruling
from .package import Package, PackageLeg
from .release import Release, StoredPost, Variant
from .release_record import ReleaseRecord
from .shown_picture import ShownPicture

__all__ = [
    "Attempt",
    "AttemptRecord",
    "BulkDrawing",
    "CommuneLink",
    "Confirmation",
    "ConsentReminder",
    "Delivery",
    "Destination",
    "NationalPosts",
    "Overruling",
    "Package",
    "PackageLeg",
    "Release",
    "ReleaseRecord",
    "ShownPicture",
    "StopSwitch",
    "StoredPost",
    "Variant",
]
