"""One small Loa with something of everything in it: released, in review and never approved."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms import approval
from cms.approval import seams
from cms.models import CampaignPage, DocumentPage, ItemPage, Office, Role, User
from media_assets.models import Attachment, Picture, Recording
from publishing.models import Delivery, Destination, Release
from tests.factories.approval import Desk
from tests.factories.communes import make_commune, make_token
from tests.factories.infographics import FIGURES, unsaved_infographic
from tests.factories.library import make_captions, make_video
from tests.factories.offices import make_centre, make_province, make_section, section_of
from tests.factories.packages import choose, make_facebook, release, rewrite, set_fact
from tests.factories.pages import make_article
from tests.factories.portal import make_attachment, make_audience, make_picture, make_topic
from tests.factories.users import make_user

from . import people

SECRET = "Chuaduyet"  # stands in every text that nobody approved


@dataclass
class World:
    """Primary keys only, so that every route reads the database as it is by then."""

    superuser: User
    office: Office
    centre: Office
    desk: Desk
    item: int  # released, with a newer draft that nobody approved
    draft: int  # never submitted
    waiting: int  # in review
    ready: int  # in review too: its words may come out, by approval
    document: int
    infographic: int
    campaign: int
    section: int
    other_section: int
    office_page: int
    home: int
    picture: int
    attachment: int
    recording: int
    topic: int
    audience: int
    fact: int
    place: int
    commune: int
    release: int
    delivery: int
    old_revision: int
    token: str
    scheduled: int  # a release that waits for its day
    people: dict[str, int]
    me: str = people.ADMINISTRATOR

    def seen_by(self, person: str) -> "World":
        """The same, at somebody's desk."""
        return replace(self, me=person)

    def person(self, name: str) -> User:
        return User.objects.get(pk=self.people[name])

    def desk_of(self, name: str) -> Desk:
        """The same people, with that item before them."""
        desk = copy(self.desk)
        desk.page = self.page(name)
        return desk

    def another_desk(self, body: Any) -> Desk:
        """The same people, with a new draft."""
        return _on_the_same_desk(self.desk, body, title="Bài khác vừa viết")

    def page(self, name: str) -> Page:
        return Page.objects.get(pk=getattr(self, name)).specific

    def draft_revision(self, name: str = "item") -> Revision:
        return self.page(name).get_latest_revision()

    def bulletin(self) -> str:
        """Key of what the commune has in its list."""
        return str(Delivery.objects.filter(destination=self.commune).latest("pk").key)

    def client(self, user: User | None = None) -> Client:
        """The browser of whoever takes the route, unless somebody else's is asked for."""
        client = Client(raise_request_exception=False)
        client.force_login(user or self.person(self.me))
        return client


def make_world() -> World:
    centre = make_centre()
    office = make_province(name="BHXH tỉnh Tuyên Quang")
    hotline = set_fact(office, "hotline", "0207 000 0000")
    for one in (centre, office):
        set_fact(one, "figure:bhyt_coverage", "94,2%")
    topic, audience = make_topic("bhyt", "Bảo hiểm y tế"), make_audience("nong-dan", "Nông dân")
    picture = make_picture("Ảnh bìa")
    attachment, recording = make_attachment(), make_video(captions=make_captions())
    campaign = _released_campaign(centre)
    desk = Desk(
        office,
        title="Bài đã duyệt",
        lead="Gọi {{hotline}} để hỏi.",
        cover=picture,
        cover_alt="Màu xanh",
        topics=[topic],
        audiences=[audience],
        campaign=campaign,
        valid_until=date(2999, 1, 1),
        body=_body(picture, attachment, recording),
    )
    place, commune = make_facebook(office), make_commune(office, name="Loa xã Tân Trào")
    token = make_token(commune)
    choose(desk, [place, commune])
    done = release(desk)
    published = desk.now().live_revision_id
    _play(done)
    rewrite(desk, title=f"Nháp {SECRET}", lead=f"Nháp {SECRET}.")
    section = section_of(office)
    scheduled = _scheduled(office, place)
    everybody = _people(desk, centre)
    return World(
        superuser=everybody[people.ADMINISTRATOR],
        office=office,
        centre=centre,
        desk=desk,
        item=desk.page.pk,
        draft=Desk(office, title=f"Chưa gửi {SECRET}", lead=SECRET).page.pk,
        waiting=_in_review(office),
        ready=_ready(desk, place),
        document=_released_document(office, attachment),
        infographic=_released(office, unsaved_infographic(piece=[FIGURES])).pk,
        campaign=campaign.pk,
        section=section.pk,
        other_section=make_section(office, "Hỏi đáp").pk,
        office_page=office.home_id,
        home=centre.home_id,
        picture=picture.pk,
        attachment=attachment.pk,
        recording=recording.pk,
        topic=topic.pk,
        audience=audience.pk,
        fact=hotline.pk,
        place=place.pk,
        commune=commune.pk,
        release=done.pk,
        delivery=Delivery.objects.get(release=done, destination=place).pk,
        old_revision=published,
        token=token,
        scheduled=scheduled.pk,
        people={name: user.pk for name, user in everybody.items()},
    )


def _people(desk: Desk, centre: Office) -> dict[str, User]:
    office, neighbour = desk.office, make_province(name="BHXH tỉnh Bên cạnh")
    return {
        people.EDITOR: desk.editor,
        people.LEADER: desk.leader,
        people.REVIEWER: desk.reviewer,
        people.KEEPER: make_user(office, Role.CHANNEL_KEEPER),
        people.GRASSROOTS: make_user(office, Role.GRASSROOTS_OFFICER),
        people.SECRETARY: make_user(office, Role.SECRETARY),
        people.DUTY: make_user(centre, Role.DUTY_EDITOR),
        people.NEIGHBOUR: make_user(neighbour, Role.LEADER),
        people.ADMINISTRATOR: make_user(username="quan-tri", is_superuser=True, is_staff=True),
    }


def _scheduled(office: Office, place: Destination) -> Release:
    """Approved, but for next month."""
    desk = Desk(office, title="Bài hẹn giờ", lead="Tháng sau.")
    choose(desk, [place], go_live_at=timezone.now() + timedelta(days=30))
    return release(desk)


def _body(picture: Picture, attachment: Attachment, recording: Recording) -> list:
    return [
        ("paragraph", "<p>Lời đã duyệt, tỷ lệ {{figure:bhyt_coverage}}.</p>"),
        (
            "picture",
            {"picture": picture, "alt": "Xanh", "decorative": False, "caption": "", "credit": ""},
        ),
        ("document", {"document": attachment, "title": "Mẫu đơn"}),
        ("video_file", {"recording": recording, "caption": "Phóng sự"}),
    ]


def _play(done: Release) -> None:
    """The commune has its bulletin; Facebook's post is out."""
    for delivery in Delivery.objects.filter(release=done).select_related("destination"):
        accepted = delivery.destination.channel == "loudspeaker"
        delivery.state = Delivery.State.ACCEPTED if accepted else Delivery.State.DELIVERED
        delivery.remote_id = str(delivery.key)
        delivery.save()


def _in_review(office: Office) -> int:
    desk = Desk(office, title=f"Đang chờ duyệt {SECRET}", lead=SECRET)
    desk.submit()
    return desk.page.pk


def _ready(desk: Desk, place: Destination) -> int:
    """Long enough that one word is a small part of it."""
    words = "Người dân " + "mang theo thẻ căn cước và sổ khi đến làm thủ tục " * 5
    other = _on_the_same_desk(desk, [("paragraph", f"<p>{words}</p>")], title="Bài vừa trình")
    choose(other, [place])
    other.submit()
    return other.page.pk


def _on_the_same_desk(desk: Desk, body: Any, **fields) -> Desk:
    other = copy(desk)
    fields |= {"lead": "Gọi {{hotline}}.", "body": body, "owner": desk.editor}
    other.page = make_article(desk.office, user=desk.editor, **fields)
    return other


def _released_campaign(centre: Office) -> CampaignPage:
    page = CampaignPage(
        title="Chiến dịch", lead="Ra quân.", starts_on=date(2020, 1, 1), ends_on=date(2998, 1, 1),
        live=False, body=[("paragraph", "<p>Ra quân.</p>")],
    )  # fmt: skip
    return _released(centre, page)


def _released_document(office: Office, attachment: Attachment) -> int:
    page = DocumentPage(
        title="Quyết định", lead="Về thẻ.", number="1/QĐ", issued_on=date(2025, 1, 1),
        live=False, issuer="BHXH", attachment=attachment, body=[("paragraph", "<p>Điều 1.</p>")],
    )  # fmt: skip
    return _released(office, page).pk


def _released(office: Office, page: ItemPage) -> ItemPage:
    """Through the real approval, as everything that is public here."""
    desk = Desk(office)
    desk.page.delete()
    section_of(office).add_child(instance=page)
    page.save_revision(user=desk.editor)
    approval.submit_for_approval(page=page, user=desk.editor)
    while (step := approval.current_step(_now(page))) is not None:
        policy = step.task.specific.role == Role.POLICY_REVIEWER
        shown = seams.fingerprint(_now(page), _now(page).get_latest_revision())
        person = desk.reviewer if policy else desk.leader
        approval.approve(task_state=step, user=person, fingerprint=shown)
    return _now(page)


def _now(page: ItemPage) -> ItemPage:
    return type(page).objects.get(pk=page.pk)
