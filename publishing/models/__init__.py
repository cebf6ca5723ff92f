"""One file a concept."""

from .delivery import Attempt, AttemptRecord, Confirmation, Delivery
from .destination import CommuneLink, Destination, StopSwitch
from .package import Package, PackageLeg
from .release import Release, StoredPost, Variant
from .release_record import ReleaseRecord

__all__ = [
    "Attempt",
    "AttemptRecord",
    "CommuneLink",
    "Confirmation",
    "Delivery",
    "Destination",
    "Package",
    "PackageLeg",
    "Release",
    "ReleaseRecord",
    "StopSwitch",
    "StoredPost",
    "Variant",
]
