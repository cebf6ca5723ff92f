"""A bulletin as its files need it: read from posts of every age."""

from datetime import date

from publishing.airing.wishes import Time, Wishes
from publishing.script.model import KEY
from publishing.sheets.sheet import Standing, sheet_of
from tests.factories.announcing import APPROVED, script_of, sheet_with


def post(**extra):
    return {"title": "Tin", "text": "Một câu.", "language": "vi", "extra": extra}


def test_a_post_says_everything_that_was_approved_of_it():
    data = post(
        **{"class": "priority", "repeats": 3, "pause": 20, "slot": 120, "reading_seconds": 61},
        times=["06:30 135", "17:00 1234567"],
        first_day="2026-11-24",
        last_day="2026-12-31",
        valid_until="2026-12-24",
        correction=True,
        **{KEY: script_of().to_data()},
    )
    sheet = sheet_of(data, APPROVED)
    wishes = sheet.wishes
    assert (wishes.klass, wishes.repeats, wishes.pause, wishes.slot) == ("priority", 3, 20, 120)
    assert wishes.times == (Time(390, (1, 3, 5)), Time(1020))
    assert (wishes.first_day, sheet.last_day) == (date(2026, 11, 24), date(2026, 12, 24))
    assert sheet.script == script_of()
    assert sheet.is_correction
    assert sheet.standing == Standing.IN_FORCE


def test_an_old_post_is_an_ordinary_bulletin_read_as_it_is_written():
    sheet = sheet_of(post(), APPROVED)
    assert sheet.wishes == Wishes()
    assert sheet.script.said == "Một câu."
    assert sheet.last_day is None


def test_the_code_of_the_words_is_of_the_words_and_their_language_alone():
    one = sheet_with()
    assert one.text_hash == sheet_with(title="Tên khác", repeats=5).text_hash
    assert one.text_hash != sheet_with(script_of(language="rad")).text_hash
    assert one.text_hash != sheet_with(script_of(language="vi", paragraphs=())).text_hash
