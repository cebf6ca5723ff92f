"""Photos of a post, against the sandbox."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from publishing import frozen
from publishing.channel import Picture
from publishing.errors import (
    AmbiguousError,
    FencedOut,
    PermanentError,
    RateLimited,
    TransientError,
)
from tests.fakes.facebook_page import Memory, photo_post, picture

pytestmark = [pytest.mark.processes, pytest.mark.usefixtures("in_english")]


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


def test_photos_already_posted_are_a_receipt(page):
    page.fault("commit_then_drop")
    with pytest.raises(AmbiguousError):
        page.publish(photo_post("red", "blue"))
    receipt = page.publish(photo_post("red", "blue"))
    assert [post["id"] for post in page.posts()] == [receipt.remote_id]


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
