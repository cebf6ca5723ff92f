from dataclasses import replace

import pytest
from django.urls import reverse

from publishing.ear_advice import advice_of
from publishing.package import assemble
from publishing.script.composing import OfficeVoice
from publishing.script.ear import ForTheEar, Written
from publishing.script.making import Reader
from publishing.script.model import Role, plain
from publishing.script.timing import LONGEST_BREATH
from tests.factories.approval import Desk
from tests.factories.packages import choose, make_communes

LONG = "Bà con " * 20 + "nhé."


def advice(text, language="vi"):
    heard = ForTheEar((Written(Role.TEXT, text),), ())
    voice = OfficeVoice()
    return list(advice_of(Reader({}).script(heard, language=language, profile=voice.profile)))


def test_a_sentence_of_more_than_a_breath_is_counted_and_the_rest_left_alone():
    (told,) = advice(f"Xin chào bà con. {LONG}")

    assert told.startswith("“Bà con Bà con Bà con Bà…” dài 41 tiếng")
    assert "tách thành hai câu" in told
    assert advice("Bà con " * (LONGEST_BREATH // 2)) == []


def test_a_language_that_is_read_slower_has_shorter_breaths():
    (told,) = advice_of(replace(plain("bà " * 30, "km"), pace=100))
    assert "không quá 24 tiếng" in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Theo Nghị quyết 1252/NQ-UBTVQH15.", "bỏ số ký hiệu"),
        ("Tổng chi 1.234.567.891 đồng/tháng.", "nên làm tròn"),
        ("Nộp vào 1234567890123456789.", "nên làm tròn"),
        ("Gửi tới hotro.baohiemxahoi@vss.gov.vn.", "nên gọi tên trang"),
        ("Nên online sớm.", "“online”. Nên thay bằng từ tiếng Việt"),
        ("Nhắn qua Facebook.", "“Facebook”. Nếu người đọc dễ vấp"),
    ],
)
def test_hard_words_are_told_with_what_to_do(text, says):
    (told,) = advice(text)
    assert says in told


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 1900 9068.",
        "Gọi 02693 824 456.",
        "Gọi +84 2693 824 456.",
        "Đóng 500.000 đồng, 30%.",
        "Nộp trước ngày 15/12/2026.",
        "Từ 12/2026–06/2027 thì đóng.",
    ],
)
def test_what_anybody_follows_by_ear_is_not(text):
    assert advice(text) == []


@pytest.mark.django_db
def test_the_editor_sees_it_beside_own_words_and_made_scripts_and_is_not_kept_back(client):
    desk = Desk(lead=LONG)
    first, second = make_communes(desk.office, 2)
    choose(desk, [first, second], leg_texts={second.pk: "Nên online sớm."})
    client.force_login(desk.editor)
    page = client.get(reverse("publishing_package", args=[desk.page.pk]))

    told = page.context["ear_advice"]
    assert "dài 41 tiếng" in told.of_channel[0]
    (of_place,) = told.of_places.values()
    assert "“online”" in of_place[0]
    text = page.content.decode()
    assert told.of_channel[0] in text
    assert of_place[0] in text
    assert "Câu dài 41 tiếng" in text  # where it stands in the preview
    now = desk.now()
    assert not assemble(now, now.get_latest_revision()).blocking

    choose(desk, [first], texts={"loudspeaker": {"text": "Câu ngắn.", "options": {}}})
    page = client.get(reverse("publishing_package", args=[desk.page.pk]))
    assert page.context["ear_advice"].of_channel == []
