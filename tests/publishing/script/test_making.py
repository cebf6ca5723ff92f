import pytest

from cms.spoken_numbers import NORTH, SOUTH
from publishing.script import making
from publishing.script.ear import ForTheEar, Written
from publishing.script.making import Reader, is_sayable, unspelt, valid
from publishing.script.model import Question, Role, Script
from publishing.script.quoted import Quoted


def made(*texts, language="vi", choices=None, notes=(), **voice):
    heard = ForTheEar(tuple(Written(Role.TEXT, one) for one in texts), notes)
    return Reader(choices or {}).script(heard, language=language, **voice)


def test_vietnamese_is_put_into_words_and_keeps_what_is_written():
    script = made("Đóng 30% BHXH. Hết.", "Hai.")

    assert script.said == "Đóng ba mươi phần trăm bảo hiểm xã hội. Hết.\n\nHai."
    assert [one.written for one in script.rewritten] == ["30%", "BHXH"]
    assert Script.from_data(script.to_data()) == script


def test_a_doubt_is_a_question_with_the_sentence_that_it_stands_in():
    script = made("Nghe đây. Từ 1-7 sẽ tăng.", "Từ 1-7 sẽ tăng.")

    assert script.questions == (
        Question(
            "1-7",
            "ngày một tháng bảy",
            ("một đến bảy",),
            "ambiguous",
            "Từ 1-7 sẽ tăng.",
        ),
    )


def test_a_choice_of_the_item_settles_it_and_comes_before_the_office_s_own():
    entries = {"1-7": "một đến bảy", "XYZQ": "ích y dét quy"}
    script = made("Từ 1-7, XYZQ.", choices={"1-7": "mồng một tháng bảy"}, entries=entries)

    assert script.said == "Từ mồng một tháng bảy, ích y dét quy."
    assert script.questions == ()


def test_a_reading_that_cannot_be_said_settles_nothing():
    assert not is_sayable("1-7", "1 đến 7")
    assert not is_sayable("1-7", " ")
    assert valid({"a": "b", "1": "1"}) == {"a": "b"}
    assert made("Từ 1-7.", choices={"1-7": "1 đến 7"}).questions


def test_a_fact_is_read_as_its_kind_says_where_it_stands_and_nowhere_else():
    quoted = Quoted("vi", NORTH)
    value = quoted.wording("hotline", "75")
    script = made(f"Gọi {value}, từ 75 tuổi.", quoted=quoted)

    assert script.said == "Gọi bảy năm, từ bảy mươi lăm tuổi."
    assert script.sentences[0].written == "Gọi 75, từ 75 tuổi."


def test_every_office_reads_in_its_region_s_way():
    reader = Reader({})
    heard = ForTheEar((Written(Role.TEXT, "Mức 2.004 đồng."),), ())

    north = reader.script(heard, language="vi", profile=NORTH)
    south = reader.script(heard, language="vi", profile=SOUTH)
    assert (north.profile, south.profile) == ("north", "south")
    assert "nghìn" in north.said
    assert "ngàn" in south.said


def test_the_same_paragraph_is_read_once_for_all_offices_of_a_region(monkeypatch):
    asked = []
    real = making.read
    monkeypatch.setattr(making, "read", lambda text, **how: asked.append(text) or real(text, **how))
    reader = Reader({})

    for office in range(50):
        of = (Written(Role.GREETING, f"Tin của {office}."), Written(Role.TEXT, "Đóng 30%."))
        reader.script(ForTheEar(of, ()), language="vi", entries={"QWX": "quy vê"})

    assert asked.count("Đóng 30%.") == 1
    assert len(asked) == 51


def test_what_is_not_said_at_all_is_noted():
    script = made("Bảo hiểm xã hội (BHXH) 🎉 #BHYT", "- Một", notes=("Không đọc: ảnh (1).",))

    assert script.notes == (
        "Không đọc: ảnh (1).",
        "Không đọc: “(BHXH)”.",
        "Không đọc: “🎉”.",
        "Không đọc: “#BHYT”.",
    )
    assert script.said.endswith("Một")


def test_other_languages_are_said_as_they_are_written_and_digits_are_asked_about():
    script = made("Gọi 1900 9068, 5%.", language="rad")

    assert script.said == "Gọi 1900 9068, 5%."
    assert script.profile == ""
    assert [one.written for one in script.questions] == ["1900 9068, 5%"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("មួយរយ", []),
        ("៤,៥% នៅ", ["៤,៥%"]),
        ("a 5. b 7/8 c", ["5", "7/8"]),
        ("hdră – buôn: ơi!", []),
        ("a@b #x", ["@", "#"]),
    ],
)
def test_digits_and_signs_of_any_script_are_found(text, found):
    assert unspelt(text) == found
