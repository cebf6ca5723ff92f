"""The channel against the sandbox: a real process that keeps what it was told."""

import time
from dataclasses import replace
from datetime import date

import pytest

from publishing.channel import Content, Correction, Picture, Post, Receipt
from publishing.channels.facebook import FacebookChannel
from publishing.errors import AmbiguousError, AuthError, PermanentError, TransientError
from tests.fakes.facebook_page import LINK, POSTS, Page, link_post, picture

pytestmark = [pytest.mark.processes, pytest.mark.usefixtures("in_english")]


def test_a_link_post_carries_text_and_link(page):
    receipt = page.publish(link_post())
    (post,) = page.posts()
    assert (post["message"], post["link"], post["photos"]) == (link_post().text, LINK, [])
    assert receipt.remote_id == post["id"]
    assert receipt.address.startswith(page.sandbox.url)
    assert receipt.final
    assert page.begun == ["begun"]


@pytest.mark.parametrize("kind", POSTS)
@pytest.mark.parametrize(
    "mode", ["commit_then_drop", "commit_then_500", "commit_then_502_html", "json_without_id"]
)
def test_a_post_whose_answer_was_lost_is_found_again(page, kind, mode):
    post = POSTS[kind]()
    page.fault(mode)
    with pytest.raises(AmbiguousError):
        page.publish(post)
    receipt = page.find(post)
    (there,) = page.posts()
    assert receipt == Receipt(there["id"], receipt.address)


@pytest.mark.parametrize("kind", POSTS)
@pytest.mark.parametrize("mode", ["drop_before", "http_500_before"])
def test_a_post_that_never_came_to_be_is_proved_absent(page, kind, mode):
    post = POSTS[kind]()
    page.fault(mode)
    with pytest.raises(AmbiguousError):
        page.publish(post)
    assert page.find(post) is None


def test_a_slow_commit_is_ambiguous_and_found_later(page):
    page.fault("slow_commit:6")
    with pytest.raises(AmbiguousError):
        page.publish(link_post(), seconds=3)
    for _ in range(100):
        if page.posts():
            break
        time.sleep(0.1)
    assert page.find(link_post()).remote_id == page.posts()[0]["id"]


@pytest.mark.parametrize("kind", POSTS)
def test_a_normalised_message_is_found_again(page, kind):
    post = POSTS[kind]()
    page.fault("commit_then_drop+normalised_message")
    with pytest.raises(AmbiguousError):
        page.publish(post)
    page.fault("normalised_message", method="GET", path=page.id, times=4)
    assert page.find(post).remote_id == page.posts()[0]["id"]


def test_a_post_beyond_the_first_page_of_the_listing_is_found(page):
    page.publish(link_post())
    for number in range(3):
        page.publish(Post(text=f"Bài khác {number}", link=f"{LINK}{number}"))
    page.fault("truncated_listing:paged", method="GET", path=page.id, times=20)
    assert page.find(link_post()).remote_id == page.posts()[0]["id"]


@pytest.mark.parametrize("mode", ["truncated_listing:cut", "http_500_before", "drop_before"])
def test_a_listing_that_breaks_off_proves_nothing(page, mode):
    page.fault(mode, method="GET", path=page.id)
    with pytest.raises(TransientError):
        page.find(link_post())


def test_a_listing_that_is_silently_short_does_not_prove_absence(page):
    page.publish(link_post())
    page.fault("truncated_listing:silent", method="GET", path=f"{page.id}/feed")
    assert page.find(link_post()).remote_id == page.posts()[0]["id"]


def test_already_there_from_an_earlier_attempt_is_a_receipt(page):
    page.fault("commit_then_drop")
    with pytest.raises(AmbiguousError):
        page.publish(link_post())
    receipt = page.publish(link_post())
    assert [post["id"] for post in page.posts()] == [receipt.remote_id]


@pytest.mark.parametrize("mode", ["duplicate_506", "blocked_368:1404082"])
def test_already_there_but_not_to_be_found_is_ambiguous(page, mode):
    page.fault(mode)
    with pytest.raises(AmbiguousError):
        page.publish(link_post())
    page.fault(mode)
    page.fault("drop_before", method="GET", path=page.id)
    with pytest.raises(AmbiguousError):
        page.publish(link_post())


@pytest.mark.parametrize("mode", ["expired_token", "blocked_368:4854002"])
def test_refused_credentials_ask_to_reconnect(page, mode):
    page.fault(mode)
    with pytest.raises(AuthError, match="econnect"):
        page.publish(link_post())
    assert page.posts() == []


def test_the_text_of_a_post_is_revised_in_place(page):
    receipt = page.publish(link_post())
    revised = page.channel().revise(receipt, link_post("ĐÍNH CHÍNH\n\nBảo hiểm"), key="k")
    again = page.channel().revise(revised, link_post("ĐÍNH CHÍNH\n\nBảo hiểm"), key="k")
    (post,) = page.posts()
    assert post["message"] == "ĐÍNH CHÍNH\n\nBảo hiểm"
    assert (again.remote_id, again.address) == (receipt.remote_id, receipt.address)


RED, BLUE = (Picture(digit * 64, "a.jpg", "image/jpeg", 1, 1, 1) for digit in "01")
LINKED = link_post()
ATTACHMENTS_CHANGED = [
    (replace(LINKED, pictures=(RED,)), replace(LINKED, pictures=(BLUE,)), ["pictures_stay"]),
    (replace(LINKED, pictures=(RED, BLUE)), replace(LINKED, pictures=(RED,)), ["pictures_stay"]),
    (LINKED, replace(LINKED, link=f"{LINK}khac/"), ["link_stays"]),
    (LINKED, replace(LINKED, pictures=(RED,)), ["pictures_stay", "link_stays"]),
    (replace(LINKED, pictures=(RED,)), LINKED, ["pictures_stay", "link_stays"]),
    (replace(LINKED, pictures=(RED,)), replace(LINKED, pictures=(RED,), link=f"{LINK}khac/"), []),
    (LINKED, replace(LINKED, text="Mới"), []),
]


@pytest.mark.parametrize(("old", "new", "codes"), ATTACHMENTS_CHANGED)
def test_what_a_correction_cannot_change_is_said_beforehand(old, new, codes):
    found = FacebookChannel({}).revisable(old, new)
    assert [(one.code, one.blocking) for one in found] == [(code, False) for code in codes]


@pytest.mark.parametrize(
    "after",
    [
        replace(link_post("ĐÍNH CHÍNH"), link=f"{LINK}khac/"),
        replace(link_post("ĐÍNH CHÍNH"), pictures=(BLUE,)),
    ],
)
@pytest.mark.parametrize("kind", POSTS)
def test_a_correction_reaches_the_reader_although_pictures_and_link_stay(page, kind, after):
    receipt = page.publish(POSTS[kind]())
    (before,) = page.posts()
    revised = page.channel().revise(receipt, after, key="k")
    (post,) = page.posts()
    assert post["message"] == "ĐÍNH CHÍNH"
    assert (post["link"], post["photos"]) == (before["link"], before["photos"])
    assert (revised.remote_id, revised.address) == (receipt.remote_id, receipt.address)


def test_a_post_recorded_by_a_person_can_be_revised(page):
    receipt = Receipt(page.publish(link_post()).remote_id)
    page.channel().revise(receipt, link_post("Mới"), key="k")
    assert page.posts()[0]["message"] == "Mới"


def test_a_deleted_post_cannot_be_revised(page):
    receipt = page.publish(link_post())
    page.channel().withdraw(receipt)
    with pytest.raises(PermanentError, match="no longer"):
        page.channel().revise(receipt, link_post("Mới"), key="k")


def test_withdrawing_twice_succeeds(page):
    receipt = page.publish(link_post())
    for _ in range(2):
        page.channel().withdraw(receipt)
    assert page.posts() == []


def test_not_seeing_a_post_with_a_token_of_another_page_is_no_withdrawal(page):
    other = Page(page.sandbox)
    with pytest.raises(AuthError):
        page.channel(access_token=other.config["access_token"]).withdraw(Receipt(f"{page.id}_5"))


def test_the_account_is_named(page):
    assert page.id in page.channel().identify()


def test_the_token_of_another_page_is_noticed(page):
    with pytest.raises(AuthError, match="belongs to"):
        page.channel(page_id="1").identify()


@pytest.mark.parametrize("missing", ["page_id", "app_id", "access_token"])
def test_a_page_that_is_not_connected_asks_for_it(page, missing):
    with pytest.raises(AuthError, match="not connected"):
        page.publish(link_post(), **{missing: ""})


def content(**fields):
    defaults = {
        "title": "Bảo hiểm y tế",
        "lead": "Mức đóng giảm dần.",
        "url": LINK,
        "language": "vi",
        "kind": "article",
        "office_code": "VN",
        "office_name": "BHXH Việt Nam",
    }
    return Content(**{**defaults, **fields})


def test_the_cover_comes_first_and_no_picture_twice():
    cover, other = picture("red"), picture("blue")
    post = FacebookChannel({}).compose(content(cover=cover, pictures=(other, cover)))
    assert post.pictures == (cover, other)
    assert post.text.endswith(LINK)


def test_as_many_pictures_as_fit_are_taken():
    pictures = tuple(
        Picture(f"{number:064x}", "a.jpg", "image/jpeg", 1, 1, 1) for number in range(12)
    )
    post = FacebookChannel({}).compose(content(pictures=pictures))
    assert post.pictures == pictures[:10]
    assert FacebookChannel({}).problems(post) == []


def test_an_editor_may_choose_the_link_card():
    post = FacebookChannel({}).compose(content(cover=picture("red"), options={"form": "link"}))
    assert (post.pictures, post.link) == ((), LINK)
    assert LINK not in post.text


def test_a_correction_is_composed_at_the_head():
    corrections = (Correction(date(2026, 11, 21), "sai", "đúng"),)
    post = FacebookChannel({}).compose(content(corrections=corrections))
    assert post.text.startswith("ĐÍNH CHÍNH ngày 21/11/2026")


def test_a_post_survives_its_storage():
    post = FacebookChannel({}).compose(content(cover=picture("red", alt="Ảnh")))
    assert Post.from_data(post.to_data()) == post
