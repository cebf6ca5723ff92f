from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from publishing.channel import Content, Post, Receipt
from publishing.channels.loudspeaker import LoudspeakerChannel
from publishing.script.ear import ForTheEar, Written
from publishing.script.making import Reader
from publishing.script.model import Question, Role, plain, script_in
from publishing.script.timing import seconds

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
    post = composed(edited_text="\n".join(["bà " * 40] * 15))
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


def asked(*written):
    return tuple(Question(one, "x", (), "ambiguous", f"Từ {one}.") for one in written)


def scripted(script, **fields):
    return composed(script=script, **fields)


def test_what_is_said_goes_out_and_both_forms_are_kept():
    script = Reader({}).script(
        ForTheEar((Written(Role.HEADLINE, "Đóng 30% BHXH."),), ()), language="vi"
    )
    post = scripted(script)

    assert post.text == "Đóng ba mươi phần trăm bảo hiểm xã hội."
    assert script_in(post.to_data()) == script
    assert post.extra["reading_seconds"] == seconds(script)


def test_every_open_reading_keeps_the_item_back_and_is_named():
    post = scripted(replace(plain("Từ 1-7.", "vi"), questions=asked("1-7", "QWX")))

    assert codes(post) == ["reading", "reading"]
    with override("vi"):
        told = [str(one.message) for one in CHANNEL.problems(post)]
    assert "“1-7”" in told[0]
    assert "“QWX”" in told[1]


def test_digits_in_a_language_that_is_not_read_by_rules_are_advice():
    post = scripted(replace(plain("Hdră 5%.", "rad"), questions=asked("5%")), language="rad")

    assert codes(post) == []
    assert codes(post, blocking=False) == ["in_digits"]
    assert "“5%”" in str(CHANNEL.problems(post)[0].message)


def test_a_sentence_without_end_is_advice():
    post = scripted(plain("bà con " * 30, "vi"))

    assert codes(post) == []
    assert codes(post, blocking=False) == ["long_sentence"]


def test_a_post_from_before_there_were_scripts_is_still_checked():
    assert CHANNEL.problems(Post(text="Xin chào.", extra={"reading_seconds": 5})) == []
