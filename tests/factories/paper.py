"""An item that waits for its leader, with a secretary at hand, and scans of signed sheets."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cms.approval.paper import SHORTEST, record_paper_signature
from cms.models import Role
from tests.factories.approval import Desk
from tests.factories.users import make_user

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture_bytes(kind: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (20, 30), "white").save(data, kind)
    return data.getvalue()


def make_scan(content: bytes = PDF, name: str = "phieu.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class PaperDesk(Desk):
    """A desk with a secretary, whose item waits for the leader."""

    def __init__(self, **fields) -> None:
        super().__init__(**fields)
        self.secretary = make_user(
            self.office, Role.SECRETARY, last_name="Nông", first_name="Thị Thư"
        )
        self.waiting = self.submit()

    def record(self, **changes: Any) -> None:
        given = {
            "task_state": self.waiting,
            "user": self.secretary,
            "signatory": self.leader,
            "fingerprint": self.shown()[:SHORTEST],
            "signed_on": timezone.localdate(),
            "scan": make_scan(),
        }
        record_paper_signature(**{**given, **changes})
