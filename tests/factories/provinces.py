"""National items that were really approved and released, and copies that follow them."""

from cms.models import ArticlePage, Office, Role
from tests.factories.approval import Desk
from tests.factories.following import BODY
from tests.factories.offices import make_centre, make_province
from tests.factories.packages import choose, release, rewrite, set_fact
from tests.factories.users import make_user
from translations.local_content import content_of, streams_of, with_content
from translations.merging import merge_fields
from translations.services import create_local_copy

HOTLINE = "0207 000 0001"


def centre_desk(destinations=(), **fields) -> Desk:
    """The centre's item, a draft that calls the hotline; the centre has one."""
    centre = make_centre()
    set_fact(centre, "hotline", "1900 9068")
    fields.setdefault("lead", "Gọi {{hotline}}.")
    fields.setdefault("body", BODY)
    desk = Desk(centre, **fields)
    choose(desk, destinations)
    return desk


def province(**facts: str) -> Office:
    office = make_province()
    for key, value in ({"hotline": HOTLINE} | facts).items():
        set_fact(office, key.replace("__", ":"), value)
    return office


class CopyDesk(Desk):
    """An office with its people and its local copy of a national item."""

    def __init__(self, national: Desk, office: Office | None = None) -> None:
        self.office = office or province()
        self.editor = make_user(self.office, Role.EDITOR, last_name="Sùng", first_name="A Chép")
        self.reviewer = make_user(self.office, Role.POLICY_REVIEWER)
        self.leader = make_user(self.office, Role.LEADER, last_name="Giàng", first_name="Thị Duyệt")
        self.national = national
        self.page: ArticlePage = create_local_copy(
            page=national.now(), office=self.office, user=self.editor
        )


def released_copy(national: Desk, office: Office | None = None, **changes) -> CopyDesk:
    """Approved by its own office and live; `changes` say something of its own."""
    desk = CopyDesk(national, office)
    if changes:
        rewrite(desk, **changes)
    release(desk)
    desk.page = desk.now()
    return desk


def take_in(desk: CopyDesk):
    """The national version merged into the copy's draft, as a rollout does: revision and old base."""
    page, source = desk.now(), desk.national.now()
    local = page.get_latest_revision()
    base, national = page.edition.base_content, content_of(source.live_revision)
    merged = merge_fields(base, content_of(local), national, streams=streams_of(page))
    draft = with_content(page.get_latest_revision_as_object(), merged.fields)
    revision = draft.save_revision(clean=False)
    page.edition.base_content = national
    page.edition.save(update_fields=["base_content"])
    return revision, base
