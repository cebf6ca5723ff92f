"""An item that wishes an emergency bulletin, and leaders who may agree to it."""

from cms.models import Office, Role, User
from publishing.services.emergency import set_emergency
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes
from tests.factories.users import make_user

WORDS = {"text": "Bão số 9 sắp vào.", "options": {"class": "emergency"}}


def make_leader(office: Office, name: str) -> User:
    return make_user(
        office, Role.LEADER, last_name=name, first_name="Văn", email=f"{name}@example.vn"
    )


def emergency_desk(head: User) -> Desk:
    """Allowed by `head`, of the centre; the item is not submitted yet."""
    set_emergency(user=head, allowed=True, legal_basis="Quyết định số 12/QĐ-BHXH ngày 01/12/2026")
    made = Desk(lead="Bão số 9.")
    choose(made, make_communes(made.office, 2), texts={"loudspeaker": WORDS})
    return made
