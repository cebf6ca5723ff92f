"""What waits for whom: the first screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from cms import approval, facts, worklist
from cms.approval.approvers import approvers_of
from cms.models import Membership, Role, SectionPage
from cms.structure_changes import changing
from tests.factories.approval import Desk, make_delegation
from tests.factories.offices import make_province
from tests.factories.pages import make_article
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def home(client, user) -> str:
    client.force_login(user)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_step_waits_for_those_who_may_take_it_and_nobody_else():
    desk = Desk(title="Mức đóng", states_policy=True)
    desk.submit()

    assert titles(worklist.to_approve(desk.reviewer)) == ["Mức đóng"]
    assert worklist.to_approve(desk.leader) == []
    assert worklist.to_approve(make_user(make_province(), Role.POLICY_REVIEWER)) == []


def test_a_leaders_own_text_does_not_wait_for_that_leader():
    desk = Desk()
    make_user(desk.office, Role.LEADER)
    desk.page.save_revision(user=desk.leader)
    desk.submit()

    assert worklist.to_approve(desk.leader) == []


def test_a_returned_item_waits_for_its_submitter_with_the_comment():
    desk = Desk(title="Mức đóng")
    approval.send_back(task_state=desk.submit(), user=desk.leader, comment="Sửa bảng")

    (row,) = worklist.returned_to(desk.editor)

    assert (row.title, row.detail) == ("Mức đóng", "Sửa bảng")
    assert worklist.drafts_of(desk.editor) == []


def test_drafts_are_ones_own_and_leave_the_list_when_submitted():
    desk = Desk(title="Nháp")
    make_article(desk.office, title="Của người khác", user=desk.leader)

    assert titles(worklist.drafts_of(desk.editor)) == ["Nháp"]
    desk.submit()
    assert worklist.drafts_of(desk.editor) == []


def test_an_item_in_review_says_whom_it_waits_for():
    desk = Desk()
    desk.submit()

    (row,) = worklist.in_review(desk.editor)

    assert str(desk.leader) in row.detail


def test_an_observer_sees_what_is_in_review_at_the_office():
    desk = Desk(title="Mức đóng")
    desk.submit()
    other = Desk(title="Nơi khác")
    other.submit()

    assert titles(worklist.in_review_at([desk.office.pk])) == ["Mức đóng"]


def test_the_first_screen_shows_the_lists(client):
    desk = Desk(title="Mức đóng mới")
    step = desk.submit()

    page = home(client, desk.leader)

    assert "Mức đóng mới" in page
    assert reverse("loa_approve", args=[step.pk]) in page


def test_an_empty_first_screen_says_so_kindly(client):
    assert "loa-empty" in home(client, make_user(make_province(), Role.OBSERVER))


def test_other_apps_add_their_panels(client):
    class Held(Component):
        order = 5

        def render_html(self, parent_context=None):
            return "Nơi đăng đang tạm dừng"

    with hooks.register_temporarily("loa_work_panels", lambda request: Held()):
        page = home(client, make_user(make_province(), Role.CHANNEL_KEEPER))

    assert "Nơi đăng đang tạm dừng" in page
    assert "loa-empty" not in page


def test_the_first_screen_takes_few_queries_when_little_waits(
    client, django_assert_max_num_queries
):
    desk = Desk()
    client.force_login(desk.leader)
    client.get(reverse("wagtailadmin_home"))

    with django_assert_max_num_queries(43):
        client.get(reverse("wagtailadmin_home"))


def test_an_editor_begins_an_article_from_the_first_screen(client):
    desk = Desk()
    section = desk.page.get_parent()

    address = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", section.pk])

    assert address in home(client, desk.editor)
    assert address not in home(client, desk.reviewer)


def test_a_proposed_fact_waits_for_the_leader_and_links_to_the_sheet(client):
    desk = Desk()
    facts.propose_fact(office=desk.office, key="hotline", value="1900 1234", user=desk.editor)

    (row,) = worklist.facts_to_decide(desk.leader)

    assert "1900 1234" in row.title
    assert worklist.facts_to_decide(desk.editor) == []
    assert row.url in home(client, desk.leader)


def test_the_leader_above_sees_a_proposal_of_an_office_without_a_leader():
    desk = Desk()
    province = make_province(parent=desk.office)
    editor = make_user(province, Role.EDITOR)
    facts.propose_fact(office=province, key="hotline", value="1900 1234", user=editor)

    assert len(worklist.facts_to_decide(desk.leader)) == 1


def test_a_section_of_documents_begins_a_document(client):
    desk = Desk()
    section = desk.page.get_parent()
    documents = SectionPage(title="Văn bản", slug="van-ban")
    with changing():
        section.add_sibling("right", instance=documents)

    html = home(client, desk.editor)

    assert f"/admin/pages/add/cms/articlepage/{section.pk}/" in html
    assert f"/admin/pages/add/cms/documentpage/{documents.pk}/" in html


def test_what_is_overdue_says_so_to_its_approver_and_its_editor(client, clock):
    desk = Desk()
    desk.submit()
    clock.forward(days=3)

    for user in (desk.leader, desk.editor):
        assert "Quá hạn 1 ngày làm việc" in home(client, user)
    rows = worklist.in_review_at([desk.office.pk])
    assert [(bool(row.overdue), row.nudge) for row in rows] == [(True, None)]


def test_a_running_delegation_stands_on_the_first_screen_of_both(client):
    desk = Desk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER, last_name="Giàng", first_name="Thị Thay")
    make_delegation(desk, helper)

    assert "Giàng Thị Thay cũng duyệt thay ông/bà" in home(client, desk.leader)
    assert "Ông/bà cũng duyệt thay Hà Văn Duyệt" in home(client, helper)
    assert worklist.delegations_of(desk.editor) == []


def test_a_delegation_that_has_not_begun_is_no_news_yet(client):
    desk = Desk()
    helper = make_user(desk.office, Role.CHANNEL_KEEPER)
    make_delegation(desk, helper, starts_in=1)

    assert worklist.delegations_of(desk.leader) == []


def test_who_stands_in_reads_why():
    desk = Desk(make_province(name="BHXH tỉnh Thử"))
    chief = make_user(desk.office.parent, Role.LEADER)
    desk.leader.is_active = False
    desk.leader.save()
    desk.submit()

    (row,) = worklist.to_approve(chief)

    assert "BHXH tỉnh Thử chưa có lãnh đạo duyệt" in row.detail


# --- what the first screen asks of the database ----------------------------------------------


@pytest.mark.parametrize("who", ["leader", "editor", "observer", "above"])
def test_more_rows_cost_no_query_more(client, who):
    desk, rows = Desk(), 0
    people = {
        "leader": desk.leader,
        "editor": desk.editor,
        "observer": make_user(desk.office, Role.OBSERVER),
        "above": make_user(desk.office.parent, Role.LEADER),
    }
    client.force_login(people[who])
    asked = []
    for number in (1, 4):
        while rows < number:
            rows += 1
            _one_of_each(desk, rows, written_by_leader=who == "above")
        client.get(reverse("wagtailadmin_home"))  # what the first look alone has to ask
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("wagtailadmin_home")).content.decode()
        asked.append(len(queries))
        assert page.count("review") >= number
    assert asked[1] <= asked[0]


def _one_of_each(desk: Desk, number: int, *, written_by_leader: bool) -> None:
    """In review, returned, a draft, and a proposed fact."""
    for kind in ("review", "back", "draft"):
        page = make_article(
            desk.office, title=f"{kind} {number}", user=desk.editor, owner=desk.editor
        )
        if kind == "draft":
            continue
        if written_by_leader:  # so that the office above is asked, after a closer look
            page.save_revision(user=desk.leader)
        approval.submit_for_approval(page=page, user=desk.editor)
        if kind == "back":
            step = approval.current_step(type(page).objects.get(pk=page.pk))
            chief = approvers_of(page, Role.LEADER)[0]
            approval.send_back(task_state=step, user=chief, comment="Sửa")
    facts.propose_fact(office=desk.office, key=f"figure:so_{number}", value="1", user=desk.editor)


def test_an_item_that_nobody_can_decide_says_what_to_do_and_offers_no_reminder(client):
    desk = Desk()
    step = desk.submit()
    Membership.objects.filter(user=desk.leader).delete()

    (row,) = worklist.in_review(desk.editor)

    assert row.detail.startswith("Hiện chưa ai nhận được bước “Lãnh đạo duyệt”")
    assert "Hãy đề nghị quản trị hệ thống" in row.detail
    assert row.nudge is None
    client.force_login(desk.editor)
    screen = client.get(reverse("loa_approve", args=[step.pk])).content.decode()
    assert row.detail in screen
