"""The channel against the sandbox: a real process that keeps what it was told."""

import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from PIL import Image

from publishing import frozen
from publishing.channel import Content, Correction, Picture, Post, Receipt
from publishing.channels.facebook import FacebookChannel
from publishing.errors import (
    AmbiguousError,
    AuthError,
    FencedOut,
    PermanentError,
    RateLimited,
    TransientError,
    Unsupported,
)
from publishing.http import Outbound
from tests.fakes.sandbox import SandboxProcess

LINK = "https://loa.example.vn/tin-tuc/bai-1/"
APP = "900000000000001"
_pages = count(104000000000100)


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    with SandboxProcess().start(tmp_path_factory.mktemp("sandbox")) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(process, settings):
    settings.GRAPH_API_BASE_URL = process.url
    yield process
    process.clear_faults()


class Memory:
    """A checkpoint in memory."""

    def __init__(self, data=()):
        self.data, self.saved = dict(data), []

    def save(self, data):
        self.data.update(data)
        self.saved.append(sorted(data))


class Page:
    """One page of the sandbox, and what an engine would do with it."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.id = str(next(_pages))
        self.config = {
            "page_id": self.id,
            "app_id": APP,
            "access_token": f"sandbox-token-{self.id}",
        }
        self.checkpoint = Memory()
        self.since = datetime.now(UTC)
        self.begun = []

    def channel(self, *, on_irreversible=None, seconds=10, **config):
        begin = on_irreversible or (lambda: self.begun.append("begun"))
        http = Outbound(
            deadline=timedelta(seconds=seconds), exceptions=["127.0.0.1"], on_irreversible=begin
        )
        return FacebookChannel({**self.config, **config}, http)

    def publish(self, post, **options):
        return self.channel(**options).publish(post, key="k", checkpoint=self.checkpoint)

    def find(self, post, **options):
        return self.channel(**options).find(
            post, key="k", since=self.since, checkpoint=self.checkpoint
        )

    def posts(self):
        return self.sandbox.posts(self.id)

    def fault(self, mode, *, times=1, method="POST", path=None):
        match = {"method": method, "path_contains": path or f"{self.id}/feed"}
        self.sandbox.faults({"mode": mode, "match": match, "times": times})


@pytest.fixture
def page(sandbox):
    return Page(sandbox)


def jpeg(colour):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "JPEG")
    return file.getvalue()


def picture(colour="red", **fields):
    data = jpeg(colour)
    sha256 = frozen.freeze(data)
    return Picture(sha256, f"anh-{colour}.jpg", "image/jpeg", 40, 30, len(data), **fields)


def link_post(text="Bảo hiểm y tế\n\nMức đóng giảm dần."):
    return Post(text=text, link=LINK)


def photo_post(*colours):
    return Post(
        text=f"Ảnh\n\nXem chi tiết: {LINK}", link=LINK, pictures=tuple(map(picture, colours))
    )


POSTS = {
    "link": link_post,
    "photo": lambda: photo_post("red"),
    "photos": lambda: photo_post("red", "blue"),
}


def test_a_link_post_carries_text_and_link(page):
    receipt = page.publish(link_post())
    (post,) = page.posts()
    assert (post["message"], post["link"], post["photos"]) == (link_post().text, LINK, [])
    assert receipt.remote_id == post["id"]
    assert receipt.address.startswith(page.sandbox.url)
    assert receipt.final
    assert page.begun == ["begun"]


@pytest.mark.parametrize("colours", [["red"], ["red", "blue", "green"]])
def test_photos_are_uploaded_unseen_and_published_by_one_step(page, colours):
    page.publish(photo_post(*colours))
    (post,) = page.posts()
    photos = [one for one in page.sandbox.state()["photos"] if one["page_id"] == page.id]
    expected = [picture(colour).sha256 for colour in colours]
    assert [one["sha256"] for one in photos] == expected
    assert post["photos"] == [one["id"] for one in photos]
    assert page.begun == ["begun"]
    assert [entry["id"] for entry in page.checkpoint.data["photos"]] == post["photos"]


def test_photo_ids_are_saved_before_the_irreversible_step(page):
    def fenced():
        assert len(page.checkpoint.data["photos"]) == 2
        assert "started" in page.checkpoint.data
        raise FencedOut

    with pytest.raises(FencedOut):
        page.publish(photo_post("red", "blue"), on_irreversible=fenced)
    assert page.posts() == []


def test_alternative_text_and_caption_go_with_the_photo(page):
    one = picture("red", alt="Mẹ và bé", caption="Tại trạm y tế", credit="BHXH Việt Nam")
    page.publish(replace(photo_post(), pictures=(one,)))
    (photo,) = [one for one in page.sandbox.state()["photos"] if one["page_id"] == page.id]
    assert photo["alt_text"] == "Mẹ và bé"
    assert photo["caption"] == "Tại trạm y tế – BHXH Việt Nam"


def test_a_later_attempt_uses_the_photos_of_the_one_before(page):
    page.fault("throttled")
    with pytest.raises(RateLimited) as caught:
        page.publish(photo_post("red", "blue"))
    assert caught.value.retry_after == timedelta(minutes=5)
    page.publish(photo_post("red", "blue"))
    photos = [one for one in page.sandbox.state()["photos"] if one["page_id"] == page.id]
    assert len(photos) == 2
    assert page.posts()[0]["photos"] == [one["id"] for one in photos]


def test_photos_of_yesterday_are_uploaded_anew(page):
    one = picture("red")
    yesterday = (datetime.now(UTC) - timedelta(hours=23, minutes=5)).isoformat()
    entry = {"sha256": one.sha256, "id": "123", "at": yesterday}
    page.checkpoint = Memory({"photos": [entry]})
    page.publish(photo_post("red"))
    assert page.posts()[0]["photos"] != ["123"]


def test_photos_that_the_platform_has_forgotten_are_sent_again_by_the_next_attempt(page):
    now = datetime.now(UTC).isoformat()
    entry = {"sha256": picture("red").sha256, "id": "123", "at": now}
    page.checkpoint = Memory({"photos": [entry]})
    with pytest.raises(TransientError):
        page.publish(photo_post("red"))
    page.publish(photo_post("red"))
    assert len(page.posts()) == 1


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
    assert receipt == Receipt(there["id"], receipt.address, data=receipt.data)
    assert receipt.data == page.channel()._receipt({"id": "1"}, post).data


@pytest.mark.parametrize("kind", POSTS)
@pytest.mark.parametrize("mode", ["drop_before", "http_500_before"])
def test_a_post_that_never_came_to_be_is_proved_absent(page, kind, mode):
    post = POSTS[kind]()
    page.fault(mode)
    with pytest.raises(AmbiguousError):
        page.publish(post)
    assert page.find(post) is None


def test_a_slow_commit_is_ambiguous_and_found_later(page):
    page.fault("slow_commit:2")
    with pytest.raises(AmbiguousError):
        page.publish(link_post(), seconds=1)
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


def test_photos_already_posted_are_a_receipt(page):
    page.fault("commit_then_drop")
    with pytest.raises(AmbiguousError):
        page.publish(photo_post("red", "blue"))
    receipt = page.publish(photo_post("red", "blue"))
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


def test_a_picture_that_is_none_is_refused_for_good(page):
    sha256 = frozen.freeze(b"no picture")
    one = Picture(sha256, "a.jpg", "image/jpeg", 1, 1, 10)
    with pytest.raises(PermanentError, match="picture"):
        page.publish(replace(photo_post(), pictures=(one,)))
    assert page.begun == []


def test_a_broken_upload_is_tried_again(page):
    page.fault("commit_then_drop", path="photos")
    with pytest.raises(TransientError):
        page.publish(photo_post("red"))
    assert page.begun == []


def test_the_text_of_a_post_is_revised_in_place(page):
    receipt = page.publish(link_post())
    revised = page.channel().revise(receipt, link_post("ĐÍNH CHÍNH\n\nBảo hiểm"), key="k")
    again = page.channel().revise(revised, link_post("ĐÍNH CHÍNH\n\nBảo hiểm"), key="k")
    (post,) = page.posts()
    assert post["message"] == "ĐÍNH CHÍNH\n\nBảo hiểm"
    assert (again.remote_id, again.address) == (receipt.remote_id, receipt.address)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (link_post(), replace(link_post(), link="https://loa.example.vn/khac/")),
        (link_post(), replace(link_post(), pictures=(Picture("0" * 64, "a", "b", 1, 1, 1),))),
    ],
)
def test_other_pictures_or_another_link_cannot_be_revised(page, before, after):
    receipt = page.publish(before)
    with pytest.raises(Unsupported, match="new post"):
        page.channel().revise(receipt, after, key="k")
    assert page.posts()[0]["message"] == before.text


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
