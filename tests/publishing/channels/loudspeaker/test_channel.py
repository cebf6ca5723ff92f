from dataclasses import replace
from datetime import date

import pytest

from publishing.channel import Content, Receipt
from publishing.channels.loudspeaker import LoudspeakerChannel

ITEM = Content("Tin", "Lời tựa.", "http://localhost/x/", "vi", "article", "VN", "BHXH")
CHANNEL = LoudspeakerChannel({})


def composed(**fields):
    return CHANNEL.compose(replace(ITEM, **fields))


def codes(post, *, blocking=True):
    return [one.code for one in CHANNEL.problems(post) if one.blocking is blocking]


def test_class_repeats_and_validity_come_from_the_editor():
    wish = {"class": "priority", "repeats": "3"}
    extra = composed(options=wish, valid_until=date(2026, 12, 31)).extra
    assert (extra["class"], extra["repeats"]) == ("priority", 3)
    assert extra["valid_until"] == "2026-12-31"


@pytest.mark.parametrize(
    ("wish", "got"), [("", 1), ("0", 1), ("-2", 1), ("abc", 1), ("2", 2), ("999", 10)]
)
def test_a_malformed_number_of_repeats_is_no_crash(wish, got):
    assert composed(options={"repeats": wish}).extra["repeats"] == got


def test_an_unknown_class_is_ordinary():
    assert composed(options={"class": "loudest"}).extra["class"] == "ordinary"


def test_the_post_carries_no_link_and_no_picture():
    post = composed()
    assert (post.link, post.pictures) == ("", ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Vào https://a.vn để xem.", "unspeakable"),
        ("An tâm #BHYT.", "unspeakable"),
        ("Gọi {{hotline}}.", "placeholder"),
        ("bà " * 1700, "too_long"),
    ],
)
def test_what_cannot_be_read_out_keeps_the_item_back(text, code):
    assert codes(composed(edited_text=text)) == [code]


def test_more_than_three_minutes_is_only_advice():
    post = composed(edited_text="bà " * 600)
    assert codes(post) == []
    assert codes(post, blocking=False) == ["long"]


def test_the_list_accepts_a_bulletin_and_waits_for_a_person():
    receipt = CHANNEL.publish(composed(), key="k1", checkpoint=None)
    assert receipt == Receipt(remote_id="k1", final=False)


def test_a_revised_bulletin_waits_for_a_person_again():
    receipt = Receipt(remote_id="k1", final=True)
    assert CHANNEL.revise(receipt, composed(), key="k2") == Receipt("k1", final=False)


def test_taking_down_twice_does_no_harm():
    for _n in range(2):
        assert CHANNEL.withdraw(Receipt(remote_id="k1")) is None
