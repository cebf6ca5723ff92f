"""One national item with a copy at each of very many offices, as fast as rows can be made."""

import copy
import json
import uuid
from itertools import count
from typing import Any

from wagtail.models import Page, Revision

from cms.editions import CopyOf, copying
from cms.going_live import allow
from cms.models import ArticlePage, Edition, Membership, Office, Role, SectionPage, User
from tests.factories.merging import heading, item, p, steps, table
from tests.factories.offices import make_centre, section_of
from tests.factories.pages import make_article, publish
from translations.local_content import content_of
from translations.models import LocalCopy, Rollout

_numbers = count(1)
AT_ONCE = 50  # rows in one insert: SQLite takes so many values, not more
BODY = [
    heading("b1", "Ai được tham gia?"),
    p("b2", "Công dân Việt Nam từ đủ 15 tuổi không thuộc diện bắt buộc được tham gia."),
    heading("b3", "Mức đóng"),
    p("b4", "Mức đóng bằng 22% mức thu nhập do người tham gia lựa chọn."),
    table(
        "b5",
        ["Đối tượng", "Mức đóng", "Hỗ trợ"],
        ["Hộ nghèo", "22 %", "50 %"],
        ["Hộ cận nghèo", "22 %", "40 %"],
        ["Đối tượng khác", "22 %", "20 %"],
    ),
    heading("b6", "Thủ tục"),
    steps(
        "b7",
        item("i1", "<p>Điền tờ khai TK1-TS.</p>"),
        item("i2", "<p>Nộp tại bưu điện hoặc cơ quan bảo hiểm xã hội.</p>"),
        item("i3", "<p>Nhận sổ sau 5 ngày làm việc.</p>"),
    ),
    p("b8", "Mọi thắc mắc xin gọi đường dây nóng."),
]
RATE, CALL = 3, 7  # a paragraph that the centre changes, and one that offices make their own


class ManyCopies:
    """Copies at offices without a part of the tree: they lie in the centre's first section. Every
    second one has words of its own; all are live, and in step. `changes` is how often the rate was
    changed since."""

    def __init__(self, number: int) -> None:
        self.section: SectionPage = section_of(make_centre())
        self.changes = 0
        self.page = make_article(make_centre(), title=f"BHXH tự nguyện {next(_numbers)}", body=[])
        self._save()
        models = [self._add(own_words=True), self._add(own_words=False)]
        for which, model in enumerate(models):
            _clone(model, (number - which - 1) // 2)

    def change(self) -> Rollout:
        """Another rate, live: what that sets going."""
        self.changes += 1
        self._save()
        return Rollout.objects.get(edition__page=self.page.pk, done=0)

    def _save(self) -> None:
        page = ArticlePage.objects.get(pk=self.page.pk)
        page.body = json.dumps(self._body())
        with allow(page):
            page.save_revision()
        publish(page)

    def _body(self) -> list[dict[str, Any]]:
        body = copy.deepcopy(BODY)
        body[RATE]["value"] = f"<p>Mức đóng bằng {22 + self.changes}% mức thu nhập.</p>"
        return body

    def _add(self, *, own_words: bool) -> ArticlePage:
        """A copy as the model of others."""
        source = Edition.objects.get(page=self.page.pk)
        content = content_of(ArticlePage.objects.get(pk=self.page.pk).live_revision)
        body = self._body()
        if own_words:
            body[CALL]["value"] = "<p>Gọi số của tỉnh, hoặc đến bưu điện xã.</p>"
        [office] = _make_offices(1)
        with copying(CopyOf(source, office, content)):
            page = make_live(self.section, body)
        LocalCopy.objects.create(edition=page.edition)
        return page


def make_live(section: SectionPage, body: list[dict[str, Any]]) -> ArticlePage:
    page = ArticlePage(title=f"Bài số {next(_numbers)}", lead="Tóm tắt của bài viết.", live=False)
    page.body = json.dumps(body)
    with allow(page):
        section.add_child(instance=page)
        page.save_revision()
    return publish(page)


def make_bare(number: int) -> list[ArticlePage]:
    """Live articles of the same length that follow nothing."""
    section = section_of(make_centre())
    return [make_live(section, copy.deepcopy(BODY)) for _each in range(number)]


# --- rows by the thousand -------------------------------------------------------------------------


def _make_offices(number: int) -> list[Office]:
    """Each with an editor, who is written to; they approve what they publish."""
    names = [f"nhieu-{next(_numbers)}" for _each in range(number)]
    offices = Office.objects.bulk_create(
        Office(
            code=name,
            slug=name,
            name=f"BHXH cơ sở {name}",
            level=Office.Level.GRASSROOTS,
            parent=make_centre(),
            takes_national_approval=False,
        )
        for name in names
    )
    users = User.objects.bulk_create(
        User(username=f"bientap.{name}", email=f"bientap@{name}.example") for name in names
    )
    Membership.objects.bulk_create(
        Membership(user=user, office=office, role=Role.EDITOR)
        for user, office in zip(users, offices, strict=True)
    )
    return offices


def _clone(model: ArticlePage, number: int) -> None:
    """As many live copies like it, with their revisions, editions and rows."""
    section = model.get_parent()
    first = Page.objects.latest("pk").pk + 1
    pages = [_like(model, section, first + each, each) for each in range(number)]
    for table_model in (Page, ArticlePage):
        fields = table_model._meta.local_concrete_fields
        for start in range(0, number, AT_ONCE):
            rows = pages[start : start + AT_ONCE]
            table_model._base_manager._insert(rows, fields=fields, using="default")
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild + number)
    _give_revisions(model, pages)
    editions = Edition.objects.bulk_create(
        _edition_like(model.edition, page, office)
        for page, office in zip(pages, _make_offices(number), strict=True)
    )
    LocalCopy.objects.bulk_create(LocalCopy(edition=edition) for edition in editions)


def _like(model: ArticlePage, section: Page, pk: int, number: int) -> ArticlePage:
    page = copy.copy(model)
    page._state = copy.copy(model._state)
    page._state.fields_cache = {}
    page.pk = page.id = page.page_ptr_id = pk
    page.path = section._get_path(section.path, section.depth + 1, section.numchild + 1 + number)
    page.translation_key, page.slug = uuid.uuid4(), f"nhieu-{pk}"
    page.url_path = f"{section.url_path}{page.slug}/"
    page.latest_revision_id = page.live_revision_id = None
    return page


def _give_revisions(model: ArticlePage, pages: list[ArticlePage]) -> None:
    stored = model.get_latest_revision()
    own = {page.pk: {"pk": page.pk, "slug": page.slug, "path": page.path} for page in pages}
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=stored.content_type,
            base_content_type=stored.base_content_type,
            object_id=str(page.pk),
            created_at=stored.created_at,
            object_str=stored.object_str,
            content={**stored.content, **own[page.pk], "url_path": page.url_path},
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        Page.objects.filter(pk=page.pk).update(latest_revision=revision, live_revision=revision)


def _edition_like(model: Edition, page: ArticlePage, office: Office) -> Edition:
    return Edition(
        page_id=page.pk,
        work_id=model.work_id,
        office=office,
        locale_id=model.locale_id,
        kind=model.kind,
        source_id=model.source_id,
        base_content=model.base_content,
    )
