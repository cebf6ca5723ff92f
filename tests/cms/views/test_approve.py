"""The screens of approval, as their users press them."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import TaskState

from cms import approval
from cms.models import Role
from tests.factories.approval import Desk
from tests.factories.pages import editor_form
from tests.factories.users import make_user
from tests.fakes import package

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return Desk(title="Mức đóng mới", lead="Tóm tắt ngắn.", author_name="Lò Thị Biên")


def screen(client, user, step):
    client.force_login(user)
    return client.get(reverse("loa_approve", args=[step.pk]))


def hash_on(response) -> str:
    return re.search(r'name="fingerprint" value="(\w+)"', response.content.decode())[1]


def press(client, step, **posted):
    return client.post(reverse("loa_approve", args=[step.pk]), posted, follow=True)


def test_the_screen_shows_what_is_approved(client, desk):
    step = desk.submit()

    page = screen(client, desk.leader, step).content.decode()

    for shown in ("Mức đóng mới", "Tóm tắt ngắn.", "Nội dung của bài viết.", "Gói đăng thử"):
        assert shown in page
    assert str(desk.office) in page
    assert str(desk.editor) in page


def test_approving_what_the_screen_showed_makes_it_live(client, desk):
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))

    answer = press(client, step, approve="1", fingerprint=shown)

    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert desk.now().live


def test_a_stale_screen_approves_nothing_and_shows_the_new_content(client, desk):
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))
    desk.overwrite(title="Đổi lúc đang xem")

    answer = press(client, step, approve="1", fingerprint=shown)

    assert not desk.now().live
    assert "Đổi lúc đang xem" in answer.content.decode()
    assert next(iter(answer.context["messages"])).level_tag == "error"


def test_a_refused_approval_keeps_the_comment(client, desk):
    step = desk.submit()
    shown = hash_on(screen(client, desk.leader, step))
    desk.overwrite(title="Đổi lúc đang xem")

    answer = press(client, step, approve="1", fingerprint=shown, comment="Nhớ gửi báo tỉnh")

    assert ">Nhớ gửi báo tỉnh</textarea>" in answer.content.decode()
    fresh = hash_on(answer)
    press(client, step, approve="1", fingerprint=fresh)
    assert desk.now().live


def test_a_return_without_a_comment_shows_the_item_again(client, desk):
    step = desk.submit()
    client.force_login(desk.leader)

    answer = press(client, step, **{"return": "1"})

    assert answer.status_code == 200
    assert 'name="return"' in answer.content.decode()


def test_a_refused_approval_says_word_by_word_what_was_written_meanwhile(client, desk):
    step = desk.submit()
    shown = screen(client, desk.leader, step)
    revision = re.search(r'name="revision" value="(\d+)"', shown.content.decode())[1]
    approval.take_back(page=desk.page, user=desk.editor)
    draft = desk.now().get_latest_revision_as_object()
    draft.lead = "Tóm tắt dài."
    draft.save_revision(user=desk.editor)
    again = desk.submit()

    answer = press(
        client, step, approve="1", fingerprint=hash_on(shown), revision=revision, comment="Đồng ý"
    ).content.decode()

    assert "</span>ngắn</del>" in answer
    assert "</span>dài</ins>" in answer
    assert f"{desk.editor} đã rút lại lúc" in answer
    assert reverse("loa_approve", args=[again.pk]) in answer
    assert "Đồng ý" in answer


@pytest.mark.parametrize("revision", ["", "x", "9" * 30, "0", "²"])
def test_an_odd_revision_number_is_no_error(client, desk, revision):
    step = desk.submit()
    client.force_login(desk.leader)

    answer = press(client, step, approve="1", fingerprint="0" * 64, revision=revision)

    assert answer.status_code == 200


@pytest.mark.parametrize("fields", [{}, {"title": "Lén sửa"}])
def test_wagtails_own_field_for_taking_back_asks_on_our_screen(client, desk, fields):
    desk.submit()
    before = desk.shown()
    client.force_login(desk.editor)

    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[desk.page.pk]),
        fields | {"action-cancel-workflow": "1"},
    )

    assert answer.url == reverse("loa_take_back", args=[desk.page.pk])
    assert approval.is_in_review(desk.now())
    assert desk.shown() == before


def test_what_changes_while_the_screen_is_put_together_counts_as_not_shown(
    client, desk, monkeypatch
):
    step = desk.submit()

    def changed_meanwhile(*args):
        shown = package.summary(*args)
        desk.overwrite(title="Đổi giữa chừng")
        return shown

    monkeypatch.setattr("cms.approval.seams.summary", changed_meanwhile)
    shown = hash_on(screen(client, desk.leader, step))

    press(client, step, approve="1", fingerprint=shown)

    assert not desk.now().live


@pytest.mark.parametrize("posted", [{"approve": "1"}, {"approve": "1", "fingerprint": "0" * 64}])
def test_a_post_without_the_right_hash_approves_nothing(client, desk, posted):
    step = desk.submit()
    client.force_login(desk.leader)

    press(client, step, **posted)

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_returning_without_a_comment_asks_for_one(client, desk):
    step = desk.submit()
    client.force_login(desk.leader)

    press(client, step, **{"return": "1", "comment": " "})
    assert desk.step().status == TaskState.STATUS_IN_PROGRESS

    press(client, step, **{"return": "1", "comment": "Sửa bảng"})
    assert desk.step() is None


def test_the_editor_reads_in_the_text_why_it_was_returned_until_it_is_submitted_again(client, desk):
    long = "Sửa bảng mức đóng. " * 20
    address = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])
    client.force_login(desk.editor)
    assert "Sửa bảng mức đóng" not in client.get(address).content.decode()

    approval.send_back(task_state=desk.submit(), user=desk.leader, comment=long)
    shown = client.get(address).content.decode()
    assert long.strip() in shown
    assert str(desk.leader) in shown

    desk.submit()
    assert "Sửa bảng mức đóng" not in client.get(address).content.decode()


def test_a_post_by_a_reader_changes_nothing(client, desk):
    step = desk.submit()
    client.force_login(make_user(desk.office, Role.OBSERVER))

    press(client, step, approve="1", fingerprint=desk.shown())
    press(client, step, **{"return": "1", "comment": "x"})

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_submitting_from_the_screen_locks_the_item(client, desk):
    client.force_login(desk.editor)
    url = reverse("loa_submit", args=[desk.page.pk])
    assert "<form" in client.get(url).content.decode()

    client.post(url, {"comment": "Cần trước thứ Hai"})

    assert approval.is_in_review(desk.now())
    assert approval.record.history(desk.page)[0].comment == "Cần trước thứ Hai"


def test_the_submit_screen_lists_what_to_mend_and_has_no_button(client, desk, fake_package):
    fake_package.found.append("Facebook: bài quá dài")
    client.force_login(desk.editor)
    url = reverse("loa_submit", args=[desk.page.pk])

    page = client.get(url).content.decode()
    client.post(url)

    assert "Facebook: bài quá dài" in page
    assert f'action="{url}"' not in page
    assert not approval.is_in_review(desk.now())


@pytest.fixture
def unmarked():
    """What a draft says that its editor forgot to mark as policy."""
    return Desk(lead="Mức đóng là 4,5 % tiền lương.")


def send(client, desk, **posted):
    client.force_login(desk.editor)
    return client.post(reverse("loa_submit", args=[desk.page.pk]), posted, follow=True)


def test_what_reads_like_policy_is_submitted_only_with_an_answer(client, unmarked):
    client.force_login(unmarked.editor)
    asked = client.get(reverse("loa_submit", args=[unmarked.page.pk])).content.decode()
    assert "(“4,5 %”): cần người thẩm định xem không?" in asked

    for posted in ({}, {"policy": "maybe"}):
        answer = send(client, unmarked, **posted)
        assert next(iter(answer.context["messages"])).level_tag == "error"
        assert not approval.is_in_review(unmarked.now())


def test_a_submission_that_is_refused_keeps_what_was_typed(client, unmarked, fake_package):
    answer = send(client, unmarked, comment="Cần trước thứ Hai").content.decode()
    assert "Cần trước thứ Hai</textarea>" in answer

    fake_package.found.append("Facebook: bài quá dài")
    answer = send(client, unmarked, comment="Cần trước thứ Hai", policy="no").content.decode()
    assert "Facebook: bài quá dài" in answer
    assert "Cần trước thứ Hai</blockquote>" in answer
    assert not approval.is_in_review(unmarked.now())


def test_a_comment_is_shown_again_to_who_may_not_decide_any_more(client, desk):
    step = desk.submit()
    desk.leader.memberships.update(role=Role.OBSERVER)
    client.force_login(desk.leader)
    form = {"return": "1", "comment": "Sửa lại bảng mức đóng"}

    answer = client.post(reverse("loa_approve", args=[step.pk]), form)

    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert any("Sửa lại bảng mức đóng" in message for message in said)
    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_yes_marks_the_item_as_policy_and_asks_the_policy_reviewer(client, unmarked):
    send(client, unmarked, policy="yes", comment="Xin xem kỹ")

    assert unmarked.step().task.specific.role == Role.POLICY_REVIEWER
    assert unmarked.now().get_latest_revision_as_object().states_policy
    assert unmarked.step().revision_id == unmarked.now().latest_revision_id
    unmarked.approve(unmarked.reviewer)
    unmarked.approve(unmarked.leader)
    assert unmarked.now().live


def test_no_goes_straight_to_the_leader(client, unmarked):
    send(client, unmarked, policy="no")

    assert unmarked.step().task.specific.role == Role.LEADER


def test_a_submission_that_is_not_ready_leaves_the_draft_as_it_was(client, unmarked, fake_package):
    fake_package.found.append("Facebook: bài quá dài")
    before = unmarked.page.latest_revision_id

    send(client, unmarked, policy="yes")

    assert unmarked.now().latest_revision_id == before


def test_taking_back_asks_once_and_opens_the_editor(client, desk):
    desk.submit()
    client.force_login(desk.editor)
    url = reverse("loa_take_back", args=[desk.page.pk])

    client.get(url)
    assert approval.is_in_review(desk.now())

    answer = client.post(url)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[desk.page.pk])
    assert not approval.is_in_review(desk.now())


def test_saving_in_review_changes_nothing(client, desk):
    desk.submit()
    before = desk.shown()
    client.force_login(desk.editor)
    url = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])

    client.post(url, editor_form("Lén sửa"))
    client.post(url, editor_form("Lén sửa"), headers={"accept": "application/json"})

    assert desk.shown() == before


@pytest.mark.parametrize("field", ["action-submit", "action-restart-workflow"])
def test_wagtails_own_submission_is_not_taken(client, desk, field):
    client.force_login(desk.editor)

    client.post(
        reverse("wagtailadmin_pages:edit", args=[desk.page.pk]), editor_form("Trình") | {field: "1"}
    )
    client.post(
        reverse("wagtailadmin_pages:add", args=["cms", "articlepage", desk.page.get_parent().pk]),
        editor_form("Trình ngay") | {field: "1"},
    )

    assert not TaskState.objects.exists()


def test_wagtails_own_workflow_addresses_approve_nothing(client, desk):
    step = desk.submit()
    client.force_login(desk.leader)
    for name in ("workflow_action", "collect_workflow_action_data"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[desk.page.pk, "approve", step.pk])
        client.post(url, {"comment": ""})
    client.post(
        reverse("wagtailadmin_pages:edit", args=[desk.page.pk]),
        editor_form("x") | {"action-workflow-action": "1", "workflow-action-name": "approve"},
    )

    assert desk.step().status == TaskState.STATUS_IN_PROGRESS


def test_the_editor_offers_submitting_and_in_review_taking_back(client, desk):
    client.force_login(desk.editor)
    url = reverse("wagtailadmin_pages:edit", args=[desk.page.pk])

    draft = client.get(url).content.decode()
    desk.submit()
    locked = client.get(url).content.decode()

    assert reverse("loa_submit", args=[desk.page.pk]) in draft
    assert reverse("loa_take_back", args=[desk.page.pk]) in locked
    assert 'name="action-submit"' not in draft + locked


def test_a_number_that_no_database_holds_is_not_found(client, desk):
    client.force_login(desk.leader)

    assert client.get("/admin/duyet/99999999999999999999/").status_code == 404
