"""Translations on paper and read aloud."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.models import Role, User
from media_assets.models import Recording
from tests.factories.library import taken_in
from tests.factories.paper import PDF, make_scan
from tests.factories.recordings import sound, video
from tests.factories.translations import Booth, make_linguist
from translations import services
from translations.buildable import page_rows
from translations.models import Listening, SignedSheet, SpokenVersion
from translations.review_sheet import fingerprint_of
from translations.services.signing import record_signed_sheet
from translations.services.speaking import choose_listening, keep_spoken_version, listen
from translations.spoken import text_hash
from translations.units import rows_in

READER = "H'Nương Niê"


def next_year() -> date:
    return timezone.localdate() + timedelta(days=365)


def make_take(data: bytes = b"", name: str = "ghi-am.mp3") -> Recording:
    """What somebody recorded, as the form gives it: through intake, not saved."""
    found, cleaned = taken_in(data or sound())
    recording = Recording(file=SimpleUploadedFile(name, cleaned), licence="own")
    recording.measured(found, len(cleaned))
    return recording


def make_film() -> Recording:
    return make_take(video(sounds="aac"), "phim.mp4")


class Studio(Booth):
    """A booth in which translations are read aloud."""

    def text_hash(self, language: str = "km") -> str:
        return text_hash(page_rows(self.request(language)))

    def bring(self, **changes: Any) -> SpokenVersion:
        language = changes.pop("language", "km")
        given = {
            "request": self.request(language),
            "user": self.translator,
            "recording": changes.pop("recording", None) or make_take(),
            "reader_name": READER,
            "consent_until": next_year(),
            "seen": self.text_hash(language),
        }
        return keep_spoken_version(**{**given, **changes})

    def hear(self, version: SpokenVersion, **changes: Any) -> Listening:
        given = {"version": version, "user": self.reviewer, "is_right": True}
        return listen(**{**given, **changes})

    def listens(self, is_heard: bool = True) -> None:
        """The office's people hear Khmer rather than read it, or not."""
        choose_listening(
            request=self.request(),
            user=self.leader,
            is_heard_now=is_heard,
            reason="Bà con quen nghe",
        )

    def read_aloud(self) -> SpokenVersion:
        """Brought, heard and found right."""
        version = self.bring()
        self.hear(version)
        return version


class LonelyBooth(Studio):
    """The office's one linguist wrote everything; its secretary wrote nothing."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        for one in (self.reviewer, self.other_reviewer):
            one.memberships.all().delete()
        self.secretary = make_linguist(self.office, Role.SECRETARY, last_name="Nông")
        self.write()
        services.mark_translated(request=self.request(), user=self.translator, seen=self.seen())

    def fingerprint(self) -> str:
        request = self.request()
        return fingerprint_of(request, rows_in(request))

    def sign(self, user: User | None = None, **changes: Any) -> SignedSheet:
        given = {
            "request": self.request(),
            "user": user or self.secretary,
            "reader_name": "Kim Sa Rết",
            "reader_position": "Giáo viên tiếng Khmer",
            "fingerprint": self.fingerprint()[:16],
            "signed_on": timezone.localdate(),
            "scan": make_scan(PDF),
        }
        return record_signed_sheet(**{**given, **changes})
