"""One file a concept."""

from .bulk_drawing import BulkDrawing
from .bulletin_sound import (
    AskedSound,
    BulletinSound,
    MachineVoiceChoice,
    SoundFile,
    SoundHearing,
)
from .consent_reminder import ConsentReminder
from .delivery import Attempt, AttemptRecord, Confirmation, Delivery
from .destination import CommuneLink, Destination, NationalPosts, StopSwitch
from .emergency import EmergencyAgreement, EmergencyRule
from .overruling import Overruling
from .package import Package, PackageLeg
from .release import Release, StoredPost, Variant
from .release_record import ReleaseRecord
from .shown_picture import ShownPicture
from .spoken_word import SpokenProfile, SpokenWord

__all__ = [
    "AskedSound",
    "Attempt",
    "AttemptRecord",
    "BulkDrawing",
    "BulletinSound",
    "CommuneLink",
    "Confirmation",
    "ConsentReminder",
    "Delivery",
    "Destination",
    "EmergencyAgreement",
    "EmergencyRule",
    "MachineVoiceChoice",
    "NationalPosts",
    "Overruling",
    "Package",
    "PackageLeg",
    "Release",
    "ReleaseRecord",
    "ShownPicture",
    "SoundFile",
    "SoundHearing",
    "SpokenProfile",
    "SpokenWord",
    "StopSwitch",
    "StoredPost",
    "Variant",
]
