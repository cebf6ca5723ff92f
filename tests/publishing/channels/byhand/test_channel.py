from dataclasses import replace
from datetime import date

from publishing.channel import Content, Correction, Picture, Receipt
from publishing.channels.byhand import ByHandChannel

PHOTO = Picture("ab" * 32, "bia.jpg", "image/jpeg", 1200, 630, 9000)
INSIDE = replace(PHOTO, name="trong.jpg")
ITEM = Content(
    "Tin", "Lời tựa.", "http://localhost/x/", "vi", "article", "VN", "BHXH",
    cover=PHOTO, pictures=(INSIDE,),
)  # fmt: skip
CHANNEL = ByHandChannel({})


def test_the_text_to_copy_is_title_and_lead_with_the_address_apart():
    post = CHANNEL.compose(ITEM)
    assert post.text == "Tin\n\nLời tựa."
    assert post.link == "http://localhost/x/"


def test_the_cover_comes_first_among_the_pictures():
    assert CHANNEL.compose(ITEM).pictures == (PHOTO, INSIDE)
    assert CHANNEL.compose(replace(ITEM, cover=None)).pictures == (INSIDE,)


def test_a_correction_stands_above_the_text():
    correction = Correction(date(2026, 11, 21), "5%", "8%")
    text = CHANNEL.compose(replace(ITEM, corrections=(correction,))).text
    assert text.startswith("ĐÍNH CHÍNH ngày 21/11/2026")
    assert text.endswith("Tin\n\nLời tựa.")


def test_nothing_to_post_and_a_left_over_placeholder_are_problems():
    empty = CHANNEL.compose(replace(ITEM, title="", lead=""))
    left = CHANNEL.compose(replace(ITEM, edited_text="Gọi {{hotline}}"))
    assert [one.code for one in CHANNEL.problems(empty)] == ["empty"]
    assert [one.code for one in CHANNEL.problems(left)] == ["placeholder"]


def test_posting_waits_for_a_person_and_so_does_every_new_version():
    post = CHANNEL.compose(ITEM)
    first = CHANNEL.publish(post, key="k1", checkpoint=None)
    assert first == Receipt("k1", final=False)
    posted = Receipt("k1", address="https://a.vn/1")
    assert CHANNEL.revise(posted, post, key="k2") == Receipt("k1", "https://a.vn/1", final=False)


def test_loa_cannot_remove_the_post_itself_so_a_person_says_it():
    assert CHANNEL.withdraw(Receipt("k1")) is None
    assert ByHandChannel.capabilities.removed_by_person
