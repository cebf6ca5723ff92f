"""One object of every kind that an address can name, all of them province A's, with a marker each.

The centre lies above A, a grassroots office below it, province B beside it.
"""

from dataclasses import asdict
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import Collection, Revision, Site, Task, UploadedFile, Workflow, WorkflowState

from cms import approval
from cms.approval.record import record
from cms.models import (
    Amendment,
    ApprovalRule,
    ApprovalTaskState,
    ArticlePage,
    Audience,
    Delegation,
    Edition,
    Membership,
    Office,
    Role,
    SectionPage,
    Topic,
    User,
)
from cms.structure_changes import changing
from cms.structure_release import draft_of, publish_structure
from media_assets.models import Attachment, Picture, Recording
from publishing.channel import Picture as PostPicture
from publishing.channel import Post
from publishing.credentials import seal
from publishing.frozen import freeze
from publishing.models import Confirmation, Delivery, Release, StopSwitch, StoredPost
from tests.factories.bulk import make_drawings
from tests.factories.library import make_captions, make_video
from tests.factories.offices import make_centre, make_province, section_of
from tests.factories.packages import make_facebook
from tests.factories.pages import make_article
from tests.factories.pictures import make_picture
from tests.factories.publishing import (
    make_bare_office,
    make_delivery,
    make_release,
    seal_variants,
)
from tests.factories.users import make_user

from .actors import ADMIN, ANONYMOUS, AUTHOR, STAFF, STRANGER
from .communes import make_communes
from .fact_sheets import make_facts
from .national import make_national
from .translating import make_translations

SECRET = "tuyet-mat-4711"  # of A's destination: nobody sees it again, administrators included
DRAFT, IN_REVIEW = "Ban nhap rieng 5501", "Dang duyet rieng 5502"
PICTURE, FILE = "Tranh rieng 5503", "Tep rieng 5504"
PLACE, MAIL = "Trang rieng 5505", "rieng5506@example.vn"
FACT, POLICY, SCHEDULED = "rieng 5507", "Chinh sach rieng 5508", "Hen gio rieng 5509"
RECORDING = "Video rieng 5512"
SECTION_DRAFT = "Loi dan rieng 5511"
PIECE = "Do hoa rieng 5513"


class World:
    def __init__(self) -> None:
        self.centre = make_centre()
        self.office = make_province(name="BHXH tỉnh A")
        self.other = make_province(name="BHXH tỉnh B")
        self.below = make_bare_office(
            level=Office.Level.GRASSROOTS, parent=self.office, name="BHXH cơ sở dưới A"
        )
        self.author = make_user(
            self.office, Role.EDITOR, email=MAIL, last_name="Lò", first_name="Thị Viết"
        )
        self._sessions: dict[str, str] = {}
        self._names: dict[str, Any] = {}
        for role in (Role.LEADER, Role.POLICY_REVIEWER, Role.SECRETARY):
            self.person(f"own {role}")  # without them nothing can be submitted
        makes = (self._items, self._structure, self._media)
        for make in (*makes, self._publishing, self._house):
            self._names |= make()
        self._names |= make_communes(self.office, self["draft"], self.author)
        self._names |= make_translations(self.office, self["live"], self.author)

    def __getitem__(self, name: str) -> Any:
        """What fills an argument of an address: an object's number, a name, a token."""
        return self._names[name]

    def client_of(self, actor: str) -> Client:
        """With nothing but the login: no message of an earlier answer, no logging out."""
        client = Client(raise_request_exception=False)
        if actor != ANONYMOUS and actor not in self._sessions:
            client.force_login(self.person(actor))
            self._sessions[actor] = client.cookies[settings.SESSION_COOKIE_NAME].value
        if actor != ANONYMOUS:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[actor]
        return client

    def person(self, actor: str) -> User:
        """Made when first asked for; call it outside of what is undone."""
        if actor == AUTHOR:
            return self.author
        name = sha256(actor.encode()).hexdigest()[:20]
        if found := User.objects.filter(username=name).first():
            return found
        if actor == ADMIN:
            return make_user(username=name, is_superuser=True)
        if actor in (STAFF, STRANGER):
            return self._person_without_role(name, may_enter=actor == STAFF)
        relation, role = actor.split(" ", 1)
        offices = {"own": self.office, "above": self.centre, "below": self.below}
        roles = [Role(one) for one in role.split("+")]
        return make_user(offices.get(relation, self.other), *roles, username=name)

    def _person_without_role(self, name: str, *, may_enter: bool) -> User:
        user = make_user(username=name)
        if may_enter:
            group, _new = Group.objects.get_or_create(name="Chỉ vào cửa")
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            user.groups.add(group)
        return user

    def _items(self) -> dict[str, Any]:
        draft = self._article(DRAFT)
        review = self._article(IN_REVIEW)
        policy = self._article(POLICY, states_policy=True)
        for page in (review, policy):
            approval.submit_for_approval(page=page, user=self.author)
        live = self._article("Bài đã đăng", live=True)
        leader, reviewer = approval.current_step(review), approval.current_step(policy)
        assert leader is not None
        assert reviewer is not None
        return {
            "root": 1,
            "home": self.office.home_id,
            "section": section_of(self.office).pk,
            "empty section": self._section("Mục trống").pk,
            "draft": draft.pk,
            "draft revision": draft.latest_revision_id,
            "review": review.pk,
            "review revision": review.latest_revision_id,
            "leader's step": leader.pk,
            "reviewer's step": reviewer.pk,
            "leader's task": leader.task_id,
            "workflow": leader.workflow_state.workflow_id,
            "workflow state": leader.workflow_state_id,
            "live": live.pk,
            "live revision": live.latest_revision_id,
            "cms": "cms",
            "article": "articlepage",
            "articlepage": "articlepage",
        }

    def _structure(self) -> dict[str, Any]:
        """A section whose draft waits, and one of which an earlier text can be put back."""
        waiting = self._section("Mục chờ", slug="cho")
        self._write(waiting, SECTION_DRAFT)
        changed = self._section("Mục đã đổi", slug="da-doi")
        self._write(changed, "Lời dẫn")
        publish_structure(
            page=changed,
            user=self.person("own leader"),
            reason="Đã xem",
            fingerprint=draft_of(changed).fingerprint,
        )
        fingerprint = draft_of(SectionPage.objects.get(pk=waiting.pk)).fingerprint
        return {
            "section draft": waiting.pk,
            "fingerprint of section": fingerprint,
            "changed section": changed.pk,
        }

    def _write(self, section: SectionPage, intro: str) -> None:
        section.intro = intro
        section.save_revision(user=self.author, log_action=True)
        section.refresh_from_db()

    def _article(self, title: str, **fields: Any) -> Any:
        return make_article(self.office, user=self.author, owner=self.author, title=title, **fields)

    def _section(self, title: str, slug: str = "trong") -> SectionPage:
        section = SectionPage(title=title, slug=slug)
        with changing():
            return self.office.home.specific.add_child(instance=section)

    @cached_property
    def picture(self) -> Picture:
        return make_picture(PICTURE, collection=self.office.collection)

    @cached_property
    def file(self) -> Attachment:
        return Attachment.objects.create(
            title=FILE,
            collection=self.office.collection,
            licence="own",
            file=ContentFile(b"%PDF-1.4 rieng", "tep.pdf"),
        )

    @cached_property
    def recording(self) -> Recording:
        return make_video(
            RECORDING, collection=self.office.collection, captions=make_captions(RECORDING)
        )

    def _media(self) -> dict[str, Any]:
        rendition = self.picture.get_rendition("max-4x4")
        return {
            "picture": self.picture.pk,
            "file": self.file.pk,
            "recording": self.recording.pk,
            "recording name": f"{self.recording.sha256}.mp4",
            "poster": self.recording.poster_sha256,
            "file name": self.file.filename,
            "filter": "max-4x4",
            "rendition": rendition.file.name.removeprefix("images/"),
            "uploaded picture": self._upload(Picture),
            "uploaded file": self._upload(Attachment),
            "collection": self.office.collection_id,
            "Picture": "picture",
            "media_assets": "media_assets",
        }

    def _upload(self, model: type) -> int:
        kind = ContentType.objects.get_for_model(model)
        return UploadedFile.objects.create(
            for_content_type=kind,
            file=ContentFile(b"x", "x.bin"),
            uploaded_by_user=self.author,
        ).pk

    def _publishing(self) -> dict[str, Any]:
        place = make_facebook(self.office, PLACE)
        place.secrets = {"page_token": seal(place, "page_token", SECRET)}
        place.save()
        edition = Edition.objects.get(page=self["live"])
        named = {"page": edition.page, "edition": edition, "title": "Bài đã đăng"}
        release = make_release(edition.work, self.office, **named)
        unknown = make_delivery(
            release, place, state=Delivery.State.UNKNOWN, unknown_since=timezone.now()
        )
        queued = make_delivery(release, make_facebook(self.office, "Trang khác"))
        later = make_release(
            self._work("draft"),
            self.office,
            state=Release.State.SCHEDULED,
            goes_live_at=timezone.now() + timedelta(days=3),
            title=SCHEDULED,
        )
        stop = StopSwitch.objects.create(destination=place, reason="Thử", set_by=self.author)
        self._with_pieces(release, sha256 := self._with_picture(unknown))
        return {
            "destination": place.pk,
            "channel": "facebook",
            "release": release.pk,
            "unknown delivery": unknown.pk,
            "queued delivery": queued.pk,
            "picture number": 1,
            "confirmation": self._confirmation(unknown),
            "scheduled release": later.pk,
            "stop": stop.pk,
            "frozen": sha256,
            **make_national(self.centre, place),
            **make_drawings(self.office, self.author, PIECE),
            "csv": "csv",
        }

    def _with_pieces(self, release: Release, sha256: str) -> None:
        """As an infographic's release holds its drawings; sealed anew with them."""
        drawn = asdict(PostPicture(sha256, "anh.png", "image/png", 8, 6, 1))
        release.content = {"pieces": {self.office.code: {"square": drawn, "poster-a4": drawn}}}
        release.save(update_fields=["content"])
        seal_variants(release)

    def _work(self, page: str) -> Any:
        return Edition.objects.get(page=self[page]).work

    def _with_picture(self, delivery: Delivery) -> str:
        with self.picture.file.open("rb") as file:
            data = file.read()
        sha256 = freeze(data)
        post = Post(
            text="Bài kèm ảnh",
            pictures=(PostPicture(sha256, "anh.png", "image/png", 8, 6, len(data)),),
        )
        stored, _new = StoredPost.objects.get_or_create(hash=post.hash, data=post.to_data())
        delivery.variant.post = stored
        delivery.variant.save()
        return sha256

    def _confirmation(self, delivery: Delivery) -> int:
        confirmation = Confirmation(
            kind="posted",
            by="user",
            delivery=delivery,
            delivery_key=delivery.key,
            at=timezone.now(),
            photo=ContentFile(b"anh", "chung-tu.png"),
        )
        confirmation.save()
        return confirmation.pk

    def _evidence(self, **fields: Any) -> int:
        """A step taken on paper, with its scan."""
        page = ArticlePage.objects.get(pk=self["live"])
        scan = ContentFile(b"%PDF-1.4 da ky", "phieu.pdf")
        return record("approved", page=page, user=self.author, evidence=scan, **fields).sequence

    def _released_evidence(self) -> int:
        """The same of an approval that ended with the release."""
        page = ArticlePage.objects.get(pk=self["live"])
        kind = ContentType.objects.get_for_model(page)
        state = WorkflowState.objects.create(
            workflow_id=self["workflow"],
            content_type=kind,
            base_content_type=kind,
            object_id=str(page.pk),
            status=WorkflowState.STATUS_APPROVED,
        )
        step = ApprovalTaskState.objects.create(
            workflow_state=state,
            task_id=self["leader's task"],
            revision=page.latest_revision,
            status=ApprovalTaskState.STATUS_APPROVED,
            fingerprint="f" * 64,
        )
        return self._evidence(workflow_state=state, fingerprint=step.fingerprint)

    def _house(self) -> dict[str, Any]:
        person = self.author
        rule = ApprovalRule.objects.create(office=self.office, role="leader", condition="always")
        delegation = Delegation.objects.create(
            office=self.office,
            role=Role.LEADER,
            delegator=self.person("own leader"),
            delegate=person,
            first_day=timezone.localdate() + timedelta(days=1),
            last_day=timezone.localdate() + timedelta(days=2),
        )
        amendment = Amendment.objects.create(
            page_id=self["live"],
            step=Role.LEADER,
            base_revision_id=self["live revision"],
            proposed={},
            proposed_by=self.person("own policy_reviewer"),
            proposed_at=timezone.now(),
        )
        session = EditingSession.objects.create(
            user=self.author,
            content_type=ContentType.objects.get(app_label="cms", model="articlepage"),
            object_id=str(self["draft"]),
            last_seen_at=timezone.now(),
        )
        return {
            "delegation": delegation.pk,
            "amendment": amendment.pk,
            "evidence": self._evidence(),
            "released evidence": self._released_evidence(),
            **make_facts(self.office, self.author, FACT),
            "office code": self.office.code,
            "office": self.office.pk,
            "membership": Membership.objects.get(user=person).pk,
            "rule": rule.pk,
            "topic": Topic.objects.create(name="Chủ đề", slug="chu-de").pk,
            "audience": Audience.objects.create(name="Nhóm", slug="nhom").pk,
            "person": person.pk,
            "group": person.groups.get().pk,
            "site": Site.objects.get().pk,
            "task": Task.objects.first().pk,
            "another workflow": Workflow.objects.create(name="Khác").pk,
            "session": session.pk,
            "collection of nobody": Collection.get_first_root_node()
            .add_child(instance=Collection(name="Chung"))
            .pk,
            "revisions": Revision.objects.count(),
        }
