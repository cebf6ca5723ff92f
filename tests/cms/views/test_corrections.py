"""“Trả lại kèm sửa” as it is pressed: by the leader on a phone, by the editor, by earlier approvers."""

import re

import pytest
from django.urls import reverse

from cms import approval
from cms.models import Amendment, ApprovalRule, Membership, Role
from tests.factories.amendments import correct, reworded, slot_of, written_desk
from tests.factories.offices import make_province
from tests.factories.users import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_package")]


@pytest.fixture
def desk():
    return written_desk(author_name="Lò Thị Biên")


def page_of(client, user, name, *args) -> str:
    client.force_login(user)
    return client.get(reverse(name, args=args)).content.decode()


def hash_on(page: str) -> str:
    return re.search(r'name="fingerprint" value="(\w+)"', page)[1]


def send(client, user, step, before, after, desk, **posted):
    """Open the form, change some words, send it."""
    shown = hash_on(page_of(client, user, "loa_correct", step.pk))
    texts = {f"text-{slot}": text for slot, text in reworded(desk, before, after).items()}
    url = reverse("loa_correct", args=[step.pk])
    return client.post(url, texts | {"fingerprint": shown} | posted, follow=True)


def press(client, user, amendment, button, **posted):
    client.force_login(user)
    url = reverse("loa_amendment", args=[amendment.pk])
    return client.post(url, {button: "1"} | posted, follow=True)


def test_the_whole_story_on_the_screens(client, desk):
    ApprovalRule.objects.create(office=desk.office, role=Role.SECTION_HEAD, condition="always")
    head = make_user(desk.office, Role.SECTION_HEAD)
    desk.submit()
    desk.approve(head)

    send(client, desk.leader, desk.step(), "ngày 25", "ngày 20", desk, comment="Sai ngày")
    first = page_of(client, desk.editor, "wagtailadmin_home")
    assert "</span>25</del>" in first
    assert "Chấp nhận chỗ sửa" in first
    press(client, desk.editor, Amendment.objects.get(), "accept")

    for person, button in ((desk.leader, "Duyệt"), (head, "Xác nhận chỗ sửa")):
        step = desk.step()
        shown = page_of(client, person, "loa_approve", step.pk)
        assert f">{button}</button>" in shown
        assert "<del>" in shown
        assert "Mang theo thẻ căn cước" not in shown
        assert "loa-facts" not in shown
        url = reverse("loa_approve", args=[step.pk])
        assert "Mang theo thẻ căn cước" in client.get(f"{url}?toan-bo").content.decode()
        client.post(url, {"approve": "1", "fingerprint": hash_on(shown)})

    assert desk.now().live_revision_id == Amendment.objects.get().accepted_revision_id


def test_the_form_has_a_field_for_each_text_with_its_marks(client, desk):
    page = page_of(client, desk.leader, "loa_correct", desk.submit().pk)

    assert "⟨liên kết⟩tra cứu⟨/liên kết⟩ mã số và ⟨đậm⟩đóng trước⟨/đậm⟩" in page
    assert page.count("<textarea") > 12


def test_a_refused_correction_keeps_everything_that_was_typed(client, desk):
    step = desk.submit()

    answer = send(
        client, desk.leader, step, "⟨/đậm⟩ ngày 25", " ngày 20", desk, comment="Xem lại ngày"
    )

    shown = answer.content.decode()
    assert "Thiếu dấu ⟨/đậm⟩" in shown
    assert "đóng trước ngày 20" in shown
    assert "Xem lại ngày" in shown
    assert 'aria-invalid="true"' in shown
    assert not Amendment.objects.exists()


def test_what_was_typed_stays_readable_when_the_item_was_taken_back_meanwhile(client, desk):
    step = desk.submit()
    shown = hash_on(page_of(client, desk.leader, "loa_correct", step.pk))
    texts = reworded(desk, "ngày 25", "ngày 20")
    approval.take_back(page=desk.page, user=desk.editor)

    answer = client.post(
        reverse("loa_correct", args=[step.pk]),
        {f"text-{slot}": text for slot, text in texts.items()} | {"fingerprint": shown},
        follow=True,
    ).content.decode()

    assert "ngày 20 hằng tháng" in answer
    assert f"{desk.editor} đã rút lại lúc" in answer
    assert 'type="submit"' not in answer.split("loa-correct")[1]


def test_a_post_that_names_no_text_or_an_unknown_one_changes_nothing(client, desk):
    step = desk.submit()
    shown = hash_on(page_of(client, desk.leader, "loa_correct", step.pk))
    url = reverse("loa_correct", args=[step.pk])

    for posted in ({}, {"text-nobody.value#3": "x"}, {"text-": "x"}, {"text-title": "\x00"}):
        assert client.post(url, posted | {"fingerprint": shown}).status_code == 200

    assert not Amendment.objects.exists()


def test_a_title_that_is_too_long_is_refused_beside_its_field(client, desk):
    step = desk.submit()
    shown = hash_on(page_of(client, desk.leader, "loa_correct", step.pk))

    answer = client.post(
        reverse("loa_correct", args=[step.pk]), {"text-title": "x" * 300, "fingerprint": shown}
    )

    assert 'id="loa-title-reason"' in answer.content.decode()
    assert not Amendment.objects.exists()


def test_whoever_may_not_approve_has_no_form_and_cannot_send(client, desk):
    step = desk.submit()
    shown, texts = desk.shown(), {"text-title": "Lén đổi"}
    url = reverse("loa_correct", args=[step.pk])
    for user in (
        desk.editor,
        make_user(desk.office, Role.OBSERVER),
        make_user(make_province(), Role.LEADER),
    ):
        client.force_login(user)
        assert client.get(url).status_code == 302
        client.post(url, texts | {"fingerprint": shown})

    assert not Amendment.objects.exists()
    assert approval.is_in_review(desk.now())


def test_another_office_can_neither_read_nor_answer(client, desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    stranger = make_user(make_province(), Role.EDITOR)

    for button in ("accept", "decline", "withdraw"):
        answer = press(client, stranger, amendment, button)
        assert "ngày 20" not in answer.content.decode()

    amendment.refresh_from_db()
    assert amendment.state == "proposed"


def test_reading_the_address_of_an_answer_changes_nothing(client, desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")
    client.force_login(desk.editor)

    assert client.get(reverse("loa_amendment", args=[amendment.pk])).status_code == 405


def test_declining_opens_the_editor_and_leaves_the_words_as_they_were(client, desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20", "Sai ngày")

    answer = press(client, desk.editor, amendment, "decline")

    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[desk.page.pk])
    assert slot_of(desk, "ngày 25")


def test_accepting_a_rate_asks_about_the_policy_reviewer_and_obeys_the_answer(client, desk):
    desk.submit()
    amendment = correct(desk, desk.leader, "Nộp muộn thì mất", "Nộp muộn mất 30%")
    first = page_of(client, desk.editor, "wagtailadmin_home")
    assert first.count('name="policy"') == 2
    assert "(“30%”): cần người thẩm định xem không?" in first

    answer = press(client, desk.editor, amendment, "accept").content.decode()
    assert 'name="policy"' in answer
    assert not approval.is_in_review(desk.now())

    press(client, desk.editor, amendment, "accept", policy="yes")
    assert approval.is_in_review(desk.now())
    assert desk.now().get_latest_revision_as_object().states_policy


def test_the_editors_text_leads_to_the_corrections(client, desk):
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20")

    page = page_of(client, desk.editor, "wagtailadmin_pages:edit", desk.page.pk)

    assert f"{desk.leader} đã trả lại bài này kèm chỗ sửa." in page
    assert reverse("loa_item", args=[desk.page.pk]) in page


def test_a_draft_changed_since_has_no_button_but_says_what_to_do(client, desk):
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20")
    desk.now().get_latest_revision_as_object().save_revision(user=desk.editor)

    page = page_of(client, desk.editor, "loa_item", desk.page.pk)

    assert 'name="accept"' not in page
    assert "Hãy tự đưa các chỗ sửa vào bài rồi trình lại." in page


def test_the_corrector_may_withdraw_but_not_accept(client, desk):
    Membership.objects.create(user=desk.leader, office=desk.office, role=Role.EDITOR)
    desk.submit()
    amendment = correct(desk, desk.leader, "ngày 25", "ngày 20")

    page = page_of(client, desk.leader, "loa_item", desk.page.pk)
    assert 'name="accept"' not in page
    press(client, desk.leader, amendment, "withdraw")

    amendment.refresh_from_db()
    assert amendment.state == "withdrawn"


def test_deleted_and_inserted_words_are_said_and_not_only_coloured(client, desk):
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20")

    page = page_of(client, desk.editor, "loa_item", desk.page.pk)

    assert re.search(r"<del><span class=\"w-sr-only\"> bỏ: </span>25</del>", page)
    assert re.search(r"<ins><span class=\"w-sr-only\"> thêm: </span>20</ins>", page)


def test_the_first_screen_shows_ones_own_corrections_only(client, desk):
    desk.submit()
    correct(desk, desk.leader, "ngày 25", "ngày 20")
    other = written_desk(title="Bài khác của cùng người")
    approval.submit_for_approval(page=other.page, user=other.editor)
    correct(other, other.leader, "ngày 25", "ngày 10")

    page = page_of(client, desk.editor, "wagtailadmin_home")

    assert page.count('name="accept"') == 1
    assert "Bài khác của cùng người" not in page


def test_a_comment_without_end_is_refused_and_every_typed_word_kept(client, desk):
    step = desk.submit()
    endless = "a" * 2001

    page = send(client, desk.leader, step, "ngày 25", "ngày 20", desk, comment=endless)

    assert endless in page.content.decode()
    assert "ngày 20" in page.content.decode()
    assert not Amendment.objects.exists()
